"""q draws a z at which f is 0, r a v at which f is 1: that f(z) is at most f(v) does not say that f(v) is at most f(z)."""

from derivations import E, Function, Law, Point, always, hypothesis, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@theorem("corpus", title="The points change places, and the sides do not")
def turned(proof):
    proof.claim(E[q(z), r(v)](f(z)) >= E[q(z), r(v)](f(v)))
    proof.given(always[q(z), r(v)](f(z) <= f(v)), integrable[q(z)](f(z)), integrable[r(z)](f(z)))
    proof.starts(E[q(z), r(v)](f(z)))
    proof.ge(E[q(z), r(v)](f(v)), by=hypothesis)
