"""Question 1.1.3, second part: one factor varies, the others are held.

A constant is a term that does not change with the factor that varies.  So a line "= … + const" says that the difference
of its sides is the same for any two factors, here q1 and r.
"""

from derivations.chapters.cavi import a as a0, ascent, completed as split, fixed_point, y as y0
from derivations.chapters.elbo import gibbs_equality
from derivations.chapters.elbo import q as first
from derivations.chapters.elbo import r as second
from derivations.chapters.elbo import z as there
from derivations import (
    KL, E, Law, abbreviation, algebra, always, definition, exp, iff, integrable, integral, linearity, log, logarithm,
    rearrange, theorem)
from derivations.reported.claim import reported
from derivations.reported.q1_1_3 import (
    THREE, L, Z, best, expected, line_65, optimum, p, q1, q2, q3, three_terms, tilde, unnormalised, x, z1, z2, z3)

r = Law("r", z1)  # another first factor
ONE = {**THREE, a0(y0): q1(z1)}
TWO = {**THREE, a0(y0): r(z1)}


@abbreviation
def others(z2, z3):
    """The integrals of q log q of the factors that are held."""
    return integral[z2](q2(z2)*log(q2(z2))) + integral[z3](q3(z3)*log(q3(z3)))


@abbreviation
def constant(x):
    """The terms of the ELBO that do not change with the first factor, where the optimal factor is normalised."""
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


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("1.1.3", title="The ELBO without the terms of the other factors")
def set_aside(proof):
    """The integral of q1 log q1 depends on no latent, and yet it is no constant, because it varies with the factor."""
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
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[q1(z1)](expected(z1)),
                integrable[q1(z1)](log(q1(z1))))
    proof.starts(kept(q1(z1)))
    proof.eq(E[q1(z1)](log(unnormalised(z1))) - E[q1(z1)](log(q1(z1))), by=definition)
    proof.eq(E[q1(z1)](log(unnormalised(z1)) - log(q1(z1))), by=linearity)
    proof.eq(quotient(q1(z1)), by=logarithm)
    proof.twin(kept(q1(z1)) == as_printed(q1(z1)), "dividing the logarithm instead of taking the quotient's")


@theorem("1.1.3", title="The log of the optimal factor is that of p-tilde divided by its mass")
def tilde_and_best(proof):
    proof.claim(log(unnormalised(z1)/Z(x)) == log(best(z1)))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(log(unnormalised(z1)/Z(x)))
    proof.eq(log(best(z1)), by=definition)
    proof.twin(log(unnormalised(z1)) == log(best(z1)), "forgetting the normaliser")
    proof.twin(log(unnormalised(z1)*Z(x)) == log(best(z1)), "multiplying by the mass")


@theorem("1.1.3", title="The ELBO as a function of one factor")
def of_one_factor(proof):
    proof.claim(L(q1(z1)) == quotient(q1(z1)) - others(z2, z3))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)))
    proof.eq(kept(q1(z1)) - others(z2, z3), by=set_aside)
    proof.eq(quotient(q1(z1)) - others(z2, z3), by=as_quotient)
    proof.twin(L(q1(z1)) == quotient(q1(z1)), "dropping the constant")


