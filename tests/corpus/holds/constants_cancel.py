"""A factor that does not depend on z cancels against itself in the normaliser."""

from derivations import (
    Function,
    algebra,
    definition,
    integrable,
    integral,
    linearity,
    points,
    proportional,
    theorem,
)

x, z = points("x z")
a, g = Function("a", x, nonnegative=True), Function("g", z, nonnegative=True)


@theorem("corpus", title="A constant factor does not change the law")
def cancels(proof):
    proof.claim(proportional[z](a(x)*g(z))(z) == proportional[z](g(z))(z))
    proof.given(a(x) > 0, integrable[z](g(z)), integral[z](g(z)) > 0, integral[z](a(x)*g(z)) > 0)
    proof.starts(proportional[z](a(x)*g(z))(z))
    proof.eq(a(x)*g(z)/integral[z](a(x)*g(z)), by=definition)
    proof.eq(a(x)*g(z)/(a(x)*integral[z](g(z))), by=linearity)
    proof.eq(g(z)/integral[z](g(z)), by=algebra)
    proof.eq(proportional[z](g(z))(z), by=definition)
