"""The squared mean of a product is at most the product of the mean squares: a mean of a square is left out."""

from derivations import E, Function, Law, algebra, integrable, linearity, points, sum_of_squares, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Cauchy's and Schwarz' inequality")
def cauchy_schwarz(proof):
    proof.claim(E[q(z)](f(z)*g(z))**2 <= E[q(z)](f(z)**2)*E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2), integrable[q(z)](f(z)*g(z)),
                E[q(z)](g(z)**2) > 0)
    proof.starts(E[q(z)](f(z)*g(z))**2)
    proof.le(E[q(z)](f(z)*g(z))**2
             + E[q(z)](g(z)**2)*E[q(z)]((f(z) - E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2)*g(z))**2), by=sum_of_squares)
    proof.eq(E[q(z)](f(z)*g(z))**2
             + E[q(z)](g(z)**2)*(E[q(z)](f(z)**2) - 2*E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2)*E[q(z)](f(z)*g(z))
                                 + (E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2))**2*E[q(z)](g(z)**2)), by=linearity)
    proof.eq(E[q(z)](f(z)**2)*E[q(z)](g(z)**2), by=algebra)
