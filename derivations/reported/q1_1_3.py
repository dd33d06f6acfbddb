"""Question 1.1.3, first part: the ELBO of three independent factors, term by term.

The report has one letter for all three factors and distinguishes them by their argument; here they are q1, q2 and q3.
Its j is the index of the factor that is updated.  The factors may be exchanged in every statement, so j = 1 is enough.
Sums and products over i or l that name no lower limit run over all three factors.  From its first display on, this
question uses the right formula of the ELBO, and not the definition of 1.1.1; so L is the ELBO here.
"""

from derivations.chapters.cavi import b as b0, optimal_factor, p as p0, x as x0, y as y0, z as z0
from derivations import (
    E, Law, abbreviation, algebra, always, definition, exp, factorise, fubini, integrable, integral, linearity, log,
    logarithm, marginal, points, proportional, theorem)
from derivations.reported.claim import reported

x, z1, z2, z3 = points("x z1 z2 z3")
p = Law("p", x, z1, z2, z3)
q = Law("q", z1, z2, z3, independent=True)
q1, q2, q3 = Law("q1", z1), Law("q2", z2), Law("q3", z3)


@abbreviation
def L(factor):
    """The ELBO of a first factor with q2 and q3, in nats."""
    return E[factor, q2(z2), q3(z3)](log(p(x, z1, z2, z3)/(factor*q2(z2)*q3(z3))))


@abbreviation
def expected(z1):
    """The expected log joint over the other factors."""
    return E[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))


@abbreviation
def unnormalised(z1):
    """The report's p with a tilde, the exponential of the expected log joint, which is no density."""
    return exp(expected(z1))


@abbreviation
def best(z1):
    """The optimal first factor, which is normalised."""
    return proportional[z1](unnormalised(z1))(z1)


@abbreviation
def Z(x):
    """The normaliser of the optimal factor."""
    return integral[z1](unnormalised(z1))


@abbreviation
def first_term(factor):
    """The integral of the product of the factors times the log joint."""
    return integral[z1, z2, z3](factor*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))


@abbreviation
def second_term(factor):
    """Minus the integral of the product of the factors times the sum of their logarithms."""
    return -integral[z1, z2, z3](factor*q2(z2)*q3(z3)*(log(factor) + log(q2(z2)) + log(q3(z3))))


@abbreviation
def three_terms(factor):
    """Minus the integrals of q log q, one for each factor."""
    return -(integral[z1](factor*log(factor)) + integral[z2](q2(z2)*log(q2(z2))) + integral[z3](q3(z3)*log(q3(z3))))


THREE = {y0: z1, z0: (z2, z3), b0(z0): [q2(z2), q3(z3)],
         p0(x0, y0, z0): p(x, z1, z2, z3)}  # coordinate ascent, the others being two


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("1.1.3", title="The optimal first factor of three, with its normaliser")
def optimum(proof):
    """The log of the factor is the expected log joint plus a constant, minus log Z."""
    proof.claim(log(best(z1)) == expected(z1) - log(Z(x)))
    proof.given(always[z1](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))), integrable[z1](unnormalised(z1)))
    proof.starts(log(best(z1)))
    proof.eq(expected(z1) - log(Z(x)), by=optimal_factor.at(THREE))
    proof.twin(log(best(z1)) == expected(z1), "forgetting the normaliser")
    proof.twin(log(best(z1)) == expected(z1) + log(Z(x)), "multiplying by the normaliser")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("1.1.3-a", lines=(37, 37), kind="prose",
          says="The mean-field assumption: the density of the three latents is the product of one density for each.")
def assumption(proof):
    proof.claim(q(z1, z2, z3) == q(z1)*q(z2)*q(z3))
    proof.starts(q(z1, z2, z3))
    proof.eq(q(z1)*q(z2)*q(z3), by=factorise)


@reported("1.1.3-b", lines=(37, 37), kind="prose",
          says="The aim is that the log of the optimal first factor equals the expected log joint over the others.",
          printed="log q₁*(Z₁) = E_{−Z₁}[log p(X, Z)]",
          right="log q₁*(Z₁) = E_{−Z₁}[log p(X, Z)] − log ∫ exp(E_{−Z₁}[log p(X, Z)]) dZ₁", goal=True,
          correction=("Up to a constant: minus the log of the normaliser, without which the factor has not mass one",
                      optimum))
