"""The reciprocal of an exponential has the opposite exponent."""

from derivations import Function, exp, logarithm, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="Upside down")
def upside_down(proof):
    proof.claim(exp(f(z) - g(z)) == exp(g(z))/exp(f(z)))
    proof.starts(exp(f(z) - g(z)))
    proof.eq(exp(g(z))/exp(f(z)), by=logarithm)
