"""Question 1.1.1: from the divergence to the ELBO.

The decomposition is right down to its last row.  Then the report defines the ELBO as a divergence, in which the
arguments are exchanged, the sign is lost, and the first argument is no law.  It uses this definition until 1.1.3, where
the right formula returns; so the lines here that mention the ELBO are judged by the wrong definition.
"""

from derivations.chapters.elbo import ELBO, bound, evidence, gibbs, maximising_over_q, p, q, r, x, z
from derivations import (
    KL, E, abbreviation, always, definition, iff, implies, integrable, integral, linearity, log, logarithm,
    product_rule, rearrange, theorem)
from derivations.reported.claim import not_checkable, reported


@abbreviation
def L(q):
    """The quantity that the report calls the ELBO: the joint first, q second, and no sign."""
    return KL[z](p(x, z), q)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("1.1.1", title="The ELBO is minus a divergence from the joint density, which is no law of z")
def minus_a_divergence(proof):
    """The order is q first.  The second argument has mass p(x), so this divergence may be negative."""
    proof.claim(ELBO(q(z), p(x, z)) == -KL[z](q(z), p(x, z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](-log(q(z)/p(x, z))), by=logarithm)
    proof.eq(-E[q(z)](log(q(z)/p(x, z))), by=linearity)
    proof.eq(-KL[z](q(z), p(x, z)), by=definition)
    proof.twin(ELBO(q(z), p(x, z)) == KL[z](q(z), p(x, z)), "losing the sign")
    proof.twin(ELBO(q(z), p(x, z)) == -KL[z](p(x, z), q(z)), "writing the divergence the other way round")


@theorem("1.1.1", title="The divergence from the posterior is the log evidence minus the ELBO")
def divergence(proof):
    proof.claim(KL[z](q(z), p(z | x)) == -ELBO(q(z), p(x, z)) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(-ELBO(q(z), p(x, z)) + log(p(x)), by=evidence)
    proof.twin(KL[z](q(z), p(z | x)) == ELBO(q(z), p(x, z)) + log(p(x)), "losing the sign")


@theorem("1.1.1", title="Turning the ratio round turns the sign")
def ratio_turned(proof):
    proof.claim(E[q(z)](log(q(z)/p(x, z))) + log(p(x)) == -ELBO(q(z), p(x, z)) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.eq(E[q(z)](-log(p(x, z)/q(z))) + log(p(x)), by=logarithm)
    proof.eq(-ELBO(q(z), p(x, z)) + log(p(x)), by=linearity)
    proof.twin(E[q(z)](log(q(z)/p(x, z))) + log(p(x)) == ELBO(q(z), p(x, z)) + log(p(x)), "losing the sign")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("1.1.1-a", lines=(16, 16), kind="prose",
          says="Rewriting the divergence of q from the posterior brings out the quantity that is known as the ELBO.",
          goal=True)
def aim(proof):
    proof.claim(KL[z](q(z), p(z | x)) == log(p(x)) - ELBO(q(z), p(x, z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(log(p(x)) - ELBO(q(z), p(x, z)), by=evidence)


@reported("1.1.1-b", lines=(18, 18), part=1, kind="line",
          says="The divergence of q from the posterior is the expectation under q of the log ratio.")
def row_1(proof):
    proof.claim(KL[z](q(z), p(z | x)) == E[q(z)](log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(q(z)/p(z | x))), by=definition)


@reported("1.1.1-c", lines=(18, 18), part=2, kind="step",
          says="An expectation under q is an integral against the density of q.")
def step_2(proof):
    proof.claim(E[q(z)](log(q(z)/p(z | x))) == integral[z](q(z)*log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(q(z)/p(z | x))))
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=definition)


@reported("1.1.1-d", lines=(18, 18), part=2, kind="line",
          says="The divergence is the integral of q times the log ratio.")
def row_2(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(q(z)/p(z | x))), by=row_1.statement)
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=step_2.statement)


@reported("1.1.1-e", lines=(18, 18), part=3, kind="step",
          says="The posterior under the logarithm may be written as joint over evidence.")
def step_3(proof):
    proof.claim(integral[z](q(z)*log(q(z)/p(z | x))) == integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(integral[z](q(z)*log(q(z)/p(z | x))))
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=product_rule)


@reported("1.1.1-f", lines=(18, 18), part=3, kind="line",
          says="The divergence is the integral of q times the log of q over the quotient of joint and evidence.")
def row_3(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/p(z | x))), by=row_2.statement)
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=step_3.statement)