def goal(proof):
    proof.claim(log(best(z1)) == expected(z1))
    proof.given(always[x, z1, z2, z3](p(x, z1, z2, z3) > 0))
    proof.reading(integral[z1](exp(expected(z1))) == 1, "the exponential of the right side is a density")


@reported("1.1.3-c", lines=(39, 39), part=1, kind="line",
          says="The ELBO is the integral of the product of the factors times the log of the joint over that product.")
def row_1(proof):
    proof.claim(L(q1(z1)) == integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))))
    proof.starts(L(q1(z1)))
    proof.eq(integral[z1, z2, z3](q1(z1)*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))), by=definition)


@reported("1.1.3-d", lines=(39, 39), part=2, kind="step",
          says="The log of the quotient is the log joint minus the sum of the factors' logarithms.")
def step_2(proof):
    proof.claim(integral[z1, z2, z3](q1(z1)*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3))))
                == integral[z1, z2, z3](
                    q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))))
    proof.starts(integral[z1, z2, z3](q1(z1)*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))))
    proof.eq(integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))), by=logarithm)


@reported("1.1.3-e", lines=(39, 39), part=2, kind="line",
          says="The ELBO is the integral of the product of the factors times that difference.")
def row_2(proof):
    proof.claim(L(q1(z1)) == integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))))
    proof.starts(L(q1(z1)))
    proof.eq(integral[z1, z2, z3](q1(z1)*q2(z2)*q3(z3)*log(p(x, z1, z2, z3)/(q1(z1)*q2(z2)*q3(z3)))),
             by=row_1.statement)
    proof.eq(integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))), by=step_2.statement)


@reported("1.1.3-f", lines=(39, 39), part=3, kind="step",
          says="The integral of the difference is the difference of the integrals.")
def step_3(proof):
    proof.claim(integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3)))))
        == first_term(q1(z1)) + second_term(q1(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))))
    proof.eq(first_term(q1(z1)) + second_term(q1(z1)), by=linearity)


@reported("1.1.3-g", lines=(39, 39), part=3, kind="line",
          says="The ELBO is the expected log joint minus the expected sum of the factors' logarithms.")
def row_3(proof):
    proof.claim(L(q1(z1)) == first_term(q1(z1)) + second_term(q1(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)))
    proof.eq(integral[z1, z2, z3](
        q1(z1)*q2(z2)*q3(z3)*(log(p(x, z1, z2, z3)) - (log(q1(z1)) + log(q2(z2)) + log(q3(z3))))), by=row_2.statement)
    proof.eq(first_term(q1(z1)) + second_term(q1(z1)), by=step_3.statement)


@reported("1.1.3-h", lines=(41, 43), kind="prose",
          says="Of the two terms the first decomposes into an outer component over z_j and an inner one over the others: "
               "so read of the variables that they run over, since the value of the inner one is a function of z_j.")
