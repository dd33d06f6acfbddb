"""A decorator below doubles what the abbreviation returns, and is dropped: u is f, not 2 f."""

from functools import wraps

from derivations import Function, abbreviation, algebra, points, theorem

(z,) = points("z")
f = Function("f", z)


def doubled(function):
    @wraps(function)
    def twice(z):
        return 2*function(z)
    return twice


@abbreviation
@doubled
def u(z):
    return f(z)


@theorem("corpus", title="u is f")
def same(proof):
    proof.claim(u(z) == f(z))
    proof.starts(u(z))
    proof.eq(2*f(z) - f(z), by=algebra)
    proof.eq(f(z), by=algebra)
