"""The mean of a product as the product of the means."""

from derivations import E, Function, Law, independent_means, integrable, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z)*g(z)) == E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z)*g(z)))
    proof.eq(E[q(z)](f(z))*E[q(z)](g(z)), by=independent_means)  # wrong
