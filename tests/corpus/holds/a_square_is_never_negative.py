"""A square is never negative, wherever it stands."""

from derivations import E, Function, Law, integrable, linearity, points, sum_of_squares, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="A mean product is at most the mean of the squares")
def cross_term(proof):
    proof.claim(2*E[q(z)](f(z)*g(z)) <= E[q(z)](f(z)**2) + E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(2*E[q(z)](f(z)*g(z)))
    proof.eq(E[q(z)](2*f(z)*g(z)), by=linearity)
    proof.le(E[q(z)](f(z)**2 + g(z)**2), by=sum_of_squares)
    proof.eq(E[q(z)](f(z)**2) + E[q(z)](g(z)**2), by=linearity)
