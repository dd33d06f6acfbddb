"""exp of a function is not yet a density: its integral is missing."""

from derivations import Function, definition, exp, integrable, integral, points, proportional, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="An energy model without its normaliser")
def energy(proof):
    proof.claim(proportional[z](exp(f(z)))(z) == exp(f(z)))
    proof.given(integrable[z](exp(f(z))), integral[z](exp(f(z))) > 0)
    proof.starts(proportional[z](exp(f(z)))(z))
    proof.eq(exp(f(z)), by=definition)
