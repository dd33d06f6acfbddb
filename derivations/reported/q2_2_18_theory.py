"""The report on 2.2.18: the formulas that its listing has for the information of the Gamma law and for the inverse.

Letters and matrices are as in `q2_2_15`.
"""

from derivations import algebra, trigamma
from derivations.reported.claim import not_checkable, reported
from derivations.reported.q2_2_15 import G, alpha, in_shape_and_scale, inverse_in_shape_and_scale, beta, u1, u2, v1, v2

not_checkable("2.2.18-er", lines=(1046, 1046), kind="prose",
              says="The information is detached, because it only preconditions the gradient and is no part of what is differentiated.",
              why="it gives a reason for a choice; that the gradient does not run through the inverse is said of the listing "
                  "and decided there")


@reported("2.2.18-es", lines=(1057, 1059), kind="line",
          says="The information in shape and scale has the entries ψ′(α), 1/β twice, and α/β².")
def information(proof):
    proof.claim(G(alpha, beta) == u1*v1*trigamma(alpha) + u1*v2/beta + u2*v1/beta + u2*v2*alpha/beta**2)
    proof.given(alpha > 0, beta > 0)
    proof.starts(G(alpha, beta))
    proof.eq(u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/beta + u2*v2*alpha/beta**2, by=in_shape_and_scale)
    proof.eq(u1*v1*trigamma(alpha) + u1*v2/beta + u2*v1/beta + u2*v2*alpha/beta**2, by=algebra)


@reported("2.2.18-et", lines=(1062, 1064), kind="line",
          says="Its inverse is (αψ′(α) − 1)⁻¹ times the matrix with the entries α, −β twice, and β²ψ′(α).")
def inverse_as_printed(proof):
    proof.claim((u1*trigamma(alpha) + u2/beta)*(v1*alpha - v2*beta)/(alpha*trigamma(alpha) - 1)
                + (u1/beta + u2*alpha/beta**2)*(-v1*beta + v2*beta**2*trigamma(alpha))/(alpha*trigamma(alpha) - 1)
                == u1*v1 + u2*v2)
    proof.given(alpha > 0, beta != 0)
    proof.starts((u1*trigamma(alpha) + u2/beta)*(v1*alpha - v2*beta)/(alpha*trigamma(alpha) - 1)
                 + (u1/beta + u2*alpha/beta**2)*(-v1*beta + v2*beta**2*trigamma(alpha))/(alpha*trigamma(alpha) - 1))
    proof.eq(u1*v1 + u2*v2, by=inverse_in_shape_and_scale)