def outer_and_inner(proof):
    proof.claim(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))) == E[q1(z1)](expected(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.eq(E[q1(z1)](expected(z1)), by=fubini)


@reported("1.1.3-i", lines=(45, 45), kind="line",
          says="The first term is an integral over z_j against its factor, of the integral over the others.")
def line_45(proof):
    proof.claim(first_term(q1(z1)) == integral[z1](
        q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(first_term(q1(z1)))
    proof.eq(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), by=definition)
    proof.eq(E[q1(z1)](expected(z1)), by=fubini)
    proof.eq(E[q1(z1)](integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)
    proof.eq(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)


@reported("1.1.3-j", lines=(47, 47), kind="prose",
          says="By definition the log of p-tilde is the expectation of the log joint over the other factors; no "
               "constant is added.")
def tilde(proof):
    proof.claim(log(unnormalised(z1)) == expected(z1))
    proof.given(integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(log(unnormalised(z1)))
    proof.eq(expected(z1), by=logarithm)


@reported("1.1.3-k", lines=(45, 49), kind="step",
          says="The inner integral is the log of p-tilde, which gives the first term its short form.")
def into_line_49(proof):
    proof.claim(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3))))
                == integral[z1](q1(z1)*log(unnormalised(z1))))
    proof.given(always[q1(z1)](integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))),
                integrable[q1(z1)](integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))))
    proof.starts(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))))
    proof.eq(E[q1(z1)](integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)
    proof.eq(E[q1(z1)](expected(z1)), by=definition)
    proof.eq(integral[z1](q1(z1)*expected(z1)), by=definition)
    proof.eq(integral[z1](q1(z1)*log(unnormalised(z1))), by=tilde.statement)


@reported("1.1.3-l", lines=(49, 49), kind="line",
          says="The first term is the integral of the factor times the log of p-tilde.")
def line_49(proof):
    proof.claim(first_term(q1(z1)) == integral[z1](q1(z1)*log(unnormalised(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(first_term(q1(z1)))
    proof.eq(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=line_45.statement)
    proof.eq(integral[z1](q1(z1)*log(unnormalised(z1))), by=into_line_49.statement)


@reported("1.1.3-m", lines=(51, 53), kind="line",
          says="The second term may be rewritten, the sum before the product.")
def line_53(proof):
    proof.claim(second_term(q1(z1)) == -integral[z1, z2, z3](
        (log(q1(z1)) + log(q2(z2)) + log(q3(z3)))*(q1(z1)*q2(z2)*q3(z3))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(q1(z1)) + log(q2(z2)) + log(q3(z3))))
    proof.starts(second_term(q1(z1)))
    proof.eq(-integral[z1, z2, z3]((log(q1(z1)) + log(q2(z2)) + log(q3(z3)))*(q1(z1)*q2(z2)*q3(z3))), by=algebra)


@abbreviation
def one_by_one(factor):
    """The second term with the sum outside the integral."""
    return -(integral[z1, z2, z3](log(factor)*(factor*q2(z2)*q3(z3)))
             + integral[z1, z2, z3](log(q2(z2))*(factor*q2(z2)*q3(z3)))
             + integral[z1, z2, z3](log(q3(z3))*(factor*q2(z2)*q3(z3))))


@abbreviation
def iterated(factor):
    """The three integrals, each as an integral over its own latent inside an integral over the other two."""
    return -(integral[z2, z3](q2(z2)*q3(z3)*integral[z1](factor*log(factor)))
             + integral[z1, z3](factor*q3(z3)*integral[z2](q2(z2)*log(q2(z2))))
             + integral[z1, z2](factor*q2(z2)*integral[z3](q3(z3)*log(q3(z3)))))


@reported("1.1.3-n", lines=(55, 55), kind="prose",
          says="In the second term the sum and the integral may be exchanged.")
def exchanged(proof):
    proof.claim(second_term(q1(z1)) == one_by_one(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(second_term(q1(z1)))
    proof.eq(one_by_one(q1(z1)), by=linearity)


@reported("1.1.3-o", lines=(53, 57), part=1, kind="step",
          says="The integral of the sum is the sum of the integrals.")
def step_57_1(proof):
    proof.claim(-integral[z1, z2, z3]((log(q1(z1)) + log(q2(z2)) + log(q3(z3)))*(q1(z1)*q2(z2)*q3(z3)))
                == one_by_one(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(-integral[z1, z2, z3]((log(q1(z1)) + log(q2(z2)) + log(q3(z3)))*(q1(z1)*q2(z2)*q3(z3))))
    proof.eq(one_by_one(q1(z1)), by=linearity)


@reported("1.1.3-p", lines=(57, 57), part=1, kind="line",
          says="The second term is minus the sum over l of the integral of the log of factor l times all the factors.")
def line_57_1(proof):
    proof.claim(second_term(q1(z1)) == one_by_one(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(second_term(q1(z1)))
    proof.eq(-integral[z1, z2, z3]((log(q1(z1)) + log(q2(z2)) + log(q3(z3)))*(q1(z1)*q2(z2)*q3(z3))),
             by=line_53.statement)
    proof.eq(one_by_one(q1(z1)), by=step_57_1.statement)


@reported("1.1.3-q", lines=(55, 55), kind="prose",
          says="Each part decomposes into an outer component over all the latents but z_l and an inner one in z_l alone.")
def outer_and_inner_again(proof):
    proof.claim(integral[z1, z2, z3](log(q1(z1))*(q1(z1)*q2(z2)*q3(z3)))
                == integral[z2, z3](q2(z2)*q3(z3)*integral[z1](q1(z1)*log(q1(z1)))))
    proof.given(integrable[q1(z1)](log(q1(z1))))
    proof.starts(integral[z1, z2, z3](log(q1(z1))*(q1(z1)*q2(z2)*q3(z3))))
    proof.eq(integral[z2, z3](q2(z2)*q3(z3)*integral[z1](q1(z1)*log(q1(z1)))), by=fubini)


@reported("1.1.3-r", lines=(57, 57), part=2, kind="step",
          says="Each integral over all three latents is an iterated one, the integral over z_l inside.")
def step_57_2(proof):
    proof.claim(one_by_one(q1(z1)) == iterated(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(one_by_one(q1(z1)))
    proof.eq(iterated(q1(z1)), by=fubini)


@reported("1.1.3-s", lines=(57, 57), part=2, kind="line",
          says="The second term is minus the sum of these iterated integrals.")
def line_57_2(proof):
    proof.claim(second_term(q1(z1)) == iterated(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(second_term(q1(z1)))
    proof.eq(one_by_one(q1(z1)), by=line_57_1.statement)
    proof.eq(iterated(q1(z1)), by=step_57_2.statement)


@reported("1.1.3-t", lines=(59, 59), kind="prose",
          says="The inner component does not depend on the other latents: it leaves the integral over them as a constant.")
def inner_is_constant(proof):
    proof.claim(integral[z2, z3](q2(z2)*q3(z3)*integral[z1](q1(z1)*log(q1(z1))))
                == integral[z1](q1(z1)*log(q1(z1)))*integral[z2, z3](q2(z2)*q3(z3)))
    proof.given(integrable[q1(z1)](log(q1(z1))))
    proof.starts(integral[z2, z3](q2(z2)*q3(z3)*integral[z1](q1(z1)*log(q1(z1)))))
    proof.eq(integral[z1](q1(z1)*log(q1(z1)))*integral[z2, z3](q2(z2)*q3(z3)), by=linearity)


@reported("1.1.3-u", lines=(59, 59), kind="prose",
          says="The outer integral, of the other factors alone, is one.")
def outer_is_one(proof):
    proof.claim(integral[z2, z3](q2(z2)*q3(z3)) == 1)
    proof.starts(integral[z2, z3](q2(z2)*q3(z3)))
    proof.eq(1, by=marginal)


@reported("1.1.3-v", lines=(57, 61), kind="step",
          says="With the outer integrals gone the three inner ones remain.")
def step_61(proof):
    proof.claim(iterated(q1(z1)) == three_terms(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(iterated(q1(z1)))
    proof.eq(three_terms(q1(z1)), by=marginal)


@reported("1.1.3-w", lines=(61, 61), kind="line",
          says="The second term is minus the sum of the integrals of q log q, one for each factor.")
def line_61(proof):
    proof.claim(second_term(q1(z1)) == three_terms(q1(z1)))
    proof.given(integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(second_term(q1(z1)))
    proof.eq(iterated(q1(z1)), by=line_57_2.statement)
    proof.eq(three_terms(q1(z1)), by=step_61.statement)


@reported("1.1.3-x", lines=(39, 65), kind="step",
          says="The two terms, each in its last form, are put together.")
def into_line_65(proof):
    proof.claim(first_term(q1(z1)) + second_term(q1(z1))
                == integral[z1](q1(z1)*log(unnormalised(z1))) + three_terms(q1(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(first_term(q1(z1)) + second_term(q1(z1)))
    proof.eq(integral[z1](q1(z1)*log(unnormalised(z1))) + second_term(q1(z1)), by=line_49.statement)
    proof.eq(integral[z1](q1(z1)*log(unnormalised(z1))) + three_terms(q1(z1)), by=line_61.statement)


@reported("1.1.3-y", lines=(63, 65), kind="line",
          says="The ELBO is the integral of factor j times the log of p-tilde, minus the sum of all the q log q integrals.")
def line_65(proof):
    proof.claim(L(q1(z1)) == integral[z1](q1(z1)*log(unnormalised(z1))) + three_terms(q1(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))),
                integrable[q1(z1)](log(q1(z1))), integrable[q2(z2)](log(q2(z2))), integrable[q3(z3)](log(q3(z3))))
    proof.starts(L(q1(z1)))
    proof.eq(first_term(q1(z1)) + second_term(q1(z1)), by=row_3.statement)
    proof.eq(integral[z1](q1(z1)*log(unnormalised(z1))) + three_terms(q1(z1)), by=into_line_65.statement)
