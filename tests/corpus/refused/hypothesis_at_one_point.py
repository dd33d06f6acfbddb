"""f ≤ g at one point says nothing of a mean over all points."""

from derivations import E, Function, Law, Point, hypothesis, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="From one point to all")
def at_one_point(proof):
    proof.claim(E[q(z)](f(z)) <= E[q(z)](g(z)))
    proof.given(f(v) <= g(v), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z)))
    proof.le(E[q(z)](g(z)), by=hypothesis)
