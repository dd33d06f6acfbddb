"""The report on 3.1.22: the score has mean zero.

φ is one parameter: the report's gradient is that of each parameter, the others held.  Where the report writes q(z | x) under an
expectation, or q_φ(z) for the same law, it means q_φ(z | x): it has no other q here, and what it says of q_φ(z) holds for
each x.  That the derivative may enter the integral is the one condition of regularity, `dominated`.  No line of the report says it,
and it is needed: for the uniform law from 0 to φ, whose score is −1/φ at every point of its support, line 1355 is zero, line 1354
is −1/φ, and so is the mean of the score.
"""

from derivations import (
    D, E, Law, definition, differentiate, dominated, implies, integral, leibniz, log, marginal, parameters, points,
    theorem)
from derivations.reported.claim import reported

x, z = points("x z")
(phi,) = parameters("phi")
q = Law("q", z | x)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("3.1.22", title="The score has mean zero")
def score_has_mean_zero(proof):
    """The mean is under the member of the family whose score it is."""
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == 0)
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(integral[z](q[phi](z | x)*D[phi](log(q[phi](z | x)))), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=differentiate)
    proof.eq(D[phi](integral[z](q[phi](z | x))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)
    proof.twin(integral[z](D[phi](log(q[phi](z | x)))) == 0, "forgetting to weigh the score by the density")
    proof.twin(D[phi](log(q[phi](z | x))) == 0, "believing it of the score itself")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("3.1.22-a", lines=(1349, 1349), kind="prose", goal=True, says="The expectation of the score is zero.")
def aim(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == 0)
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(0, by=score_has_mean_zero)


@reported("3.1.22-b", lines=(1352, 1352), kind="line",
          says="The expectation of the score is the integral of the score times the density.")
def row_1(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == integral[z](D[phi](log(q[phi](z | x)))*q[phi](z | x)))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(integral[z](D[phi](log(q[phi](z | x)))*q[phi](z | x)), by=definition)


@reported("3.1.22-c", lines=(1352, 1353), kind="step",
          says="The score is the derivative of the density over the density.")
def step_2(proof):
    proof.claim(integral[z](D[phi](log(q[phi](z | x)))*q[phi](z | x))
                == integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(integral[z](D[phi](log(q[phi](z | x)))*q[phi](z | x)))
    proof.eq(integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)), by=differentiate)


@reported("3.1.22-d", lines=(1353, 1353), kind="line",
          says="The expectation of the score is the integral of that quotient times the density.")
def row_2(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x))))
                == integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(integral[z](D[phi](log(q[phi](z | x)))*q[phi](z | x)), by=row_1.statement)
    proof.eq(integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)), by=step_2.statement)


@reported("3.1.22-e", lines=(1353, 1354), kind="step", says="The density cancels.")
def step_3(proof):
    proof.claim(integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)) == integral[z](D[phi](q[phi](z | x))))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)))
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=differentiate)


@reported("3.1.22-f", lines=(1354, 1354), kind="line",
          says="The expectation of the score is the integral of the derivative of the density.")
def row_3(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == integral[z](D[phi](q[phi](z | x))))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(integral[z](D[phi](q[phi](z | x))/q[phi](z | x)*q[phi](z | x)), by=row_2.statement)
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=step_3.statement)


@reported("3.1.22-g", lines=(1354, 1355), kind="step",
          says="The derivative may stand outside the integral.")
def step_4(proof):
    proof.claim(integral[z](D[phi](q[phi](z | x))) == D[phi](integral[z](q[phi](z | x))))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(integral[z](D[phi](q[phi](z | x))))
    proof.eq(D[phi](integral[z](q[phi](z | x))), by=leibniz)


@reported("3.1.22-h", lines=(1355, 1355), kind="line",
          says="The expectation of the score is the derivative of the integral of the density.")
def row_4(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == D[phi](integral[z](q[phi](z | x))))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=row_3.statement)
    proof.eq(D[phi](integral[z](q[phi](z | x))), by=step_4.statement)


@reported("3.1.22-i", lines=(1358, 1358), kind="prose",
          says="Integral and derivative have only been exchanged, in the last row.")
def exchanged(proof):
    proof.claim(D[phi](integral[z](q[phi](z | x))) == integral[z](D[phi](q[phi](z | x))))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(D[phi](integral[z](q[phi](z | x))))
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=leibniz)


@reported("3.1.22-j", lines=(1358, 1358), kind="prose",
          says="q_φ is a law, so its integral over the whole space is one, whatever φ is.")
def mass_one(proof):
    proof.claim(integral[z](q[phi](z | x)) == 1)
    proof.starts(integral[z](q[phi](z | x)))
    proof.eq(1, by=marginal)


@reported("3.1.22-k", lines=(1355, 1360), kind="step",
          says="The derivative of the integral is the derivative of one.")
def into_one(proof):
    proof.claim(D[phi](integral[z](q[phi](z | x))) == D[phi](1))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(D[phi](integral[z](q[phi](z | x))))
    proof.eq(D[phi](1), by=mass_one.statement)


@reported("3.1.22-l", lines=(1360, 1360), part=1, kind="line",
          says="The expectation of the score is the derivative of one.")
def of_one(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == D[phi](1))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(D[phi](integral[z](q[phi](z | x))), by=row_4.statement)
    proof.eq(D[phi](1), by=into_one.statement)


@reported("3.1.22-m", lines=(1360, 1360), part=2, kind="step",
          says="The derivative of one is zero: if the expectation is that, it is zero.")
def derivative_of_one(proof):
    proof.claim(implies(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == D[phi](1),
                        E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == 0))
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == D[phi](1))
    proof.implies(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == 0, by=differentiate)


@reported("3.1.22-n", lines=(1360, 1360), part=2, kind="line", goal=True, says="The expectation of the score is zero.")
def concluded(proof):
    proof.claim(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))) == 0)
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](D[phi](log(q[phi](z | x)))))
    proof.eq(D[phi](1), by=of_one.statement)
    proof.eq(0, by=differentiate)
