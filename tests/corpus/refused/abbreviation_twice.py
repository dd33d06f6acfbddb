"""Two decorators, one abbreviation of another: the inner one is dropped."""

from derivations import Function, abbreviation, algebra, points, theorem

(z,) = points("z")
f = Function("f", z)


@abbreviation
@abbreviation
def u(z):
    return f(z)


@theorem("corpus", title="u is f")
def same(proof):
    proof.claim(u(z) == f(z))
    proof.starts(u(z))
    proof.eq(2*f(z) - f(z), by=algebra)
    proof.eq(f(z), by=algebra)
