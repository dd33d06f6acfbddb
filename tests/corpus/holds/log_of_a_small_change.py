"""log(1 + t) ≤ t − t²/2 + t³/3 wherever 1 + t > 0, and so on average."""

from derivations import E, Function, Law, integrable, linearity, log, points, taylor, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Three terms of the logarithm from above")
def from_above(proof):
    proof.claim(E[q(z)](log(1 + f(z))) <= E[q(z)](f(z)) - E[q(z)](f(z)**2)/2 + E[q(z)](f(z)**3)/3)
    proof.given(integrable[q(z)](log(1 + f(z))), integrable[q(z)](f(z)**3))
    proof.starts(E[q(z)](log(1 + f(z))))
    proof.le(E[q(z)](f(z) - f(z)**2/2 + f(z)**3/3), by=taylor)
    proof.eq(E[q(z)](f(z)) - E[q(z)](f(z)**2)/2 + E[q(z)](f(z)**3)/3, by=linearity)
