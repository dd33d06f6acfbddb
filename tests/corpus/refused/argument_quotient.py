"""1/p(x) is not defined where p(x) = 0, so neither is a function of it."""

from derivations import Function, Law, algebra, counts, points, theorem

(x,) = points("x")
k = counts("k")[0]
p, a = Law("p", x), Function("a", k)


@theorem("corpus", title="A difference of equal terms")
def vanishing(proof):
    proof.claim(a(1/p(x)) - a(1/p(x)) == 0)
    proof.starts(a(1/p(x)) - a(1/p(x)))
    proof.eq(0, by=algebra)
