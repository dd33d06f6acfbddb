"""For T = 1 the sum is empty, so its logarithm is not defined."""

from derivations import Function, algebra, counts, log, theorem, total

T, t = counts("T t")
d = Function("d", t, nonnegative=True)


@theorem("corpus", title="The logarithm of a sum that may be empty")
def empty(proof):
    proof.claim(2*log(total[t:2:T](1 + d(t))) == log(total[t:2:T](1 + d(t))) + log(total[t:2:T](1 + d(t))))
    proof.starts(2*log(total[t:2:T](1 + d(t))))
    proof.eq(log(total[t:2:T](1 + d(t))) + log(total[t:2:T](1 + d(t))), by=algebra)
