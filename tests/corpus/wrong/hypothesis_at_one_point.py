"""A hypothesis at one point, used for all points."""

from derivations import E, Function, Law, hypothesis, integrable, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z)) <= E[q(z)](g(z)))
    proof.given(f(z) <= g(z), integrable[q(z)](f(z)), integrable[q(z)](g(z)))  # wrong
    proof.starts(E[q(z)](f(z)))
    proof.le(E[q(z)](g(z)), by=hypothesis)  # needs
