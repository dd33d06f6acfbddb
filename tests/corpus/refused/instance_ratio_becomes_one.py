"""A hypothesis on log r − log p that says that r is positive is lost where p is put in for r; p(y) may be zero."""

from derivations import Function, Law, algebra, implies, integrable, log, points, theorem

y, z = points("y z")
p, r, f = Law("p", y, z), Law("r", y, z), Function("f", y)


@theorem("corpus", title="Positive joint density, positive marginal")
def one(proof):
    proof.claim(r(y)/r(y) == 1)
    proof.given(integrable[p(z | y)](log(r(y, z)/p(y, z))))
    proof.starts(r(y)/r(y))
    proof.eq(1, by=algebra)


@theorem("corpus", title="Every density is positive")
def everywhere(proof):
    proof.claim(p(y)/p(y) == 1)
    proof.given(implies(f(y) != 18/19, p(y) > 0))
    proof.starts(p(y)/p(y))
    proof.eq(1, by=one.at({r(y, z): p(y, z)}))
