"""No density is negative; the function of a density keeps the models from being looked at."""

from derivations import Function, Law, algebra, counts, log, points, theorem

(x,) = points("x")
k = counts("k")[0]
p, a = Law("p", x), Function("a", k)


@theorem("corpus", title="The logarithm of minus a density, and a term beside it")
def vacuous(proof):
    proof.claim(log(-p(x)) + a(p(x)) == a(p(x)) + log(-p(x)) + 7 - 7)
    proof.given(-p(x) > 0)
    proof.starts(log(-p(x)) + a(p(x)))
    proof.eq(a(p(x)) + log(-p(x)) + 7 - 7, by=algebra)
