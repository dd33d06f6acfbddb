"""Where h(x) = 0 the quotient is not defined, and f may still be integrable."""

from derivations import Function, Law, definition, implies, integrable, points, theorem

x, z = points("x z")
q, h, f = Law("q", z), Function("h", x), Function("f", z)


@theorem("corpus", title="A constant factor does not matter to integrability")
def constant(proof):
    proof.claim(implies(integrable[q(z)](f(z)), integrable[q(z)](f(z) + 1/h(x))))
    proof.starts(integrable[q(z)](f(z)))
    proof.implies(integrable[q(z)](f(z) + 1/h(x)), by=definition)
