"""A sign, a number or a constant leaves a mean of a difference whose parts need have no mean."""

from derivations import E, Function, Law, integrable, linearity, log, points, theorem

(z,) = points("z")
q, f, rate = Law("q", z), Function("f", z), Function("rate")


@theorem(title="A sign")
def sign(proof):
    proof.claim(-E[q(z)](log(q(z)) - f(z)) == E[q(z)](f(z) - log(q(z))))
    proof.given(integrable[q(z)](f(z) - log(q(z))))
    proof.starts(-E[q(z)](log(q(z)) - f(z)))
    proof.eq(E[q(z)](f(z) - log(q(z))), by=linearity)


@theorem(title="A constant")
def constant(proof):
    proof.claim(E[q(z)](f(z) - log(q(z)) + rate()) == rate() + E[q(z)](f(z) - log(q(z))))
    proof.given(integrable[q(z)](f(z) - log(q(z))))
    proof.starts(E[q(z)](f(z) - log(q(z)) + rate()))
    proof.eq(rate() + E[q(z)](f(z) - log(q(z))), by=linearity)
