"""Question 1.1.1: from the divergence to the ELBO.

The decomposition is right down to its last row.  Then the ELBO is given a name that means something else: a divergence
with its arguments exchanged, a sign lost, its first argument no law.  The name is in force until 1.1.3 uses the ELBO's
own formula, so here the lines that mention the ELBO are judged by it.
"""

from derivations.elbo import ELBO, bound, evidence, gibbs, maximising_over_q, p, q, r, x, z
from derivations.kernel import (
    KL, E, algebra, always, definition, iff, implies, integrable, integral, linearity, log, logarithm, marginal,
    product_rule, rearrange, theorem)
from derivations.reported.claim import not_checkable, reported

from derivations.kernel import abbreviation


@abbreviation
def L(q):
    """The quantity that the report calls the ELBO: the joint first, q second, and no sign."""
    return KL[z](p(x, z), q)


@theorem("1.1.1", title="The ELBO is minus a divergence from the joint density, which is no law of z")
def minus_a_divergence(proof):
    """The order is q first.  The second argument has mass p(x), so this divergence may be negative."""
    proof.claim(ELBO(q(z), p(x, z)) == -KL[z](q(z), p(x, z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](-log(q(z)/p(x, z))), by=logarithm)
    proof.eq(-E[q(z)](log(q(z)/p(x, z))), by=linearity)
    proof.eq(-KL[z](q(z), p(x, z)), by=definition)


@theorem("1.1.1", title="The divergence from the posterior is the log evidence minus the ELBO")
def divergence(proof):
    proof.claim(KL[z](q(z), p(z | x)) == -ELBO(q(z), p(x, z)) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(-ELBO(q(z), p(x, z)) + log(p(x)), by=evidence)


@theorem("1.1.1", title="Turning the ratio round turns the sign")
def ratio_turned(proof):
    proof.claim(E[q(z)](log(q(z)/p(x, z))) + log(p(x)) == -ELBO(q(z), p(x, z)) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), p(x) > 0)
    proof.starts(E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.eq(E[q(z)](-log(p(x, z)/q(z))) + log(p(x)), by=logarithm)
    proof.eq(-ELBO(q(z), p(x, z)) + log(p(x)), by=linearity)


@reported("1.1.1-a", lines=(16, 16), kind="prose",
          says="Rewriting the divergence of q from the posterior brings out the quantity that is known as the ELBO")
def _(proof):
    proof.claim(KL[z](q(z), p(z | x)) == log(p(x)) - ELBO(q(z), p(x, z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(log(p(x)) - ELBO(q(z), p(x, z)), by=evidence)


@reported("1.1.1-b", lines=(18, 18), part=1, kind="line",
          says="The divergence of q from the posterior is the expectation under q of the log ratio")
def row_1(proof):
    proof.claim(KL[z](q(z), p(z | x)) == E[q(z)](log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(q(z)/p(z | x))), by=definition)


@reported("1.1.1-c", lines=(18, 18), part=2, kind="step",
          says="An expectation under q is an integral against the density of q")
def step_2(proof):
    proof.claim(E[q(z)](log(q(z)/p(z | x))) == integral[z](q(z)*log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(q(z)/p(z | x))))
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=definition)


@reported("1.1.1-d", lines=(18, 18), part=2, kind="line",
          says="The divergence is the integral of q times the log ratio")
def row_2(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(q(z)/p(z | x))), by=row_1.statement)
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=step_2.statement)


@reported("1.1.1-e", lines=(18, 18), part=3, kind="step",
          says="The posterior under the logarithm may be written as joint over evidence")
def step_3(proof):
    proof.claim(integral[z](q(z)*log(q(z)/p(z | x))) == integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(integral[z](q(z)*log(q(z)/p(z | x))))
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=product_rule)


@reported("1.1.1-f", lines=(18, 18), part=3, kind="line",
          says="The divergence is the integral of q times the log of q over the quotient of joint and evidence")
def row_3(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=row_2.statement)
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=step_3.statement)


@reported("1.1.1-g", lines=(18, 18), part=4, kind="step",
          says="The integral splits into one of the log ratio of q to the joint and one of the log evidence")
def step_4(proof):
    proof.claim(integral[z](q(z)*log(q(z)/(p(x, z)/p(x))))
                == integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.eq(integral[z](q(z)*(log(q(z)/p(x, z)) + log(p(x)))), by=logarithm)
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=linearity)


@reported("1.1.1-h", lines=(18, 18), part=4, kind="line",
          says="The divergence is the sum of those two integrals")
def row_4(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=row_3.statement)
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=step_4.statement)


@reported("1.1.1-i", lines=(18, 18), part=5, kind="step",
          says="The first integral is an expectation under q, the second is the log evidence because q has mass one")
def step_5(proof):
    proof.claim(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x)))
                == E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), p(x) > 0)
    proof.starts(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + E[q(z)](log(p(x))), by=definition)
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + log(p(x)), by=linearity)


@reported("1.1.1-j", lines=(18, 18), part=5, kind="line",
          says="The divergence is the expected log ratio of q to the joint plus the log evidence")
def row_5(proof):
    proof.claim(KL[z](q(z), p(z | x)) == E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=row_4.statement)
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + log(p(x)), by=step_5.statement)