@reported("1.1.1-g", lines=(18, 18), part=4, kind="step",
          says="The integral splits into one of the log ratio of q to the joint and one of the log evidence.")
def step_4(proof):
    proof.claim(integral[z](q(z)*log(q(z)/(p(x, z)/p(x))))
                == integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))))
    proof.eq(integral[z](q(z)*(log(q(z)/p(x, z)) + log(p(x)))), by=logarithm)
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=linearity)


@reported("1.1.1-h", lines=(18, 18), part=4, kind="line",
          says="The divergence is the sum of those two integrals.")
def row_4(proof):
    proof.claim(KL[z](q(z), p(z | x)) == integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/(p(x, z)/p(x)))), by=row_3.statement)
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=step_4.statement)


@reported("1.1.1-i", lines=(18, 18), part=5, kind="step",
          says="The first integral is an expectation under q, the second is the log evidence because q has mass one.")
def step_5(proof):
    proof.claim(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x)))
                == E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))))
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + E[q(z)](log(p(x))), by=definition)
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + log(p(x)), by=linearity)


@reported("1.1.1-j", lines=(18, 18), part=5, kind="line",
          says="The divergence is the expected log ratio of q to the joint plus the log evidence.")
def row_5(proof):
    proof.claim(KL[z](q(z), p(z | x)) == E[q(z)](log(q(z)/p(x, z))) + log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.eq(integral[z](q(z)*log(q(z)/p(x, z))) + integral[z](q(z)*log(p(x))), by=row_4.statement)
    proof.eq(E[q(z)](log(q(z)/p(x, z))) + log(p(x)), by=step_5.statement)


@reported("1.1.1-k", lines=(20, 20), kind="prose",
          says="The ELBO is by definition the divergence (single bar) of the joint density from q, the joint first.",
          printed="ℒ = KL(p(x, z) | q(z))", right="ℒ = −KL(q(z) ‖ p(x, z)) = E_q[log(p(x, z)/q(z))]",
          correction=("It is minus the divergence of q from the joint density, q first: the expectation under q of "
                      "log p(x, z)/q(z)", minus_a_divergence))
def calls_the_elbo(proof):
    proof.claim(ELBO(q(z), p(x, z)) == L(q(z)))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0))
    proof.mend(L(q(z)), ELBO(q(z), p(x, z)))
    proof.mend(L(r(z)), ELBO(r(z), p(x, z)))
    proof.reading(ELBO(q(z), p(x, z)) == L(q(z)) - integral[z](p(x, z)) + integral[z](q(z)),
                  "the divergence of measures whose mass need not be one, with their masses added and subtracted")
    proof.reading(ELBO(q(z), p(x, z)) == KL[z](p(z | x), q(z)), "the joint normalised first")
    proof.reading(ELBO(q(z), p(x, z)) == KL[x, z](p(x, z), q(z)), "the divergence taken over data and latent together")


@reported("1.1.1-l", lines=(18, 22), kind="step",
          says="With the ELBO so defined, the expected log ratio of q to the joint is minus the ELBO.",
          printed="line 18: E_q[log(q(z)/p(z, x))] + log p(x); line 22: −ℒ + log p(x)",
          correction=("It is minus the expectation under q of log p(x, z)/q(z), which is no divergence of p from q",
                      ratio_turned))
def into_line_22(proof):
    proof.claim(E[q(z)](log(q(z)/p(x, z))) + log(p(x)) == -L(q(z)) + log(p(x)))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0))


