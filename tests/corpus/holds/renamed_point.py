"""A bound point has no name of its own, so its name may be any other in its space."""

from derivations import E, Function, Law, Point, algebra, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="A mean is the same under another name")
def renamed(proof):
    proof.claim(E[q(z)](f(z)) + E[q(v)](f(v)) == 2*E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)))
    proof.starts(E[q(z)](f(z)) + E[q(v)](f(v)))
    proof.eq(2*E[q(z)](f(z)), by=algebra)
