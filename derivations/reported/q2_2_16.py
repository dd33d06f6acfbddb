"""The report on 2.2.16: the Fisher information of the Gamma law, and its inverse, in formulas.

α is a shape and β a scale; eta1 and eta2 are η₁ and η₂.  A matrix M is said by the sum u₁ v₁ M₁₁ +
u₁ v₂ M₁₂ + u₂ v₁ M₂₁ + u₂ v₂ M₂₂, for all numbers u and v: where u = v = (1, 0) it is the first entry.  Where the report writes a
matrix G(α, β) as that of η, expressed in α and β (lines 886 and 888), it is read so, and beside that as the information in α and β,
which the same letters are in lines 870 and 884; where it says that F or G is the information in α and β (lines 882 and 884), that is
meant.  J has the derivatives of η in α and β.  The numbers follow in `q2_2_16_numbers`.
"""

from derivations import (
    D, E, Gamma, abbreviation, algebra, differentiate, digamma, family, lgamma, log, logarithm, parameters, positives,
    recurrence, theorem, trigamma)
from derivations.reported.claim import reported
from derivations.reported.q2_2_14 import p
from derivations.reported.q2_2_15 import (
    A, A_of, G, alpha, beta, eta1, eta2, inverse_in_shape_and_scale, second_derivatives, u1, u2, v1, v2)

a, b, c, d = parameters("a b c d")
(x,) = positives("x")


@abbreviation
def of_eta(eta1, eta2):
    """The matrix of the second derivatives of A in η."""
    return (u1*v1*D[eta1](D[eta1](A(eta1, eta2))) + u1*v2*D[eta1](D[eta2](A(eta1, eta2)))
            + u2*v1*D[eta2](D[eta1](A(eta1, eta2))) + u2*v2*D[eta2](D[eta2](A(eta1, eta2))))


@abbreviation
def at_eta(alpha, beta):
    """The same matrix where η₁ is −1/β and η₂ is α − 1."""
    return (u1*v1*D[eta1:-1/beta](D[eta1](A(eta1, alpha - 1))) + u1*v2*D[eta1:-1/beta](D[eta2:alpha - 1](A(eta1, eta2)))
            + u2*v1*D[eta2:alpha - 1](D[eta1:-1/beta](A(eta1, eta2))) + u2*v2*D[eta2:alpha - 1](D[eta2](A(-1/beta, eta2))))


@abbreviation
def score_of_eta(x, u1, u2):
    """The derivative of the logarithm of the density in η, u₁ times its first entry plus u₂ times its second."""
    return (u1*D[eta1](log(Gamma[eta2 + 1, -eta1](x))) + u2*D[eta2](log(Gamma[eta2 + 1, -eta1](x))))


@abbreviation
def E_of(alpha, beta):
    """The matrix of lines 888 and 892."""
    return u1*v1*beta**2*alpha + (u1*v2 + u2*v1)*beta + u2*v2*trigamma(alpha)


@abbreviation
def inverse_E(alpha, beta):
    """The matrix of line 897."""
    return (u1*v1*trigamma(alpha)/beta**2 - (u1*v2 + u2*v1)/beta + u2*v2*alpha)/(alpha*trigamma(alpha) - 1)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.16", title="The second derivatives of A in the natural parameters")
def of_eta_in_full(proof):
    proof.claim(of_eta(eta1, eta2)
                == u1*v1*(eta2 + 1)/eta1**2 - (u1*v2 + u2*v1)/eta1 + u2*v2*trigamma(eta2 + 1))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(of_eta(eta1, eta2))
    proof.eq(u1*v1*(eta2 + 1)/eta1**2 - (u1*v2 + u2*v1)/eta1 + u2*v2*trigamma(eta2 + 1), by=differentiate)


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.16-a", lines=(882, 882), kind="prose", goal=True,
          says="What is computed is the inverse of the Fisher information in shape and scale: the information times "
               "the matrix of line 897 is the identity.",
          printed="line 882: F(α, β)⁻¹ is computed; line 897: 1/(αψ′(α) − 1) · ((ψ′(α)/β², −1/β), (−1/β, α))",
          right="F(α, β)⁻¹ = 1/(αψ′(α) − 1) · ((α, −β), (−β, β²ψ′(α)))",
          correction=("It is the inverse of the information in the natural parameters, expressed in shape and scale, with the row "
                      "of η₁ first; in shape and scale the inverse is another matrix, the one of the listing, line 1064.  That "
                      "αψ′(α) > 1 for every α > 0, so that both exist, is proved as `gamma.more_than_one`.  At α = 2 and β = 3 the "
                      "inverse in shape and scale is ((6.89969, −10.34953), (−10.34953, 20.02430)) "
                      "(`q2_2_16_numbers.mixed_entry_in_shape_and_scale`, and the entries "
                      "beside it)",
                      inverse_in_shape_and_scale))
