"""Question 1.1.3, second part: one factor varies, the others are held.

A constant is what does not change with the factor that varies, so a line "= … + const" says that the two sides differ
alike for any two factors, here q1 and r.
"""

from derivations import cavi
from derivations.elbo import gibbs_equality
from derivations.elbo import q as first
from derivations.elbo import r as second
from derivations.elbo import z as there
from derivations.kernel import (
    KL, E, Law, abbreviation, algebra, always, definition, iff, integrable, integral, linearity, log, logarithm,
    rearrange, theorem)
from derivations.reported.claim import reported
from derivations.reported.q1_1_3 import (
    THREE, L, Z, best, line_65, optimum, p, q1, q2, q3, score, three_terms, tilde, unnormalised, x, z1, z2, z3)

r = Law("r", z1)  # another first factor
ONE = {**THREE, cavi.a(cavi.y): q1(z1)}
TWO = {**THREE, cavi.a(cavi.y): r(z1)}


@abbreviation
def others(z2, z3):
    """The integrals of q log q of the factors that are held."""
    return integral[z2](q2(z2)*log(q2(z2))) + integral[z3](q3(z3)*log(q3(z3)))


@abbreviation
def constant(x):
    """What the ELBO has that does not change with the first factor, once the optimal factor is normalised."""
    return log(Z(x)) - E[q2(z2), q3(z3)](log(q2(z2)*q3(z3)))


@abbreviation
def kept(factor):
    """The terms of the ELBO that are kept, without the constant."""
    return integral[z1](factor*log(unnormalised(z1))) - integral[z1](factor*log(factor))


@abbreviation
def line_65_for(factor):
    return integral[z1](factor*log(unnormalised(z1))) + three_terms(factor)


@abbreviation
def as_printed(factor):
    """The expectation with the bar under the logarithm: log p-tilde over q."""
    return E[factor](log(unnormalised(z1))/factor)


@abbreviation
def quotient(factor):
    """The expectation of the log of the quotient."""
    return E[factor](log(unnormalised(z1)/factor))


# --- what is right ------------------------------------------------------------------------------------------------


@theorem("1.1.3", title="What is left when the terms without the factor are set aside")
def set_aside(proof):
    """The integral of q1 log q1 is a number that depends on no latent; it varies all the same, with the factor."""
    proof.claim(L(q1(z1)) == kept(q1(z1)) - others(z2, z3))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)))
    proof.eq(line_65_for(q1(z1)), by=line_65.statement)
    proof.eq(kept(q1(z1)) - others(z2, z3), by=algebra)
    proof.twin(L(q1(z1)) == kept(q1(z1)), "dropping the constant")
    proof.twin(L(q1(z1)) == kept(q1(z1)) + others(z2, z3), "losing a sign")


@theorem("1.1.3", title="The kept terms are the expected log of the quotient")
def as_quotient(proof):
    proof.claim(kept(q1(z1)) == quotient(q1(z1)))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[q1(z1)](score(z1)),
                integrable[q1(z1)](log(q1(z1))))
    proof.starts(kept(q1(z1)))
    proof.eq(E[q1(z1)](log(unnormalised(z1))) - E[q1(z1)](log(q1(z1))), by=definition)
    proof.eq(E[q1(z1)](log(unnormalised(z1)) - log(q1(z1))), by=linearity)
    proof.eq(quotient(q1(z1)), by=logarithm)
    proof.twin(kept(q1(z1)) == as_printed(q1(z1)), "dividing the logarithm instead of taking the quotient's")


@theorem("1.1.3", title="The ELBO as a function of one factor")
def of_one_factor(proof):
    proof.claim(L(q1(z1)) == quotient(q1(z1)) - others(z2, z3))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)))
    proof.eq(kept(q1(z1)) - others(z2, z3), by=set_aside)
    proof.eq(quotient(q1(z1)) - others(z2, z3), by=as_quotient)
    proof.twin(L(q1(z1)) == quotient(q1(z1)), "dropping the constant")


