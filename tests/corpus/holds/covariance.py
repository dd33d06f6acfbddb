"""The mean of (f − 𝔼f)(g − 𝔼g) multiplied out: three of its terms are the same product of means."""

from derivations import E, Function, Law, algebra, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="The covariance is the mean product less the product of means")
def covariance(proof):
    proof.claim(E[q(z)]((f(z) - E[q(z)](f(z)))*(g(z) - E[q(z)](g(z)))) == E[q(z)](f(z)*g(z)) - E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)), integrable[q(z)](f(z)*g(z)),
                integrable[q(z)]((f(z) - E[q(z)](f(z)))*(g(z) - E[q(z)](g(z)))))
    proof.starts(E[q(z)]((f(z) - E[q(z)](f(z)))*(g(z) - E[q(z)](g(z)))))
    proof.eq(E[q(z)](f(z)*g(z)) - E[q(z)](f(z))*E[q(z)](g(z)) - E[q(z)](g(z))*E[q(z)](f(z))
             + E[q(z)](f(z))*E[q(z)](g(z)), by=linearity)
    proof.eq(E[q(z)](f(z)*g(z)) - E[q(z)](f(z))*E[q(z)](g(z)), by=algebra)
