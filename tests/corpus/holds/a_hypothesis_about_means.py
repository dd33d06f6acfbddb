"""The place at which a hypothesis is used is the one that it speaks of."""

from derivations import E, Function, Law, hypothesis, integrable, log, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="Larger means have larger logarithms")
def of_means(proof):
    proof.claim(log(E[q(z)](f(z))) <= log(E[q(z)](g(z))))
    proof.given(E[q(z)](f(z)) <= E[q(z)](g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)), E[q(z)](f(z)) > 0)
    proof.starts(log(E[q(z)](f(z))))
    proof.le(log(E[q(z)](g(z))), by=hypothesis)
