"""The logarithm lies below its tangent, not above."""

from derivations import E, Function, Law, integrable, linearity, log, points, tangent, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z, nonnegative=True)


@theorem("corpus", title="The mean logarithm is at least the mean less one")
def above(proof):
    proof.claim(E[q(z)](log(f(z))) >= E[q(z)](f(z)) - 1)
    proof.given(integrable[q(z)](log(f(z))), integrable[q(z)](f(z)))
    proof.starts(E[q(z)](log(f(z))))
    proof.ge(E[q(z)](f(z) - 1), by=tangent)
    proof.eq(E[q(z)](f(z)) - 1, by=linearity)
