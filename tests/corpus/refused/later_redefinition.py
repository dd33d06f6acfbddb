"""The first theorem uses f before it is declared nonnegative; with f(z) = −1 its hypothesis says nothing."""

from derivations import E, Function, Law, integrable, integral, points, support, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)
f = Function("f", z)


@theorem("corpus", title="What q misses is lost")
def lost(proof):
    proof.claim(E[q(z)](r(z)*f(z)/q(z)) <= integral[z](r(z)*f(z)))
    proof.given(integrable[z](r(z)*f(z)), integrable[q(z)](r(z)*f(z)/q(z)))
    proof.starts(E[q(z)](r(z)*f(z)/q(z)))
    proof.le(integral[z](r(z)*f(z)), by=support)


f = Function("f", z, nonnegative=True)
