"""Under a Cauchy law h(y) = y has no mean, so the left statement is not even defined where the right one holds."""

from derivations import E, Function, Law, definition, iff, integrable, points, theorem

y, z = points("y z")
q, r, f, h = Law("q", z), Law("r", y), Function("f", z), Function("h", y)


@theorem("corpus", title="A constant does not matter to integrability")
def constant(proof):
    proof.claim(iff(integrable[q(z)](f(z) + E[r(y)](h(y))), integrable[q(z)](f(z))))
    proof.starts(integrable[q(z)](f(z) + E[r(y)](h(y))))
    proof.iff(integrable[q(z)](f(z)), by=definition)
