"""From below the fourth term needs a floor under 1 + t: near zero the logarithm falls without end."""

from derivations import E, Function, Law, integrable, linearity, log, points, taylor, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Four terms of the logarithm from below")
def from_below(proof):
    proof.claim(E[q(z)](log(1 + f(z))) >= E[q(z)](f(z)) - E[q(z)](f(z)**2)/2 + E[q(z)](f(z)**3)/3 - E[q(z)](f(z)**4)/2)
    proof.given(integrable[q(z)](log(1 + f(z))), integrable[q(z)](f(z)**4))
    proof.starts(E[q(z)](log(1 + f(z))))
    proof.ge(E[q(z)](f(z) - f(z)**2/2 + f(z)**3/3 - f(z)**4/2), by=taylor)
    proof.eq(E[q(z)](f(z)) - E[q(z)](f(z)**2)/2 + E[q(z)](f(z)**3)/3 - E[q(z)](f(z)**4)/2, by=linearity)