@theorem("1.1.3", title="The ELBO of three factors is minus a divergence from the optimal one, plus a constant")
def completed(proof):
    proof.claim(L(q1(z1)) == constant(x) - KL[z1](q1(z1), best(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(L(q1(z1)))
    proof.eq(constant(x) - KL[z1](q1(z1), best(z1)), by=split.at(ONE))
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
                integrable[r(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[r(z1)](log(r(z1))))
    proof.starts(L(q1(z1)) <= L(r(z1)))
    proof.iff(constant(x) - KL[z1](q1(z1), best(z1)) <= L(r(z1)), by=completed)
    proof.iff(constant(x) - KL[z1](q1(z1), best(z1)) <= constant(x) - KL[z1](r(z1), best(z1)),
              by=completed.at({q1(z1): r(z1)}))
    proof.iff(KL[z1](r(z1), best(z1)) <= KL[z1](q1(z1), best(z1)), by=rearrange)
    proof.twin(iff(L(q1(z1)) <= L(r(z1)), KL[z1](best(z1), r(z1)) <= KL[z1](best(z1), q1(z1))),
               "believing that the two divergences rank factors alike")


@theorem("1.1.3", title="A constant beside the divergence does not change the ranking")
def ranking_with_constants(proof):
    proof.claim(iff(L(q1(z1)) <= L(r(z1)),
                    KL[z1](r(z1), best(z1)) - constant(x) <= KL[z1](q1(z1), best(z1)) - constant(x)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[r(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[r(z1)](log(r(z1))))
    proof.starts(L(q1(z1)) <= L(r(z1)))
    proof.iff(KL[z1](r(z1), best(z1)) <= KL[z1](q1(z1), best(z1)), by=ranking)
    proof.iff(KL[z1](r(z1), best(z1)) - constant(x) <= KL[z1](q1(z1), best(z1)) - constant(x), by=rearrange)
    proof.twin(iff(L(q1(z1)) <= L(r(z1)), KL[z1](q1(z1), best(z1)) - constant(x) <= KL[z1](r(z1), best(z1)) - constant(x)),
               "taking the larger divergence for the better")


@theorem("1.1.3", title="The kept terms and the constant are the expected log of the quotient and the constant")
def constant_stays(proof):
    proof.claim(kept(q1(z1)) - others(z2, z3) == quotient(q1(z1)) - others(z2, z3))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[q1(z1)](expected(z1)),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(kept(q1(z1)) - others(z2, z3))
    proof.eq(quotient(q1(z1)) - others(z2, z3), by=as_quotient)
    proof.twin(kept(q1(z1)) - others(z2, z3) == quotient(q1(z1)), "dropping the constant")


@theorem("1.1.3", title="The expected log of the quotient and the constant are minus a divergence, q first, and a constant")
def quotient_completed(proof):
    proof.claim(quotient(q1(z1)) - others(z2, z3) == constant(x) - KL[z1](q1(z1), best(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(quotient(q1(z1)) - others(z2, z3))
    proof.eq(L(q1(z1)), by=of_one_factor)
    proof.eq(constant(x) - KL[z1](q1(z1), best(z1)), by=completed)
    proof.twin(quotient(q1(z1)) - others(z2, z3) == constant(x) - KL[z1](best(z1), q1(z1)),
               "writing the divergence the other way round")


@theorem("1.1.3", title="The optimal factor is p-tilde divided by its mass")
def normalised_tilde(proof):
    proof.claim(best(z1) == unnormalised(z1)/Z(x))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(best(z1))
    proof.eq(unnormalised(z1)/Z(x), by=definition)
    proof.twin(best(z1) == unnormalised(z1), "forgetting the normaliser")


@theorem("1.1.3", title="Only the optimal factor does as well as the optimal factor")
def only_the_best(proof):
    proof.claim(iff(L(q1(z1)) == L(best(z1)), always[z1](q1(z1) == best(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[best(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(L(q1(z1)) == L(best(z1)))
    proof.iff(always[z1](q1(z1) == best(z1)), by=fixed_point.at(ONE))
    proof.twin(iff(L(q1(z1)) == L(best(z1)), always[z1](q1(z1) == unnormalised(z1))), "forgetting the normaliser")


@theorem("1.1.3", title="The unnormalised density is its mass times the optimal factor")
def mass_of_tilde(proof):
    proof.claim(unnormalised(z1) == Z(x)*best(z1))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(Z(x)*best(z1))
    proof.eq(Z(x)*(unnormalised(z1)/Z(x)), by=definition)
    proof.eq(unnormalised(z1), by=algebra)
    proof.twin(unnormalised(z1) == best(z1), "forgetting the normaliser")


@theorem("1.1.3", title="The printed divergence is one from the optimal factor, scaled and moved")
def scaled_and_moved(proof):
    proof.claim(KL[z1](unnormalised(z1), q1(z1))/Z(x) == KL[z1](best(z1), q1(z1)) + log(Z(x)))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[z1](best(z1)*log(best(z1)/q1(z1))), always[z1](q1(z1) > 0))
    proof.starts(KL[z1](unnormalised(z1), q1(z1))/Z(x))
    proof.eq(integral[z1](unnormalised(z1)*log(unnormalised(z1)/q1(z1)))/Z(x), by=definition)
    proof.eq(integral[z1](unnormalised(z1)*log(Z(x)*best(z1)/q1(z1)))/Z(x), by=mass_of_tilde)
    proof.eq(integral[z1](Z(x)*best(z1)*log(Z(x)*best(z1)/q1(z1)))/Z(x), by=mass_of_tilde)
    proof.eq(integral[z1](Z(x)*best(z1)*(log(best(z1)/q1(z1)) + log(Z(x))))/Z(x), by=logarithm)
    proof.eq(E[best(z1)](Z(x)*(log(best(z1)/q1(z1)) + log(Z(x))))/Z(x), by=definition)
    proof.eq(E[best(z1)](log(best(z1)/q1(z1))) + log(Z(x)), by=linearity)
    proof.eq(KL[z1](best(z1), q1(z1)) + log(Z(x)), by=definition)
    proof.twin(KL[z1](unnormalised(z1), q1(z1)) == KL[z1](best(z1), q1(z1)), "forgetting the normaliser")


@theorem("1.1.3", title="Over all densities the printed divergence has its optimum where the ELBO has it")
def same_optimum(proof):
    """Among all densities the printed divergence has its optimum at the right place.  It may rank two other factors
    wrongly, and have another optimum in a smaller family."""
    proof.claim(iff(KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x)), L(q1(z1)) == L(best(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[best(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[z1](best(z1)*log(best(z1)/q1(z1))), always[z1](q1(z1) > 0))
    proof.starts(KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x)))
    proof.iff(KL[z1](best(z1), q1(z1)) == 0, by=scaled_and_moved)
    proof.iff(always[z1](q1(z1) == best(z1)), by=gibbs_equality.at({first(there): best(z1), second(there): q1(z1)}))
    proof.iff(L(q1(z1)) == L(best(z1)), by=only_the_best)
    proof.twin(iff(KL[z1](unnormalised(z1), q1(z1)) == 0, L(q1(z1)) == L(best(z1))), "forgetting the normaliser")


@theorem("1.1.3", title="The printed divergence has its optimum just where the one from the factor is zero")
def same_optimum_turned(proof):
    """Where both divergences are finite they have one optimum, though they rank other factors differently."""
    proof.claim(iff(KL[z1](q1(z1), best(z1)) == 0, KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x))))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[z1](best(z1)*log(best(z1)/q1(z1))), integrable[q1(z1)](log(q1(z1)/best(z1))),
                always[z1](q1(z1) > 0))
    proof.starts(KL[z1](q1(z1), best(z1)) == 0)
    proof.iff(always[z1](q1(z1) == best(z1)), by=gibbs_equality.at({first(there): q1(z1), second(there): best(z1)}))
    proof.iff(KL[z1](best(z1), q1(z1)) == 0, by=gibbs_equality.at({first(there): best(z1), second(there): q1(z1)}))
    proof.iff(KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x)), by=scaled_and_moved)


# --- printed statements -------------------------------------------------------------------------------------------


@reported("1.1.3-z", lines=(67, 67), kind="prose",
          says="The plan is to maximise the ELBO by optimising one factor at a time while the others are held: no such step "
               "lowers the ELBO (that the steps end at the best product is not proved).")
def plan(proof):
    proof.claim(L(q1(z1)) <= L(best(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[best(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(L(q1(z1)))
    proof.le(L(best(z1)), by=ascent.at(ONE))


@reported("1.1.3-aa", lines=(67, 67), kind="prose",
          says="Terms that do not depend on z_j are treated as constant.  As in the line below, these are read as the terms of "
               "the other factors: no term depends on z_j once it is integrated out, and not every such term is constant.")
def treated_as_constant(proof):
    proof.claim(line_65_for(q1(z1)) - kept(q1(z1)) == line_65_for(r(z1)) - kept(r(z1)))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[q1(z1)](expected(z1)),
                integrable[q1(z1)](log(q1(z1))), always[r(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))),
                integrable[r(z1)](expected(z1)), integrable[r(z1)](log(r(z1))),
                integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(line_65_for(q1(z1)) - kept(q1(z1)))
    proof.eq(-others(z2, z3), by=algebra)
    proof.eq(line_65_for(r(z1)) - kept(r(z1)), by=algebra)


@reported("1.1.3-ab", lines=(65, 69), part=1, kind="step",
          says="The integrals of q log q of the other factors are collected in a constant.")
def into_row_1(proof):
    proof.claim(line_65_for(q1(z1)) - kept(q1(z1)) == line_65_for(r(z1)) - kept(r(z1)))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[q1(z1)](expected(z1)),
                integrable[q1(z1)](log(q1(z1))), always[r(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))),
                integrable[r(z1)](expected(z1)), integrable[r(z1)](log(r(z1))),
                integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(line_65_for(q1(z1)) - kept(q1(z1)))
    proof.eq(-others(z2, z3), by=algebra)
    proof.eq(line_65_for(r(z1)) - kept(r(z1)), by=algebra)


@reported("1.1.3-ac", lines=(69, 69), part=1, kind="line",
          says="The ELBO is the factor's integral of log p-tilde, minus that of its own logarithm, plus a constant.")
def row_1(proof):
    proof.claim(L(q1(z1)) - kept(q1(z1)) == L(r(z1)) - kept(r(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[r(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[r(z1)](log(r(z1))),
                integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)) - kept(q1(z1)))
    proof.eq(-others(z2, z3), by=set_aside)
    proof.eq(L(r(z1)) - kept(r(z1)), by=set_aside.at({q1(z1): r(z1)}))


@reported("1.1.3-ad", lines=(69, 69), part=2, kind="step",
          says="These terms are the expectation of log p-tilde divided by q; the constant has gone.",
          printed="… + const = E_{q(z_j)}[(log p̃(x, z_j))/q(z_j)]",
          right="… + const = E_{q(z_j)}[log(p̃(x, z_j)/q(z_j))] + const",
          correction=("They are the expectation of the logarithm of p-tilde over q, and the constant stays",
                      constant_stays), evident=True)
def into_row_2(proof):
    proof.claim(kept(q1(z1)) - others(z2, z3) == as_printed(q1(z1)))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0), always[z1](r(z1) > 0),
                always[z2](q2(z2) > 0), always[z3](q3(z3) > 0))
    proof.reading(kept(q1(z1)) - as_printed(q1(z1)) == kept(r(z1)) - as_printed(r(z1)),
                  "equal up to a constant that is not printed")
    proof.reading(kept(q1(z1)) - others(z2, z3) == quotient(q1(z1)),
                  "the logarithm of the quotient meant, but no constant")
    proof.mend(as_printed(q1(z1)), quotient(q1(z1)) - others(z2, z3))


@reported("1.1.3-ae", lines=(69, 69), part=2, kind="line",
          says="The ELBO is the expectation of log p-tilde divided by q.",
          printed="ℒ = E_{q(z_j)}[(log p̃(x, z_j))/q(z_j)]",
          correction=("It is the expectation of the logarithm of p-tilde over q, plus the terms of the other factors",
                      of_one_factor))
def row_2(proof):
    proof.claim(L(q1(z1)) == as_printed(q1(z1)))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0), always[z1](r(z1) > 0),
                always[z2](q2(z2) > 0), always[z3](q3(z3) > 0))
    proof.reading(L(q1(z1)) - as_printed(q1(z1)) == L(r(z1)) - as_printed(r(z1)),
                  "equal up to a constant that is not printed")
    proof.reading(L(q1(z1)) == quotient(q1(z1)),
                  "the logarithm of the quotient meant, but no constant")


@reported("1.1.3-af", lines=(69, 69), part=3, kind="step",
          says="That expectation is minus the divergence of p-tilde from q.",
          printed="E_{q(z_j)}[(log p̃(x, z_j))/q(z_j)] = −KL(p̃(x, z_j) ‖ q(z_j))",
          correction=("The expected logarithm of p-tilde over q, with the constant, is minus the divergence of q from p-tilde "
                      "normalised, with a constant of its own", quotient_completed))
def into_row_3(proof):
    proof.claim(as_printed(q1(z1)) == -KL[z1](unnormalised(z1), q1(z1)))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0), always[z1](r(z1) > 0))
    proof.reading(quotient(q1(z1)) == -KL[z1](unnormalised(z1), q1(z1)), "the logarithm of the quotient meant")
    proof.reading(quotient(q1(z1)) == -KL[z1](best(z1), q1(z1)), "the same, p-tilde normalised")
    proof.reading(quotient(q1(z1)) + KL[z1](unnormalised(z1), q1(z1))
                  == quotient(r(z1)) + KL[z1](unnormalised(z1), r(z1)), "the same, up to a constant")


@reported("1.1.3-ag", lines=(69, 69), part=3, kind="line",
          says="The ELBO is minus the divergence of p-tilde from q.",
          printed="ℒ = −KL(p̃(x, z_j) ‖ q(z_j))", right="ℒ = −KL(q(z_j) ‖ p̃(x, z_j)/Z) + const, with Z = ∫ p̃(x, z_j) dz_j",
          correction=("It is minus the divergence of q from p-tilde normalised, plus a constant", completed), beside=("1.1.3-aj",))
def row_3(proof):
    proof.claim(L(q1(z1)) == -KL[z1](unnormalised(z1), q1(z1)))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0), always[z1](r(z1) > 0))
    proof.reading(L(q1(z1)) == -KL[z1](best(z1), q1(z1)), "p-tilde normalised")
    proof.reading(L(q1(z1)) == -(KL[z1](unnormalised(z1), q1(z1)) - Z(x) + 1),
                  "the divergence of measures whose mass need not be one, with their masses added and subtracted")
    proof.reading(L(q1(z1)) + KL[z1](unnormalised(z1), q1(z1)) == L(r(z1)) + KL[z1](unnormalised(z1), r(z1)),
                  "up to a constant")
    proof.reading(L(q1(z1)) + KL[z1](best(z1), q1(z1)) == L(r(z1)) + KL[z1](best(z1), r(z1)),
                  "p-tilde normalised, and up to a constant")
    proof.mend(KL[z1](unnormalised(z1), q1(z1)), KL[z1](q1(z1), best(z1)) - constant(x))
    proof.mend(KL[z1](unnormalised(z1), r(z1)), KL[z1](r(z1), best(z1)) - constant(x))


@reported("1.1.3-ah", lines=(69, 71), kind="step",
          says="If the ELBO is minus a divergence, then a factor that makes it larger makes the divergence smaller.")
def minus_turns(proof):
    proof.claim(iff(-KL[z1](unnormalised(z1), q1(z1)) <= -KL[z1](unnormalised(z1), r(z1)),
                    KL[z1](unnormalised(z1), r(z1)) <= KL[z1](unnormalised(z1), q1(z1))))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), always[z1](q1(z1) > 0),
                always[z1](r(z1) > 0), integrable[z1](unnormalised(z1)*log(unnormalised(z1)/q1(z1))),
                integrable[z1](unnormalised(z1)*log(unnormalised(z1)/r(z1))))
    proof.starts(-KL[z1](unnormalised(z1), q1(z1)) <= -KL[z1](unnormalised(z1), r(z1)))
    proof.iff(KL[z1](unnormalised(z1), r(z1)) <= KL[z1](unnormalised(z1), q1(z1)), by=rearrange)


@reported("1.1.3-ai", lines=(71, 71), kind="prose",
          says="Maximising the ELBO over one factor is equivalent to minimising the divergence of p-tilde from it: that "
               "is, the two rank factors alike.",
          printed="maximise ℒ  is equivalent to  minimise KL(p̃(x, z_j) ‖ q(z_j))",
          right="maximise ℒ  is equivalent to  minimise KL(q(z_j) ‖ p̃(x, z_j)/Z)",
          correction=("It is equivalent to minimising the divergence of q from p-tilde normalised", ranking_with_constants),
          beside=("1.1.3-aj",))
def equivalent(proof):
    proof.claim(iff(L(q1(z1)) <= L(r(z1)),
                    KL[z1](unnormalised(z1), r(z1)) <= KL[z1](unnormalised(z1), q1(z1))))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0), always[z1](r(z1) > 0))
    proof.reading(iff(L(q1(z1)) <= L(r(z1)), KL[z1](best(z1), r(z1)) <= KL[z1](best(z1), q1(z1))),
                  "p-tilde normalised")


@reported("1.1.3-aj", lines=(71, 71), kind="prose",
          says="The same sentence, said of the optimum over all densities: the divergence of p-tilde from the factor has its "
               "least value, which is Z log Z, exactly where the ELBO has its greatest.")
def same_place(proof):
    proof.claim(iff(KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x)), L(q1(z1)) == L(best(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), integrable[q1(z1)](log(q1(z1))),
                integrable[q2(z2), q3(z3)](log(q2(z2)*q3(z3))),
                always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)),
                integrable[best(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[z1](best(z1)*log(best(z1)/q1(z1))), always[z1](q1(z1) > 0))
    proof.starts(KL[z1](unnormalised(z1), q1(z1))/Z(x) == log(Z(x)))
    proof.iff(L(q1(z1)) == L(best(z1)), by=same_optimum)


@reported("1.1.3-ak", lines=(71, 71), kind="prose",
          says="The least divergence is reached where the factor equals p-tilde.",
          printed="q(z_j)* = p̃(x, z_j)", right="q(z_j)* = p̃(x, z_j)/Z, with Z = ∫ p̃(x, z_j) dz_j",
          correction=("The optimal factor is p-tilde divided by its mass", normalised_tilde))
def least_at(proof):
    proof.claim(best(z1) == unnormalised(z1))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0), always[z1](q1(z1) > 0))
    proof.reading(integral[z1](unnormalised(z1)) == 1, "p-tilde is a density, or it could not be the factor")
    proof.reading(KL[z1](unnormalised(z1), q1(z1)) >= 0,
                  "the divergence is zero at p-tilde, and at no density is it less")
    proof.mend(best(z1), best(z1))
    proof.mend(expected(z1), expected(z1) - log(Z(x)))


@reported("1.1.3-al", lines=(71, 73), kind="step",
          says="Taking the logarithm of the stated optimum gives the expected log joint.")
def logarithms_taken(proof):
    proof.claim(log(unnormalised(z1)) == expected(z1))
    proof.given(integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(log(unnormalised(z1)))
    proof.eq(expected(z1), by=tilde.statement)


@reported("1.1.3-am", lines=(73, 73), kind="line",
          says="The log of p-tilde is the log of the optimal factor.",
          printed="log p̃(x, z_j) = log q(z_j)*", right="log(p̃(x, z_j)/Z) = log q(z_j)*",
          correction=("They differ by the log of the mass of p-tilde", tilde_and_best))
def chain_first(proof):
    proof.claim(log(unnormalised(z1)) == log(best(z1)))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0))


@reported("1.1.3-an", lines=(73, 73), kind="line",
          says="The log of the optimal factor is the expected log joint over the other factors.",
          printed="log q(z_j)* = E_{Π_{l≠j} q(z_l)}[log p(x, z)]",
          right="log q(z_j)* = E_{Π_{l≠j} q(z_l)}[log p(x, z)] − log Z",
          correction=("It is the expected log joint minus the log of the normaliser", optimum))
def chain_second(proof):
    proof.claim(log(best(z1)) == expected(z1))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0))


@reported("1.1.3-ao", lines=(73, 73), kind="line",
          says="First and last of the chain are equal: the log of p-tilde is the expected log joint.")
def chain_ends(proof):
    proof.claim(log(unnormalised(z1)) == expected(z1))
    proof.given(integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(log(unnormalised(z1)))
    proof.eq(expected(z1), by=tilde.statement)


@reported("1.1.3-ap", lines=(75, 75), kind="prose",
          says="With j = 1 this is the aim: the log of the optimal first factor equals the expected log joint.",
          printed="line 75: j = 1; line 73: log q(z_j)* = E_{Π_{l≠j} q(z_l)}[log p(x, z)]",
          right="log q₁*(Z₁) = E_{−Z₁}[log p(X, Z)] − log ∫ exp(E_{−Z₁}[log p(X, Z)]) dZ₁", goal=True,
          correction=("With j = 1 it is the aim up to a constant, minus the log of the normaliser", optimum))
def aim_reached(proof):
    proof.claim(log(best(z1)) == expected(z1))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0))
    proof.reading(best(z1) == exp(expected(z1)), "both sides exponentiated")
