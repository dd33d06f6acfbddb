"""Two terms of the logarithm's series are no upper bound: the third is positive where t is."""

from derivations import E, Function, Law, integrable, linearity, log, points, taylor, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Two terms from above")
def from_above(proof):
    proof.claim(E[q(z)](log(1 + f(z))) <= E[q(z)](f(z)) - E[q(z)](f(z)**2)/2)
    proof.given(integrable[q(z)](log(1 + f(z))), integrable[q(z)](f(z)**2))
    proof.starts(E[q(z)](log(1 + f(z))))
    proof.le(E[q(z)](f(z) - f(z)**2/2), by=taylor)
    proof.eq(E[q(z)](f(z)) - E[q(z)](f(z)**2)/2, by=linearity)
