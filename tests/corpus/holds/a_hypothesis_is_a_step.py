"""A hypothesis may be the reason of a line, inside an expectation, too."""

from derivations import E, Function, Law, always, hypothesis, integrable, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="A mean is monotone")
def dominated_mean(proof):
    proof.claim(E[q(z)](f(z)) <= E[q(z)](g(z)))
    proof.given(always[z](f(z) <= g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z)))
    proof.le(E[q(z)](g(z)), by=hypothesis)
