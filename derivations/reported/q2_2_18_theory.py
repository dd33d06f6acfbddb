"""The report on 2.2.18: the formulas that its listing has for the information of the Gamma law and for the inverse.

Letters and matrices are as in `q2_2_15`.
"""

from derivations import algebra, trigamma
from derivations.reported.claim import not_checkable, reported
from derivations.reported.q2_2_15 import G, a, in_shape_and_scale, inverse_in_shape_and_scale, s, u1, u2, v1, v2

not_checkable("2.2.18-er", lines=(1046, 1046), kind="prose",
              says="The information is detached, because it only preconditions the gradient and is no part of what is differentiated.",
              why="it gives a reason for a choice; that the gradient does not run through the inverse is said of the listing "
                  "and decided there")


@reported("2.2.18-es", lines=(1057, 1059), kind="line",
          says="The information in shape and scale has the entries ψ′(α), 1/β twice, and α/β².")
def information(proof):
    proof.claim(G(a, s) == u1*v1*trigamma(a) + u1*v2/s + u2*v1/s + u2*v2*a/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(G(a, s))
    proof.eq(u1*v1*trigamma(a) + (u1*v2 + u2*v1)/s + u2*v2*a/s**2, by=in_shape_and_scale)
    proof.eq(u1*v1*trigamma(a) + u1*v2/s + u2*v1/s + u2*v2*a/s**2, by=algebra)


@reported("2.2.18-et", lines=(1062, 1064), kind="line",
          says="Its inverse is (αψ′(α) − 1)⁻¹ times the matrix with the entries α, −β twice, and β²ψ′(α).")
def inverse_as_printed(proof):
    proof.claim((u1*trigamma(a) + u2/s)*(v1*a - v2*s)/(a*trigamma(a) - 1)
                + (u1/s + u2*a/s**2)*(-v1*s + v2*s**2*trigamma(a))/(a*trigamma(a) - 1)
                == u1*v1 + u2*v2)
    proof.given(a > 0, s != 0)
    proof.starts((u1*trigamma(a) + u2/s)*(v1*a - v2*s)/(a*trigamma(a) - 1)
                 + (u1/s + u2*a/s**2)*(-v1*s + v2*s**2*trigamma(a))/(a*trigamma(a) - 1))
    proof.eq(u1*v1 + u2*v2, by=inverse_in_shape_and_scale)
