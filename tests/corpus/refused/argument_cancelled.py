"""p(x)/p(x) is one only where p(x) is not zero."""

from derivations import Function, Law, algebra, counts, points, theorem

(x,) = points("x")
k = counts("k")[0]
p, a = Law("p", x), Function("a", k)


@theorem("corpus", title="Cancelled in an argument")
def cancelled(proof):
    proof.claim(a(p(x)/p(x)) == a(1))
    proof.starts(a(p(x)/p(x)))
    proof.eq(a(1), by=algebra)