def inverse_of_the_information(proof):
    proof.claim((u1*trigamma(alpha) + u2/beta)*(v1*trigamma(alpha)/beta**2 - v2/beta)/(alpha*trigamma(alpha) - 1)
                + (u1/beta + u2*alpha/beta**2)*(-v1/beta + v2*alpha)/(alpha*trigamma(alpha) - 1)
                == u1*v1 + u2*v2)
    proof.given(alpha > 0, beta > 0)
    proof.reading((u2/beta + u1*alpha/beta**2)*(v1*trigamma(alpha)/beta**2 - v2/beta)/(alpha*trigamma(alpha) - 1)
                  + (u2*trigamma(alpha) + u1/beta)*(-v1/beta + v2*alpha)/(alpha*trigamma(alpha) - 1)
                  == u1*v1 + u2*v2, "the parameters are taken in the order β, α")
    proof.mend(E_of(alpha, beta), G(alpha, beta))


@reported("2.2.16-b", lines=(884, 884), part=1, kind="line",
          says="The Fisher information in shape and scale is the matrix of second derivatives of A in shape and scale.",
          printed="G(α, β) = ∇²_{α,β} A(α, β)", right="G(α, β) = JᵀG(η)J = ((ψ′(α), 1/β), (1/β, α/β²))",
          correction=("The matrix of second derivatives has −α/β² where the information has α/β²: α and β are no natural "
                      "parameters", second_derivatives))
def information_of_the_second_derivatives(proof):
    proof.claim(G(alpha, beta) == u1*v1*D[alpha](D[alpha](A_of(alpha, beta))) + u1*v2*D[alpha](D[beta](A_of(alpha, beta)))
                + u2*v1*D[beta](D[alpha](A_of(alpha, beta))) + u2*v2*D[beta](D[beta](A_of(alpha, beta))))
    proof.given(alpha > 0, beta > 0)


@reported("2.2.16-c", lines=(884, 884), part=2, kind="line",
          says="The Fisher information in η is the matrix of second derivatives of A in η.")
def information_in_eta(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](score_of_eta(x, u1, u2)*score_of_eta(x, v1, v2)) == of_eta(eta1, eta2))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](score_of_eta(x, u1, u2)*score_of_eta(x, v1, v2)))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)]((u1*(x + (eta2 + 1)/eta1) + u2*(log(x) + log(-eta1) - digamma(eta2 + 1)))
                                          *(v1*(x + (eta2 + 1)/eta1) + v2*(log(x) + log(-eta1) - digamma(eta2 + 1)))),
             by=differentiate)
    proof.eq(u1*v1*(eta2 + 1)/eta1**2
             - (u1*v2 + u2*v1)*(eta2 + 1)/eta1*(digamma(eta2 + 2) - digamma(eta2 + 1)) + u2*v2*trigamma(eta2 + 1), by=family)
    proof.eq(u1*v1*(eta2 + 1)/eta1**2 - (u1*v2 + u2*v1)/eta1 + u2*v2*trigamma(eta2 + 1), by=recurrence)
    proof.eq(of_eta(eta1, eta2), by=of_eta_in_full)


@reported("2.2.16-d", lines=(884, 884), part=3, kind="line",
          says="The matrix of second derivatives of A in η has the mixed derivative in both corners.")
