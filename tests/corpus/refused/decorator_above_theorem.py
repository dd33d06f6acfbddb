"""A decorator above could put any proof in the theorem's place; the language has no such decorator."""

from derivations import Function, algebra, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


def silently(derivation):
    return derivation


@silently
@theorem("corpus", title="f is f")
def same(proof):
    proof.claim(2*f(z) - f(z) == f(z))
    proof.starts(2*f(z) - f(z))
    proof.eq(f(z), by=algebra)
