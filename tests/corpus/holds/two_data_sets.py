"""Two bounds, one for each observation, add up."""

from derivations import Point, integrable, log, theorem
from derivations.chapters.elbo import ELBO, bound, p, q, r, x, z

y = Point("y", "x")


@theorem("corpus", title="The bounds of two observations add")
def two_observations(proof):
    proof.claim(ELBO(q(z), p(x, z)) + ELBO(r(z), p(y, z)) <= log(p(x)) + log(p(y)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[r(z)](log(p(y, z)/r(z))))
    proof.starts(ELBO(q(z), p(x, z)) + ELBO(r(z), p(y, z)))
    proof.le(log(p(x)) + ELBO(r(z), p(y, z)), by=bound)
    proof.le(log(p(x)) + log(p(y)), by=bound.at({x: y, q(z): r(z)}))
