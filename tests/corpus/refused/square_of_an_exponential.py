"""The square of an exponential has twice the exponent."""

from derivations import Function, exp, logarithm, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="A square")
def square(proof):
    proof.claim(exp(f(z))**2*exp(g(z)) == exp(f(z) + g(z)))
    proof.starts(exp(f(z))**2*exp(g(z)))
    proof.eq(exp(f(z) + g(z)), by=logarithm)