@theorem("1.1.3", title="The expected log of the quotient is minus a divergence, q first")
def turned_round(proof):
    proof.claim(quotient(q1(z1)) == -KL[z1](q1(z1), unnormalised(z1)))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))),
                integrable[q1(z1)](score(z1) - log(q1(z1))))
    proof.starts(quotient(q1(z1)))
    proof.eq(E[q1(z1)](-log(q1(z1)/unnormalised(z1))), by=logarithm)
    proof.eq(-E[q1(z1)](log(q1(z1)/unnormalised(z1))), by=linearity)
    proof.eq(-KL[z1](q1(z1), unnormalised(z1)), by=definition)
    proof.twin(quotient(q1(z1)) == -KL[z1](unnormalised(z1), q1(z1)), "writing the divergence the other way round")


@theorem("1.1.3", title="The ELBO of three factors is minus a divergence from the optimal one, up to what the others give")
def completed(proof):
    proof.claim(L(q1(z1)) == constant(x) - KL[z1](q1(z1), best(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                Z(x) > 0)
    proof.starts(L(q1(z1)))
    proof.eq(constant(x) - KL[z1](q1(z1), best(z1)), by=cavi.completed.at(ONE))
    proof.twin(L(q1(z1)) == -KL[z1](unnormalised(z1), q1(z1)),
               "the divergence the other way round, not normalised, and the constants dropped")
    proof.twin(L(q1(z1)) == constant(x) - KL[z1](best(z1), q1(z1)),
               "writing the divergence the other way round")


@theorem("1.1.3", title="The ELBO ranks factors as their divergence from the optimal one does")
def ranking(proof):
    proof.claim(iff(L(q1(z1)) <= L(r(z1)), KL[z1](r(z1), best(z1)) <= KL[z1](q1(z1), best(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                Z(x) > 0, integrable[r(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[r(z1)](log(r(z1))))
    proof.starts(L(q1(z1)) <= L(r(z1)))
    proof.iff(constant(x) - KL[z1](q1(z1), best(z1)) <= L(r(z1)), by=completed)
    proof.iff(constant(x) - KL[z1](q1(z1), best(z1)) <= constant(x) - KL[z1](r(z1), best(z1)),
              by=completed.at({q1(z1): r(z1)}))
    proof.iff(KL[z1](r(z1), best(z1)) <= KL[z1](q1(z1), best(z1)), by=rearrange)
    proof.twin(iff(L(q1(z1)) <= L(r(z1)), KL[z1](best(z1), r(z1)) <= KL[z1](best(z1), q1(z1))),
               "believing that the two divergences rank factors alike")


@theorem("1.1.3", title="Only the optimal factor does as well as the optimal factor")
def only_the_best(proof):
    proof.claim(iff(L(q1(z1)) == L(best(z1)), always[z1](q1(z1) == best(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                Z(x) > 0, integrable[best(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[best(z1)](log(best(z1))))
    proof.starts(L(q1(z1)) == L(best(z1)))
    proof.iff(always[z1](q1(z1) == best(z1)), by=cavi.fixed_point.at(ONE))


@theorem("1.1.3", title="Over all densities the divergence to a factor has its optimum where the ELBO has it")
def same_optimum(proof):
    """What the printed divergence, p-tilde brought to mass one, does get right: where the optimum lies among all
    densities.  What it says of any two other factors is another matter, and so is its optimum in a smaller family."""
    proof.claim(iff(KL[z1](best(z1), q1(z1)) == 0, L(q1(z1)) == L(best(z1))))
    proof.starts(KL[z1](best(z1), q1(z1)) == 0)
    proof.iff(always[z1](q1(z1) == best(z1)), by=gibbs_equality.at({first(there): best(z1), second(there): q1(z1)}))
    proof.iff(L(q1(z1)) == L(best(z1)), by=only_the_best)
