"""log 0 is no number, so log 0 − log 0 is not zero."""

from derivations import Function, algebra, counts, log, theorem

k = counts("k")[0]
a = Function("a", k)


@theorem("corpus", title="A difference of equal terms in an argument")
def vanishing(proof):
    proof.claim(a(log(0) - log(0)) == a(0))
    proof.starts(a(log(0) - log(0)))
    proof.eq(a(0), by=algebra)
