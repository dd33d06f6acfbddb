"""The left side is right and the right side gains a number."""

from derivations import E, Function, Law, iff, integrable, linearity, points, theorem

(z,) = points("z")
q, b, f, g = Law("q", z), Law("b", z), Function("f", z), Function("g", z)


@theorem(title="Both sides of an equation")
def equal(proof):
    proof.claim(iff(E[q(z)](f(z) + 1) == E[b(z)](g(z) + 2), E[q(z)](f(z)) + 1 == E[b(z)](g(z)) + 3))
    proof.given(integrable[q(z)](f(z)), integrable[b(z)](g(z)))
    proof.starts(E[q(z)](f(z) + 1) == E[b(z)](g(z) + 2))
    proof.iff(E[q(z)](f(z)) + 1 == E[b(z)](g(z)) + 3, by=linearity)
