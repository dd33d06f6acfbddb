"""A decorator below replaces the proof, and is dropped."""

from functools import wraps

from derivations import Function, algebra, points, theorem

(z,) = points("z")
f = Function("f", z)


def other(function):
    @wraps(function)
    def nothing(proof):
        proof.claim(f(z) == 0)
    return nothing


@theorem("corpus", title="f is f")
@other
def same(proof):
    proof.claim(2*f(z) - f(z) == f(z))
    proof.starts(2*f(z) - f(z))
    proof.eq(f(z), by=algebra)
