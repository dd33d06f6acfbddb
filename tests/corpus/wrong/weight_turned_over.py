"""The importance weight turned over: the proposal over the target."""

from derivations import E, Function, Law, always, both, definition, integrable, integral, points, support, theorem

(z,) = points("z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](q(z)/r(z)*f(z)) == E[r(z)](f(z)))
    proof.given(always[z](both(q(z) > 0, r(z) > 0)), integrable[q(z)](q(z)/r(z)*f(z)), integrable[r(z)](f(z)))
    proof.starts(E[q(z)](q(z)/r(z)*f(z)))
    proof.eq(integral[z](r(z)*f(z)), by=support)  # wrong
    proof.eq(E[r(z)](f(z)), by=definition)
