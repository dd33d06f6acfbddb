"""What q never draws is lost, f or no f."""

from derivations import E, Function, Law, definition, integrable, integral, points, support, theorem

(z,) = points("z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@theorem("corpus", title="Importance sampling")
def importance(proof):
    proof.claim(E[q(z)](r(z)/q(z)*f(z)) == E[r(z)](f(z)))
    proof.given(integrable[q(z)](f(z)*r(z)/q(z)), integrable[r(z)](f(z)))
    proof.starts(E[q(z)](r(z)/q(z)*f(z)))
    proof.eq(integral[z](r(z)*f(z)), by=support)
    proof.eq(E[r(z)](f(z)), by=definition)
