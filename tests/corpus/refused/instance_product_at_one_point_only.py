"""A product is put in that is a law at one y only; r(x, y) > 0 at a y of measure zero says nothing of r(x)."""

from derivations import Function, Law, algebra, always, implies, points, theorem

x, y, z = points("x y z")
q, w = Law("q", z), Law("w", x, z)
a, r, f = Law("a", y), Law("r", x, y, z), Function("f", x)


@theorem("corpus", title="Positive joint density, positive marginal")
def one(proof):
    proof.claim(w(x)/w(x) == 1)
    proof.given(always[q(z)](w(x, z) > 0))
    proof.starts(w(x)/w(x))
    proof.eq(1, by=algebra)


@theorem("corpus", title="A density is positive at one y, so its marginal is")
def everywhere(proof):
    proof.claim(r(x)/r(x) == 1)
    proof.given(r(x, y) > 0, implies(f(x) != 18/19, r(x) > 0))
    proof.starts(r(x)/r(x))
    proof.eq(1, by=one.at({q(z): [a(y), r(z | x, y)], w(x, z): r(x, y, z)}))
