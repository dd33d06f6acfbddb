"""The mean over z and the mean over the other z read alike."""

from derivations import E, Function, Law, Point, integrable, linearity, points, theorem

z, y = points("z y")
v = Point("z", "y")
q, r, f, g = Law("q", z), Law("r", y), Function("f", z), Function("g", y)


@theorem("corpus", title="A constant leaves the mean")
def constant(proof):
    proof.claim(E[q(z)](f(z)*g(v)) == g(v)*E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)))
    proof.starts(E[q(z)](f(z)*g(v)))
    proof.eq(g(v)*E[q(z)](f(z)), by=linearity)
