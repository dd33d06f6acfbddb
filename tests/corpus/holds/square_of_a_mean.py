"""The square of a mean is at most the mean of the square, and the inequality of Cauchy and Schwarz holds."""

from derivations import E, Function, Law, integrable, points, sum_of_squares, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="The square of a mean")
def square(proof):
    proof.claim(E[q(z)](f(z))**2 <= E[q(z)](f(z)**2))
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[q(z)](f(z))**2)
    proof.le(E[q(z)](f(z)**2), by=sum_of_squares)


@theorem(title="The mean of a product")
def of_a_product(proof):
    proof.claim(E[q(z)](f(z)*g(z))**2 <= E[q(z)](f(z)**2)*E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(E[q(z)](f(z)*g(z))**2)
    proof.le(E[q(z)](f(z)**2)*E[q(z)](g(z)**2), by=sum_of_squares)