@reported("1.1.1-m", lines=(22, 22), kind="line",
          says="With the ELBO so defined, the divergence of q from the posterior is the log evidence minus the ELBO.",
          printed="KL(q(z) ‖ p(z|x)) = −ℒ + log p(x)",
          correction=("True of the ELBO proper, the expectation under q of log p(x, z)/q(z)", divergence))
def line_22(proof):
    proof.claim(KL[z](q(z), p(z | x)) == -L(q(z)) + log(p(x)))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0))


@reported("1.1.1-n", lines=(22, 24), kind="step",
          says="Moving terms across takes the first of the two equations to the second and back.")
def across(proof):
    proof.claim(iff(KL[z](q(z), p(z | x)) == -L(q(z)) + log(p(x)), log(p(x)) == L(q(z)) + KL[z](q(z), p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[z](p(x, z)*log(p(x, z)/q(z))),
                always[z](implies(p(x, z) > 0, q(z) > 0)))
    proof.starts(KL[z](q(z), p(z | x)) == -L(q(z)) + log(p(x)))
    proof.iff(log(p(x)) == L(q(z)) + KL[z](q(z), p(z | x)), by=rearrange)


@reported("1.1.1-o", lines=(24, 24), kind="line",
          says="With the ELBO so defined, the log evidence is the ELBO plus the divergence of q from the posterior.",
          printed="log p(x) = ℒ + KL(q(z) ‖ p(z|x))",
          correction=("True of the ELBO proper, the expectation under q of log p(x, z)/q(z)", evidence))
def line_24(proof):
    proof.claim(log(p(x)) == L(q(z)) + KL[z](q(z), p(z | x)))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0))


@reported("1.1.1-p", lines=(26, 26), kind="prose",
          says="A divergence between two laws is never negative.")
def never_negative(proof):
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.ge(0, by=gibbs)


@reported("1.1.1-q", lines=(26, 26), kind="prose",
          says="The ELBO, as defined six lines before, is a lower bound on the log evidence.", goal=True,
          printed="(in words) the ELBO is a lower bound",
          correction=("True of the ELBO proper, the expectation under q of log p(x, z)/q(z)", bound))
def is_a_bound(proof):
    proof.claim(L(q(z)) <= log(p(x)))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0))


@reported("1.1.1-r", lines=(26, 26), kind="prose",
          says="That the divergence is not negative is the reason: the log evidence minus the divergence is then at most "
               "the log evidence.")
def because(proof):
    proof.claim(iff(log(p(x)) - KL[z](q(z), p(z | x)) <= log(p(x)), KL[z](q(z), p(z | x)) >= 0))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(log(p(x)) - KL[z](q(z), p(z | x)) <= log(p(x)))
    proof.iff(KL[z](q(z), p(z | x)) >= 0, by=rearrange)


not_checkable("1.1.1-s", lines=(26, 26), kind="prose",
              says="Maximising the ELBO effectively maximises the lower bound on the log evidence.",
              why="The ELBO is that lower bound, so the sentence says of one quantity that maximising it maximises it, "
                  "and 'effectively' is not explained. It would be an assertion if it named the variable: over q the "
                  "bound rises and the log evidence stays; over the model the bound may rise while the evidence falls.")


@reported("1.1.1-t", lines=(26, 26), kind="prose",
          says="Maximising the ELBO, as defined six lines before, minimises the divergence of q from the posterior.",
          printed="(in words) maximising the ELBO minimises the KL divergence",
          correction=("True of the ELBO proper, over q with the model held: the two rank all laws alike. Over the "
                      "model a larger ELBO may come with a larger divergence", maximising_over_q))
def minimises(proof):
    proof.claim(iff(L(q(z)) <= L(r(z)), KL[z](r(z), p(z | x)) <= KL[z](q(z), p(z | x))))
    proof.given(always[x, z](p(x, z) > 0), always[z](q(z) > 0), always[z](r(z) > 0))
