"""ψ″ is negative."""

from derivations import Function, points, polygamma, sum_of_squares, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="ψ″ is not negative")
def not_negative(proof):
    proof.claim(0 <= polygamma(2, f(z)))
    proof.given(f(z) > 0)
    proof.starts(0)
    proof.le(polygamma(2, f(z)), by=sum_of_squares)
