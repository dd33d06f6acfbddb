"""A function called log: what is printed is log 2 + log 2 = 2 log 2 for no logarithm."""

from derivations import Function, algebra, counts, theorem

K = counts("K")[0]
log = Function("log", K)


@theorem("corpus", title="Twice a logarithm")
def twice(proof):
    proof.claim(log(K) + log(K) - log(K*K) == 2*log(K) - log(K*K))
    proof.starts(log(K) + log(K) - log(K*K))
    proof.eq(2*log(K) - log(K*K), by=algebra)
