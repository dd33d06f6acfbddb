"""The sum is integrable, and so is twice the sum: that says nothing of its terms."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q = Law("q", z)
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="A mean from the means of the sum and of the difference")
def from_sum_and_difference(proof):
    proof.claim(E[q(z)](3*f(z) + 5*g(z)) == 3*E[q(z)](f(z)) + 5*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z) + g(z)), integrable[q(z)](2*f(z) + 2*g(z)))
    proof.starts(E[q(z)](3*f(z) + 5*g(z)))
    proof.eq(3*E[q(z)](f(z)) + 5*E[q(z)](g(z)), by=linearity)
