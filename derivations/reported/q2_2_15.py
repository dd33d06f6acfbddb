"""The report on 2.2.15: the natural gradient in the shape and the scale of a Gamma law.

α is a shape and β a scale; eta1 and eta2 are η₁ and η₂.  A matrix M is said by the sum u₁ v₁ M₁₁ + u₁ v₂ M₁₂ +
u₂ v₁ M₂₁ + u₂ v₂ M₂₂, for all numbers u and v: two matrices are equal exactly where these sums are.  A natural gradient is a
matrix M times the gradient; M is the right one where G·M is the identity, G being the Fisher information.

The information in η is the matrix of second derivatives of A, as line 884 says.  In other parameters it is JᵀGJ, with the
derivatives J of η in them (Lehmann and Casella, Theory of Point Estimation, section 2.5): `G` in shape and scale.
"""

from derivations import D, abbreviation, algebra, differentiate, lgamma, log, parameters, theorem, trigamma
from derivations.reported.claim import not_checkable, reported

alpha, beta, eta1, eta2 = parameters("alpha beta eta1 eta2")
u1, u2, v1, v2 = parameters("u1 u2 v1 v2")


@abbreviation
def A(eta1, eta2):
    """The log normaliser in the natural parameters."""
    return -(eta2 + 1)*log(-eta1) + lgamma(eta2 + 1)


@abbreviation
def A_of(alpha, beta):
    """The log normaliser in shape and scale."""
    return alpha*log(beta) + lgamma(alpha)


@abbreviation
def G(alpha, beta):
    """The information in shape and scale: η₁ depends on the scale, η₂ on the shape."""
    return (u1*v1*D[alpha](alpha - 1)**2*D[eta2:alpha - 1](D[eta2](A(-1/beta, eta2)))
            + (u1*v2 + u2*v1)*D[alpha](alpha - 1)*D[beta](-1/beta)*D[eta1:-1/beta](D[eta2:alpha - 1](A(eta1, eta2)))
            + u2*v2*D[beta](-1/beta)**2*D[eta1:-1/beta](D[eta1](A(eta1, alpha - 1))))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.15", title="The Fisher information of the Gamma law in shape and scale")
def in_shape_and_scale(proof):
    proof.claim(G(alpha, beta) == u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/beta + u2*v2*alpha/beta**2)
    proof.given(alpha > 0, beta > 0)
    proof.starts(G(alpha, beta))
    proof.eq(u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/beta + u2*v2*alpha/beta**2, by=differentiate)
    proof.twin(G(alpha, beta) == u1*v1*beta**2*alpha + (u1*v2 + u2*v1)*beta + u2*v2*trigamma(alpha),
               "taking the matrix of the natural parameters")
    proof.twin(G(alpha, beta) == u1*v1*trigamma(alpha) - (u1*v2 + u2*v1)/beta + u2*v2*alpha/beta**2, "taking the matrix of shape and rate")


@theorem("2.2.15", title="The matrix of second derivatives of A in shape and scale has another sign in its last entry")
def second_derivatives(proof):
    """Its determinant is −(α ψ′(α) + 1)/β², which is negative: it is the information of no law."""
    proof.claim(u1*v1*D[alpha](D[alpha](A_of(alpha, beta))) + u1*v2*D[alpha](D[beta](A_of(alpha, beta)))
                + u2*v1*D[beta](D[alpha](A_of(alpha, beta))) + u2*v2*D[beta](D[beta](A_of(alpha, beta)))
                == G(alpha, beta) - 2*u2*v2*alpha/beta**2)
    proof.given(alpha > 0, beta > 0)
    proof.starts(u1*v1*D[alpha](D[alpha](A_of(alpha, beta))) + u1*v2*D[alpha](D[beta](A_of(alpha, beta)))
                 + u2*v1*D[beta](D[alpha](A_of(alpha, beta))) + u2*v2*D[beta](D[beta](A_of(alpha, beta))))
    proof.eq(u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/beta - u2*v2*alpha/beta**2, by=differentiate)
    proof.eq(u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/beta + u2*v2*alpha/beta**2 - 2*u2*v2*alpha/beta**2, by=algebra)
    proof.eq(G(alpha, beta) - 2*u2*v2*alpha/beta**2, by=in_shape_and_scale)


@theorem("2.2.15", title="The inverse of the Fisher information of the Gamma law in shape and scale")
def inverse_in_shape_and_scale(proof):
    """Its entries, and those of the information, multiply to the identity; u₁, u₂ stand for the row, v₁, v₂ for the column.

    That α ψ′(α) ≠ 1 need not be given: α ψ′(α) > 1 for every α > 0.
    """
    proof.claim((u1*trigamma(alpha) + u2/beta)*(v1*alpha - v2*beta)/(alpha*trigamma(alpha) - 1)
                + (u1/beta + u2*alpha/beta**2)*(-v1*beta + v2*beta**2*trigamma(alpha))/(alpha*trigamma(alpha) - 1)
                == u1*v1 + u2*v2)
    proof.given(alpha > 0, beta != 0)
    proof.starts((u1*trigamma(alpha) + u2/beta)*(v1*alpha - v2*beta)/(alpha*trigamma(alpha) - 1)
                 + (u1/beta + u2*alpha/beta**2)*(-v1*beta + v2*beta**2*trigamma(alpha))/(alpha*trigamma(alpha) - 1))
    proof.eq(u1*v1 + u2*v2, by=algebra)


# --- printed statements -------------------------------------------------------------------------------------------


not_checkable("2.2.15-a", lines=(866, 868), kind="prose", says="The loss that is considered is the mean squared error.",
              why="which loss one considers is a choice; the runs of 2.2.18 follow another one, the negative log likelihood")

not_checkable("2.2.15-b", lines=(870, 874), kind="prose",
              says="The natural gradient is the inverse of the information times the gradient, as a paper on stochastic variational "
                   "inference has it.",
              why="it is the definition of the natural gradient, and the paper is not part of the text; the definition is right")


@reported("2.2.15-c", lines=(876, 878), kind="line", goal=True,
          says="For an exponential family the natural gradient in shape and scale is the gradient, multiplied by the inverse of the "
               "matrix of second derivatives of A in shape and scale: that inverse is the one of the information.",
          printed="∇̃_{(α,β)} ℒ = [∇²_{(α,β)} A(α, β)]⁻¹ ∇_{(α,β)} ℒ",
          right="∇̃_{(α,β)} ℒ = [Jᵀ ∇²_η A(η) J]⁻¹ ∇_{(α,β)} ℒ,   J = ∂η/∂(α, β)",
          correction=("In natural parameters it is; in shape and scale the matrix of second derivatives is not even positive "
                      "definite, and the inverse of the information is this one", inverse_in_shape_and_scale))
def by_the_second_derivatives(proof):
    proof.claim((u1*D[alpha](D[alpha](A_of(alpha, beta))) + u2*D[beta](D[alpha](A_of(alpha, beta))))
                *(v1*alpha - v2*beta)/(alpha*D[alpha](D[alpha](A_of(alpha, beta))) - 1)
                + (u1*D[alpha](D[beta](A_of(alpha, beta))) + u2*D[beta](D[beta](A_of(alpha, beta))))
                *(-v1*beta + v2*beta**2*D[alpha](D[alpha](A_of(alpha, beta))))/(alpha*D[alpha](D[alpha](A_of(alpha, beta))) - 1)
                == u1*v1 + u2*v2)
    proof.given(alpha > 0, beta > 0)
