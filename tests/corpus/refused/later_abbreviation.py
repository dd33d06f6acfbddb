"""The name u means f where the theorem stands and is redefined after it."""

from derivations import Function, abbreviation, algebra, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@abbreviation
def u(z):
    return f(z)


@theorem("corpus", title="u is g")
def equal(proof):
    proof.claim(u(z) == g(z))
    proof.starts(u(z))
    proof.eq(2*g(z) - g(z), by=algebra)
    proof.eq(g(z), by=algebra)


@abbreviation
def u(z):  # noqa: F811
    return g(z)
