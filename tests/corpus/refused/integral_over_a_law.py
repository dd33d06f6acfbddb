"""integral takes points: an integral over a law would be an expectation."""

from derivations import Function, Law, integral, linearity, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Twice an integral")
def twice(proof):
    proof.claim(integral[q(z)](2*f(z)) == 2*integral[q(z)](f(z)))
    proof.starts(integral[q(z)](2*f(z)))
    proof.eq(2*integral[q(z)](f(z)), by=linearity)
