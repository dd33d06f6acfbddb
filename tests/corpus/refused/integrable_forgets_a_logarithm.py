"""With p(x) = 0 the logarithm is not defined, and f may still be integrable."""

from derivations import Function, Law, definition, iff, integrable, log, points, theorem

x, z = points("x z")
q, p, f = Law("q", z), Law("p", x), Function("f", z)


@theorem("corpus", title="A constant does not matter to integrability")
def constant(proof):
    proof.claim(iff(integrable[q(z)](f(z) + log(p(x))), integrable[q(z)](f(z))))
    proof.starts(integrable[q(z)](f(z) + log(p(x))))
    proof.iff(integrable[q(z)](f(z)), by=definition)
