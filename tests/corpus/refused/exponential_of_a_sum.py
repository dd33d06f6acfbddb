"""The exponential of a sum is a product of exponentials, not a sum."""

from derivations import Function, exp, logarithm, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="An exponential of a sum")
def of_a_sum(proof):
    proof.claim(exp(f(z) + g(z)) == exp(f(z)) + exp(g(z)))
    proof.starts(exp(f(z) + g(z)))
    proof.eq(exp(f(z)) + exp(g(z)), by=logarithm)
