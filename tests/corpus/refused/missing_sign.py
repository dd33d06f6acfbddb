"""For functions of either sign what q misses may have been negative."""

from derivations import E, Function, Law, definition, integrable, integral, points, support, theorem

(z,) = points("z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@theorem("corpus", title="What q misses is lost")
def lost(proof):
    proof.claim(E[q(z)](r(z)/q(z)*f(z)) <= E[r(z)](f(z)))
    proof.given(integrable[q(z)](f(z)*r(z)/q(z)), integrable[r(z)](f(z)))
    proof.starts(E[q(z)](r(z)/q(z)*f(z)))
    proof.le(integral[z](r(z)*f(z)), by=support)
    proof.eq(E[r(z)](f(z)), by=definition)