def mixed_in_both_corners(proof):
    proof.claim(of_eta(eta1, eta2)
                == u1*v1*D[eta1](D[eta1](A(eta1, eta2))) + (u1*v2 + u2*v1)*D[eta1](D[eta2](A(eta1, eta2)))
                + u2*v2*D[eta2](D[eta2](A(eta1, eta2))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(of_eta(eta1, eta2))
    proof.eq(u1*v1*D[eta1](D[eta1](A(eta1, eta2))) + (u1*v2 + u2*v1)*D[eta1](D[eta2](A(eta1, eta2)))
             + u2*v2*D[eta2](D[eta2](A(eta1, eta2))), by=differentiate)


@reported("2.2.16-e", lines=(884, 884), part=4, kind="line",
          says="The second derivatives of A in η, with −1/(−η₁) in the lower left corner.",
          printed="((…, −1/η₁), (−1/(−η₁), …))", right="((…, −1/η₁), (−1/η₁, …))", evident=True,
          correction=("Both corners are −1/η₁, as the next row has it", of_eta_in_full))
def lower_left_corner(proof):
    proof.claim(of_eta(eta1, eta2)
                == u1*v1*(eta2 + 1)/eta1**2 - u1*v2/eta1 - u2*v1/(-eta1) + u2*v2*trigamma(eta2 + 1))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.mend(u2*v1/(-eta1), u2*v1/eta1)


@reported("2.2.16-f", lines=(884, 884), part=5, kind="line",
          says="The second derivatives of A in η are (η₂ + 1)/η₁², −1/η₁ twice, and ψ′(η₂ + 1).")
def second_derivatives_in_eta(proof):
    proof.claim(of_eta(eta1, eta2)
                == u1*v1*(eta2 + 1)/eta1**2 - u1*v2/eta1 - u2*v1/eta1 + u2*v2*trigamma(eta2 + 1))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(of_eta(eta1, eta2))
    proof.eq(u1*v1*(eta2 + 1)/eta1**2 - u1*v2/eta1 - u2*v1/eta1 + u2*v2*trigamma(eta2 + 1), by=differentiate)


@reported("2.2.16-g", lines=(886, 886), kind="prose",
          says="η₁ is −1/β and η₂ is α − 1: with these, ηᵀt(x) − A(η) is the logarithm of the density in α and β.")
def parameters_in_shape_and_scale(proof):
    proof.claim(log(p(x, alpha, beta)) == -1/beta*x + (alpha - 1)*log(x) - A(-1/beta, alpha - 1))
    proof.given(alpha > 0, beta > 0)
    proof.starts(log(p(x, alpha, beta)))
    proof.eq(-x/beta + (alpha - 1)*log(x) - (alpha*log(beta) + lgamma(alpha)), by=logarithm)
    proof.eq(-x/beta + (alpha - 1)*log(x) - (-alpha*log(1/beta) + lgamma(alpha)), by=logarithm)
    proof.eq(-1/beta*x + (alpha - 1)*log(x) - A(-1/beta, alpha - 1), by=algebra)


@reported("2.2.16-h", lines=(888, 888), kind="line",
          says="The matrix of η, expressed in shape and scale, has the entries β²α, β twice, and ψ′(α).")
def expressed_in_shape_and_scale(proof):
    proof.claim(at_eta(alpha, beta) == E_of(alpha, beta))
    proof.given(alpha > 0, beta > 0)
    proof.starts(at_eta(alpha, beta))
    proof.eq(E_of(alpha, beta), by=differentiate)


@reported("2.2.16-i", lines=(895, 895), kind="line", part=1,
          says="A matrix of two rows times the matrix of this formula is the identity.")
def inverse_of_two_rows(proof):
    proof.claim((u1*a + u2*c)*(v1*d - v2*b)/(a*d - b*c) + (u1*b + u2*d)*(-v1*c + v2*a)/(a*d - b*c) == u1*v1 + u2*v2)
    proof.given(a*d - b*c != 0)
    proof.starts((u1*a + u2*c)*(v1*d - v2*b)/(a*d - b*c) + (u1*b + u2*d)*(-v1*c + v2*a)/(a*d - b*c))
    proof.eq(u1*v1 + u2*v2, by=algebra)


@reported("2.2.16-j", lines=(896, 896), kind="line", part=2,
          says="The inverse of the matrix of line 892 is this one, with the factor 1/(β²(αψ′(α) − 1)).")
def inverse_with_the_determinant(proof):
    proof.claim((u1*beta**2*alpha + u2*beta)*(v1*trigamma(alpha) - v2*beta)/(beta**2*(alpha*trigamma(alpha) - 1))
                + (u1*beta + u2*trigamma(alpha))*(-v1*beta + v2*beta**2*alpha)/(beta**2*(alpha*trigamma(alpha) - 1))
                == u1*v1 + u2*v2)
    proof.given(alpha > 0, beta > 0)
    proof.starts((u1*beta**2*alpha + u2*beta)*(v1*trigamma(alpha) - v2*beta)/(beta**2*(alpha*trigamma(alpha) - 1))
                 + (u1*beta + u2*trigamma(alpha))*(-v1*beta + v2*beta**2*alpha)/(beta**2*(alpha*trigamma(alpha) - 1)))
    proof.eq(u1*v1 + u2*v2, by=algebra)


@reported("2.2.16-k", lines=(897, 897), kind="line", part=3,
          says="The factor β² is multiplied into the matrix.")
def inverse_multiplied_out(proof):
    proof.claim((u1*v1*trigamma(alpha) - (u1*v2 + u2*v1)*beta + u2*v2*beta**2*alpha)/(beta**2*(alpha*trigamma(alpha) - 1))
                == inverse_E(alpha, beta))
    proof.given(alpha > 0, beta > 0)
    proof.starts((u1*v1*trigamma(alpha) - (u1*v2 + u2*v1)*beta + u2*v2*beta**2*alpha)/(beta**2*(alpha*trigamma(alpha) - 1)))
    proof.eq(inverse_E(alpha, beta), by=algebra)
