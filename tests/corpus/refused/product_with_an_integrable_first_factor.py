"""A product of independent factors is integrable if both are; nothing is said of g."""

from derivations import E, Function, Law, algebra, integrable, points, theorem

y, z = points("y z")
q, r, f, g = Law("q", z), Law("r", y), Function("f", z), Function("g", y)


@theorem("corpus", title="Nothing of a product")
def nothing(proof):
    proof.claim(E[q(z), r(y)](f(z)*g(y)) - E[q(z), r(y)](f(z)*g(y)) == 0)
    proof.given(integrable[q(z)](f(z)))
    proof.starts(E[q(z), r(y)](f(z)*g(y)) - E[q(z), r(y)](f(z)*g(y)))
    proof.eq(0, by=algebra)
