"""A difference may have a mean although its parts have none."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="The parts of a difference")
def split(proof):
    proof.claim(E[q(z)](f(z) - g(z)) == E[q(z)](f(z)) - E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z) - g(z)))
    proof.starts(E[q(z)](f(z) - g(z)))
    proof.eq(E[q(z)](f(z)) - E[q(z)](g(z)), by=linearity)
