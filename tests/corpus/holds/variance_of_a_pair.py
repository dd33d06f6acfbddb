"""Half the mean squared difference of two independent draws is the variance."""

from derivations import E, Function, Law, Point, fubini, integrable, linearity, marginal, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The variance from two draws")
def from_two(proof):
    proof.claim(E[q(z), q(v)]((f(z) - f(v))**2)/2 == E[q(z)](f(z)**2) - E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z), q(v)](f(z)*f(v)))
    proof.starts(E[q(z), q(v)]((f(z) - f(v))**2)/2)
    proof.eq(E[q(z), q(v)](f(z)**2)/2 - E[q(z), q(v)](f(z)*f(v)) + E[q(z), q(v)](f(v)**2)/2, by=linearity)
    proof.eq(E[q(z)](f(z)**2) - E[q(z), q(v)](f(z)*f(v)), by=marginal)
    proof.eq(E[q(z)](f(z)**2) - E[q(z)](E[q(v)](f(z)*f(v))), by=fubini)
    proof.eq(E[q(z)](f(z)**2) - E[q(z)](f(z))**2, by=linearity)
