"""The exponential of a mean, taken for the mean of the exponential."""

from derivations import E, Function, Law, exp, integrable, linearity, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](exp(f(z))) == exp(E[q(z)](f(z))))
    proof.given(integrable[q(z)](exp(f(z))), integrable[q(z)](f(z)))
    proof.starts(E[q(z)](exp(f(z))))
    proof.eq(exp(E[q(z)](f(z))), by=linearity)  # wrong
