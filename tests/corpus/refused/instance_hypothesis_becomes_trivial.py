"""p(y)/p(y) = 1 is proved where p(y) = 0: a hypothesis that is undefined there becomes one that always holds."""

from derivations import Function, Law, algebra, always, implies, points, theorem

y, z = points("y z")
p, r, f = Law("p", y, z), Law("r", y, z), Function("f", y)


@theorem("corpus", title="Positive joint density, positive marginal")
def one(proof):
    proof.claim(r(y)/r(y) == 1)
    proof.given(always[p(z | y)](r(y, z) > 0))
    proof.starts(r(y)/r(y))
    proof.eq(1, by=algebra)


@theorem("corpus", title="Every density is positive")
def everywhere(proof):
    proof.claim(p(y)/p(y) == 1)
    proof.given(implies(f(y) != 18/19, p(y) > 0))
    proof.starts(p(y)/p(y))
    proof.eq(1, by=one.at({r(y, z): p(y, z)}))
