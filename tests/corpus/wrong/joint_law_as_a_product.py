"""A joint law taken for one with independent coordinates."""

from derivations import E, Function, Law, factorise, independent_means, integrable, points, theorem

x, z = points("x z")
p, f, g = Law("p", x, z), Function("f", x), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[p(x, z)](f(x)*g(z)) == E[p(x)](f(x))*E[p(z)](g(z)))
    proof.given(integrable[p(x, z)](f(x)*g(z)), integrable[p(x)](f(x)), integrable[p(z)](g(z)))
    proof.starts(E[p(x, z)](f(x)*g(z)))
    proof.eq(E[p(x), p(z)](f(x)*g(z)), by=factorise)  # wrong
    proof.eq(E[p(x)](f(x))*E[p(z)](g(z)), by=independent_means)
