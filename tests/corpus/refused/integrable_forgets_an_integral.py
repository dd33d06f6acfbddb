"""The integral of h need not exist, and yet 2 f is integrable just when f is."""

from derivations import Function, Law, definition, iff, integrable, integral, points, theorem

y, z = points("y z")
q, h, f = Law("q", z), Function("h", y), Function("f", z)


@theorem("corpus", title="Neither factors nor constants matter")
def constant(proof):
    proof.claim(iff(integrable[q(z)](2*f(z) - integral[y](h(y))), integrable[q(z)](f(z))))
    proof.starts(integrable[q(z)](2*f(z) - integral[y](h(y))))
    proof.iff(integrable[q(z)](f(z)), by=definition)
