"""Question 1.1.3, first part: the ELBO of three independent factors, term by term.

The report gives one letter to all three factors and tells them apart by their argument; here they are q1, q2 and q3.
Its j is the factor that is being updated.  The factors may be exchanged in every statement, so j = 1 says it all.  Sums
and products over i or l that name no lower limit run over all three.  From its first display on this question uses the
ELBO's own formula, so L is the ELBO again, whatever 1.1.1 called by that name.
"""

from derivations.kernel import (
    E, Law, abbreviation, algebra, definition, exp, factorise, fubini, integrable, integral, linearity, log,
    logarithm, marginal, points)
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
def score(z1):
    """The expected log joint over the other factors."""
    return E[q2(z2), q3(z3)](log(p(x, z1, z2, z3)))


@abbreviation
def unnormalised(z1):
    """What the report writes p with a tilde: the exponential of the expected log joint.  It is no density."""
    return exp(score(z1))


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
    """Minus the integrals of q log q, one a factor."""
    return -(integral[z1](factor*log(factor)) + integral[z2](q2(z2)*log(q2(z2))) + integral[z3](q3(z3)*log(q3(z3))))


@reported("1.1.3-a", lines=(37, 37), kind="prose",
          says="The mean-field assumption: the density of the three latents is the product of one density for each.")
def assumption(proof):
    proof.claim(q(z1, z2, z3) == q(z1)*q(z2)*q(z3))
    proof.starts(q(z1, z2, z3))
    proof.eq(q(z1)*q(z2)*q(z3), by=factorise)


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


@reported("1.1.3-i", lines=(45, 45), kind="line",
          says="The first term is an integral over z_j against its factor, of the integral over the others.")
def line_45(proof):
    proof.claim(first_term(q1(z1)) == integral[z1](
        q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(first_term(q1(z1)))
    proof.eq(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))), by=definition)
    proof.eq(E[q1(z1)](score(z1)), by=fubini)
    proof.eq(E[q1(z1)](integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)
    proof.eq(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)


@reported("1.1.3-h", lines=(41, 43), kind="prose",
          says="Of the two terms the first decomposes into an outer component over z_j and an inner one over the others: "
               "so read of the variables that they run over, since the value of the inner one is a function of z_j.")
def outer_and_inner(proof):
    proof.claim(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))) == E[q1(z1)](score(z1)))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(E[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.eq(E[q1(z1)](score(z1)), by=fubini)


@reported("1.1.3-j", lines=(47, 47), kind="prose",
          says="By definition the log of p-tilde is the expectation of the log joint over the other factors; no "
               "constant is added.")
def tilde(proof):
    proof.claim(log(unnormalised(z1)) == score(z1))
    proof.given(integrable[q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(log(unnormalised(z1)))
    proof.eq(score(z1), by=logarithm)


@reported("1.1.3-k", lines=(45, 49), kind="step",
          says="The inner integral is the log of p-tilde, which gives the first term its short form.")
def into_line_49(proof):
    proof.claim(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3))))
                == integral[z1](q1(z1)*log(unnormalised(z1))))
    proof.given(integrable[q1(z1), q2(z2), q3(z3)](log(p(x, z1, z2, z3))))
    proof.starts(integral[z1](q1(z1)*integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))))
    proof.eq(E[q1(z1)](integral[z2, z3](q2(z2)*q3(z3)*log(p(x, z1, z2, z3)))), by=definition)
    proof.eq(E[q1(z1)](score(z1)), by=definition)
    proof.eq(integral[z1](q1(z1)*score(z1)), by=definition)
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
