"""Importance weighting under two laws at once."""

from derivations import E, Function, Law, integrable, integral, points, support, theorem

y, z = points("y z")
q, r, h = Law("q", z), Law("r", y), Function("h", y, z, nonnegative=True)


@theorem("corpus", title="Two proposals")
def two_laws(proof):
    proof.claim(E[q(z), r(y)](h(y, z)/(q(z)*r(y))) <= integral[y, z](h(y, z)))
    proof.given(integrable[y, z](h(y, z)), integrable[q(z), r(y)](h(y, z)/(q(z)*r(y))))
    proof.starts(E[q(z), r(y)](h(y, z)/(q(z)*r(y))))
    proof.le(integral[y, z](h(y, z)), by=support)
