"""The logarithm of a fraction of sums is a difference of logarithms."""

from derivations import Function, log, logarithm, points, theorem

(z,) = points("z")
f, g = Function("f", z, nonnegative=True), Function("g", z, nonnegative=True)


@theorem("corpus", title="A share and its reciprocal")
def odds(proof):
    proof.claim(log(f(z)/(f(z) + g(z))) == -log((f(z) + g(z))/f(z)))
    proof.given(f(z) > 0)
    proof.starts(log(f(z)/(f(z) + g(z))))
    proof.eq(-log((f(z) + g(z))/f(z)), by=logarithm)
