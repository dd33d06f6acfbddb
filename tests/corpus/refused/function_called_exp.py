"""A function called exp that is declared nonnegative and may be zero."""

from derivations import Function, definition, integrable, integral, points, proportional, theorem

(z,) = points("z")
exp = Function("exp", z, nonnegative=True)


@theorem("corpus", title="A law proportional to what reads as an exponential")
def law(proof):
    proof.claim(proportional[z](exp(z))(z) == exp(z)/integral[z](exp(z)))
    proof.given(integrable[z](exp(z)), integral[z](exp(z)) > 0)
    proof.starts(proportional[z](exp(z))(z))
    proof.eq(exp(z)/integral[z](exp(z)), by=definition)
