"""A weight that may be negative makes the right side of Cauchy and Schwarz negative."""

from derivations import E, Function, Law, integrable, points, sum_of_squares, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="The mean of a product")
def of_a_product(proof):
    proof.claim(E[q(z)](f(z)*g(z))**2 <= E[q(z)](f(z)**2*g(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)**2*g(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z)*g(z))**2)
    proof.le(E[q(z)](f(z)**2*g(z))*E[q(z)](g(z)), by=sum_of_squares)
