"""The report on 2.2.15: the natural gradient in the shape and the scale of a Gamma law.

a is the report's α and s its β, a scale; eta1 and eta2 are η₁ and η₂.  A matrix M is said by the sum u₁ v₁ M₁₁ + u₁ v₂ M₁₂ +
u₂ v₁ M₂₁ + u₂ v₂ M₂₂, for all numbers u and v: two matrices are equal exactly where these sums are.  A natural gradient is a
matrix M times the gradient; M is the right one where G·M is the identity, G being the Fisher information.

The information in η is the matrix of second derivatives of A, as line 884 says.  In other parameters it is JᵀGJ, with the
derivatives J of η in them (Lehmann and Casella, Theory of Point Estimation, section 2.5): `G` in shape and scale.
"""

from derivations import D, abbreviation, algebra, differentiate, lgamma, log, parameters, theorem, trigamma
from derivations.reported.claim import not_checkable, reported

a, s, eta1, eta2 = parameters("a s eta1 eta2")
u1, u2, v1, v2 = parameters("u1 u2 v1 v2")


@abbreviation
def A(eta1, eta2):
    """The log normaliser in the natural parameters."""
    return -(eta2 + 1)*log(-eta1) + lgamma(eta2 + 1)


@abbreviation
def A_of(a, s):
    """The log normaliser in shape and scale."""
    return a*log(s) + lgamma(a)


@abbreviation
def G(a, s):
    """The information in shape and scale: η₁ depends on the scale, η₂ on the shape."""
    return (u1*v1*D[a](a - 1)**2*D[eta2:a - 1](D[eta2](A(-1/s, eta2)))
            + (u1*v2 + u2*v1)*D[a](a - 1)*D[s](-1/s)*D[eta1:-1/s](D[eta2:a - 1](A(eta1, eta2)))
            + u2*v2*D[s](-1/s)**2*D[eta1:-1/s](D[eta1](A(eta1, a - 1))))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.15", title="The Fisher information of the Gamma law in shape and scale")
def in_shape_and_scale(proof):
    proof.claim(G(a, s) == u1*v1*trigamma(a) + (u1*v2 + u2*v1)/s + u2*v2*a/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(G(a, s))
    proof.eq(u1*v1*trigamma(a) + (u1*v2 + u2*v1)/s + u2*v2*a/s**2, by=differentiate)
    proof.twin(G(a, s) == u1*v1*s**2*a + (u1*v2 + u2*v1)*s + u2*v2*trigamma(a), "taking the matrix of the natural parameters")
    proof.twin(G(a, s) == u1*v1*trigamma(a) - (u1*v2 + u2*v1)/s + u2*v2*a/s**2, "taking the matrix of shape and rate")


@theorem("2.2.15", title="The matrix of second derivatives of A in shape and scale has another sign in its last entry")
def second_derivatives(proof):
    """Its determinant is −(a ψ′(a) + 1)/s², which is negative: it is the information of no law."""
    proof.claim(u1*v1*D[a](D[a](A_of(a, s))) + u1*v2*D[a](D[s](A_of(a, s))) + u2*v1*D[s](D[a](A_of(a, s)))
                + u2*v2*D[s](D[s](A_of(a, s)))
                == G(a, s) - 2*u2*v2*a/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(u1*v1*D[a](D[a](A_of(a, s))) + u1*v2*D[a](D[s](A_of(a, s))) + u2*v1*D[s](D[a](A_of(a, s)))
                 + u2*v2*D[s](D[s](A_of(a, s))))
    proof.eq(u1*v1*trigamma(a) + (u1*v2 + u2*v1)/s - u2*v2*a/s**2, by=differentiate)
    proof.eq(u1*v1*trigamma(a) + (u1*v2 + u2*v1)/s + u2*v2*a/s**2 - 2*u2*v2*a/s**2, by=algebra)
    proof.eq(G(a, s) - 2*u2*v2*a/s**2, by=in_shape_and_scale)


@theorem("2.2.15", title="The inverse of the Fisher information of the Gamma law in shape and scale")
def inverse_in_shape_and_scale(proof):
    """Its entries, and those of the information, multiply to the identity; u₁, u₂ stand for the row, v₁, v₂ for the column.

    That a ψ′(a) ≠ 1 need not be given: a ψ′(a) > 1 for every a > 0.
    """
    proof.claim((u1*trigamma(a) + u2/s)*(v1*a - v2*s)/(a*trigamma(a) - 1)
                + (u1/s + u2*a/s**2)*(-v1*s + v2*s**2*trigamma(a))/(a*trigamma(a) - 1)
                == u1*v1 + u2*v2)
    proof.given(a > 0, s != 0)
    proof.starts((u1*trigamma(a) + u2/s)*(v1*a - v2*s)/(a*trigamma(a) - 1)
                 + (u1/s + u2*a/s**2)*(-v1*s + v2*s**2*trigamma(a))/(a*trigamma(a) - 1))
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
    proof.claim((u1*D[a](D[a](A_of(a, s))) + u2*D[s](D[a](A_of(a, s))))
                *(v1*a - v2*s)/(a*D[a](D[a](A_of(a, s))) - 1)
                + (u1*D[a](D[s](A_of(a, s))) + u2*D[s](D[s](A_of(a, s))))
                *(-v1*s + v2*s**2*D[a](D[a](A_of(a, s))))/(a*D[a](D[a](A_of(a, s))) - 1)
                == u1*v1 + u2*v2)
    proof.given(a > 0, s > 0)
