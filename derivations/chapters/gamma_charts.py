"""The Fisher information of the Gamma law in four charts: how each follows from another, its inverse, its determinant.

A *chart* is a choice of two parameters for one law: the natural parameters η₁ = −1/s and η₂ = a − 1, shape a and scale s,
shape and rate b = 1/s, or the means of x and of log x, which are called mean parameters.  The Fisher information in η is
the Hessian of the log-normaliser, which is derived in the chapter `gamma`:

    G = [[(η₂ + 1)/η₁², −1/η₁], [−1/η₁, ψ′(η₂ + 1)]].

In another chart θ it is JᵀGJ, where J holds the derivatives of η in θ.  The matrix in the mean parameters is the inverse of
G.  That these matrices are means of products of scores needs integrals of the density: it is what `gamma_scores` says.

What a ψ′(a) is more than one is called the excess.  The determinant is the excess over a square, and in the mean
parameters a square over the excess.  The excess is positive for every a > 0, by `gamma.more_than_one`, so that each matrix
has an inverse.  That F F⁻¹ is the identity is also said by its rows: F (F⁻¹ (u, v)) is (u, v) for all numbers u and v, one
entry a theorem.

A theorem that claims u > v is not of the language, so that a determinant is said to be at least something that is seen to
be positive.  The value ψ′(1) = π²/6 stays ψ′(1) in the example, because no rule says so.

Sources: Amari (1998), Natural gradient works efficiently in learning; Brown (1986), Fundamentals of statistical
exponential families; Lehmann and Casella (1998), Theory of point estimation, section 2.5.
"""

from derivations import (
    D, abbreviation, algebra, differentiate, digamma, inverse, log, matrix, parameters, recurrence, theorem, trigamma)
from derivations.chapters.gamma import G_11, G_12, G_22, N1, N2, a, eta1, eta2, s, tighter_above, tighter_below

b, u, v = parameters("b u v")


@abbreviation
def excess(a):
    """What a ψ′(a) is more than one."""
    return a*trigamma(a) - 1


@abbreviation
def M1(a, s):
    """The first mean parameter: the mean of x."""
    return a*s


@abbreviation
def M2(a, s):
    """The second mean parameter: the mean of log x."""
    return digamma(a) + log(s)


@abbreviation
def M_11(eta1, eta2):
    """The Fisher information in the mean parameters, its first diagonal entry."""
    return eta1**2*trigamma(eta2 + 1)/excess(eta2 + 1)


@abbreviation
def M_12(eta1, eta2):
    """The Fisher information in the mean parameters, beside the diagonal."""
    return eta1/excess(eta2 + 1)


@abbreviation
def M_22(eta2):
    """The Fisher information in the mean parameters, its second diagonal entry."""
    return (eta2 + 1)/excess(eta2 + 1)


@abbreviation
def G(eta1, eta2):
    """The Fisher information in the natural parameters."""
    return matrix([[G_11(eta1, eta2), G_12(eta1)], [G_12(eta1), G_22(eta2)]])


@abbreviation
def M(eta1, eta2):
    """The Fisher information in the mean parameters, at given natural ones."""
    return matrix([[M_11(eta1, eta2), M_12(eta1, eta2)], [M_12(eta1, eta2), M_22(eta2)]])


@abbreviation
def F_scale(a, s):
    """The Fisher information in shape and scale."""
    return matrix([[trigamma(a), 1/s], [1/s, a/s**2]])


@abbreviation
def F_rate(a, b):
    """The Fisher information in shape and rate."""
    return matrix([[trigamma(a), -1/b], [-1/b, a/b**2]])


# --- from one chart to another ------------------------------------------------------------------------------------


@abbreviation
def J_scale():
    """The derivatives of the natural parameters in shape and scale."""
    return matrix([[D[a](N1(s)), D[s](N1(s))], [D[a](N2(a)), D[s](N2(a))]])


@abbreviation
def J_rate():
    """The derivatives of the natural parameters in shape and rate."""
    return matrix([[D[a](-b), D[b](-b)], [D[a](N2(a)), D[b](N2(a))]])


@abbreviation
def J_mean():
    """The derivatives of the mean parameters in shape and scale."""
    return matrix([[D[a](M1(a, s)), D[s](M1(a, s))], [D[a](M2(a, s)), D[s](M2(a, s))]])


@theorem(title="The Fisher information in shape and scale is JᵀGJ")
def scale_chart(proof):
    proof.claim(J_scale().T @ G(N1(s), N2(a)) @ J_scale() == F_scale(a, s))
    proof.given(a > 0, s != 0)
    proof.starts(J_scale().T @ G(N1(s), N2(a)) @ J_scale())
    proof.eq(F_scale(a, s), by=differentiate)
    proof.twin(J_scale() @ G(N1(s), N2(a)) @ J_scale().T == F_scale(a, s), "taking JGJᵀ for JᵀGJ")
    proof.twin(G(N1(s), N2(a)) == F_scale(a, s), "taking the matrix of the other chart as it is")
    proof.twin(G_12(N1(s)) == 1/s, "taking the matrix of the other chart as it is, beside the diagonal")
    proof.twin(G_12(N1(s))/D[s](N1(s)) == 1/s, "taking the inverse of J for J, beside the diagonal")
    proof.twin(D[s](N1(s))*G_11(N1(s), N2(a)) == a/s**2, "multiplying with J on one side only")
    proof.twin(G_11(N1(s), N2(a))/D[s](N1(s))**2 == a/s**2, "taking the inverse of J for J")


@theorem(title="The Fisher information in shape and rate is JᵀGJ")
def rate_chart(proof):
    proof.claim(J_rate().T @ G(-b, N2(a)) @ J_rate() == F_rate(a, b))
    proof.given(a > 0, b != 0)
    proof.starts(J_rate().T @ G(-b, N2(a)) @ J_rate())
    proof.eq(F_rate(a, b), by=differentiate)
    proof.twin(G(-b, N2(a)) == F_rate(a, b), "taking the parameters in the other order")
    proof.twin(D[a](N2(a))*G_12(-b)*D[b](-b) == 1/b, "losing the sign: this is the entry for the scale")
    proof.twin(D[b](-b)*G_11(-b, N2(a)) == a/b**2, "multiplying with J on one side only")
    proof.twin(D[b](-b)*G_11(-b, N2(a))*D[b](-b) == a*b**2, "taking the rate for the scale")


@theorem(title="From the mean parameters to shape and scale: JᵀMJ is the Fisher information, too")
def mean_chart(proof):
    proof.claim(J_mean().T @ M(N1(s), N2(a)) @ J_mean() == F_scale(a, s))
    proof.given(a > 0, s > 0)
    proof.starts(J_mean().T @ M(N1(s), N2(a)) @ J_mean())
    proof.eq(F_scale(a, s), by=differentiate)
    proof.twin(M_11(N1(s), N2(a)) == trigamma(a), "taking the matrix of the other chart as it is: shape and shape")
    proof.twin(M_12(N1(s), N2(a)) == 1/s, "taking the matrix of the other chart as it is: shape and scale")
    proof.twin(M_22(N2(a)) == a/s**2, "taking the matrix of the other chart as it is: scale and scale")
    proof.twin(J_mean().T @ G(N1(s), N2(a)) @ J_mean() == F_scale(a, s), "taking G for its inverse")


# --- inverses -----------------------------------------------------------------------------------------------------


@abbreviation
def I_aa(a):
    """The inverse of the Fisher information in shape and scale, and in shape and rate: shape and shape."""
    return a/excess(a)


@abbreviation
def I_as(a, s):
    """That inverse beside the diagonal: shape and scale; with the other sign, shape and rate."""
    return -s/excess(a)


@abbreviation
def I_ss(a, s):
    """That inverse: scale and scale, or rate and rate."""
    return s**2*trigamma(a)/excess(a)


@theorem(title="The matrix in shape and scale times its inverse: the first row")
def scale_inverse_first(proof):
    proof.claim(trigamma(a)*(I_aa(a)*u + I_as(a, s)*v) + 1/s*(I_as(a, s)*u + I_ss(a, s)*v) == u)
    proof.given(a > 0, s != 0)
    proof.starts(trigamma(a)*(I_aa(a)*u + I_as(a, s)*v) + 1/s*(I_as(a, s)*u + I_ss(a, s)*v))
    proof.eq(u, by=algebra)
    proof.twin(trigamma(a)*(I_aa(a)*u - I_as(a, s)*v) + 1/s*(I_ss(a, s)*v - I_as(a, s)*u) == u,
               "losing the sign beside the diagonal")
    proof.twin(trigamma(a)*(I_ss(a, s)*u + I_as(a, s)*v) + 1/s*(I_as(a, s)*u + I_aa(a)*v) == u,
               "forgetting that the entries of the diagonal change places")


@theorem(title="The matrix in shape and scale times its inverse: the second row")
def scale_inverse_second(proof):
    proof.claim(1/s*(I_aa(a)*u + I_as(a, s)*v) + a/s**2*(I_as(a, s)*u + I_ss(a, s)*v) == v)
    proof.given(a > 0, s != 0)
    proof.starts(1/s*(I_aa(a)*u + I_as(a, s)*v) + a/s**2*(I_as(a, s)*u + I_ss(a, s)*v))
    proof.eq(v, by=algebra)
    proof.twin(1/s*(I_aa(a)*u + I_as(a, s)*v) - a/s**2*(I_as(a, s)*u + I_ss(a, s)*v) == v,
               "taking the Hessian of the log-normaliser for the Fisher information")
    proof.twin(s**2/a*v == v/(a/s**2 - 1/(trigamma(a)*s**2)), "inverting each entry of the diagonal alone")


@theorem(title="The matrix in shape and rate times its inverse: the first row")
def rate_inverse_first(proof):
    proof.claim(trigamma(a)*(I_aa(a)*u - I_as(a, b)*v) - 1/b*(I_ss(a, b)*v - I_as(a, b)*u) == u)
    proof.given(a > 0, b != 0)
    proof.starts(trigamma(a)*(I_aa(a)*u - I_as(a, b)*v) - 1/b*(I_ss(a, b)*v - I_as(a, b)*u))
    proof.eq(u, by=algebra)
    proof.twin(trigamma(a)*(I_aa(a)*u + I_as(a, b)*v) - 1/b*(I_ss(a, b)*v + I_as(a, b)*u) == u,
               "taking the inverse for the scale")


@theorem(title="The matrix in shape and rate times its inverse: the second row")
def rate_inverse_second(proof):
    proof.claim(-1/b*(I_aa(a)*u - I_as(a, b)*v) + a/b**2*(I_ss(a, b)*v - I_as(a, b)*u) == v)
    proof.given(a > 0, b != 0)
    proof.starts(-1/b*(I_aa(a)*u - I_as(a, b)*v) + a/b**2*(I_ss(a, b)*v - I_as(a, b)*u))
    proof.eq(v, by=algebra)
    proof.twin(-1/b*(I_aa(a)*u + I_as(a, b)*v) + a/b**2*(I_ss(a, b)*v + I_as(a, b)*u) == v,
               "taking the inverse for the scale")


@theorem(title="The matrix in the natural parameters times that in the mean parameters: the first row")
def natural_inverse_first(proof):
    proof.claim(G_11(eta1, eta2)*(M_11(eta1, eta2)*u + M_12(eta1, eta2)*v) + G_12(eta1)*(M_12(eta1, eta2)*u + M_22(eta2)*v) == u)
    proof.given(eta1 != 0, eta2 + 1 > 0)
    proof.starts(G_11(eta1, eta2)*(M_11(eta1, eta2)*u + M_12(eta1, eta2)*v) + G_12(eta1)*(M_12(eta1, eta2)*u + M_22(eta2)*v))
    proof.eq(u, by=algebra)
    proof.twin(G_11(eta1, eta2)*(M_11(eta1, eta2)*u - M_12(eta1, eta2)*v) + G_12(eta1)*(M_22(eta2)*v - M_12(eta1, eta2)*u) == u,
               "losing the sign beside the diagonal")


@theorem(title="The matrix in the natural parameters times that in the mean parameters: the second row")
def natural_inverse_second(proof):
    proof.claim(G_12(eta1)*(M_11(eta1, eta2)*u + M_12(eta1, eta2)*v) + G_22(eta2)*(M_12(eta1, eta2)*u + M_22(eta2)*v) == v)
    proof.given(eta1 != 0, eta2 + 1 > 0)
    proof.starts(G_12(eta1)*(M_11(eta1, eta2)*u + M_12(eta1, eta2)*v) + G_22(eta2)*(M_12(eta1, eta2)*u + M_22(eta2)*v))
    proof.eq(v, by=algebra)
    proof.twin(G_12(eta1)*(M_11(eta1, eta2)*u - M_12(eta1, eta2)*v) + G_22(eta2)*(M_22(eta2)*v - M_12(eta1, eta2)*u) == v,
               "losing the sign beside the diagonal")


@theorem(title="The inverse of the matrix in shape and scale")
def scale_inverse(proof):
    """The factor aψ′(a) − 1 by which the entries are divided need not be asked for: it is positive for every a > 0."""
    proof.claim(inverse(F_scale(a, s)) == matrix([[I_aa(a), I_as(a, s)], [I_as(a, s), I_ss(a, s)]]))
    proof.given(a > 0, s != 0)
    proof.starts(inverse(F_scale(a, s)))
    proof.eq(matrix([[I_aa(a), I_as(a, s)], [I_as(a, s), I_ss(a, s)]]), by=algebra)
    proof.twin(inverse(F_scale(a, s)) == matrix([[I_aa(a), -I_as(a, s)], [-I_as(a, s), I_ss(a, s)]]),
               "losing the sign beside the diagonal")
    proof.twin(inverse(F_scale(a, s)) == matrix([[I_ss(a, s), I_as(a, s)], [I_as(a, s), I_aa(a)]]),
               "forgetting that the entries of the diagonal change places")
    proof.twin(inverse(F_scale(a, s)) == matrix([[1/trigamma(a), s], [s, s**2/a]]), "inverting each entry alone")


@theorem(title="The inverse of the matrix in shape and rate")
def rate_inverse(proof):
    proof.claim(inverse(F_rate(a, b)) == matrix([[I_aa(a), -I_as(a, b)], [-I_as(a, b), I_ss(a, b)]]))
    proof.given(a > 0, b != 0)
    proof.starts(inverse(F_rate(a, b)))
    proof.eq(matrix([[I_aa(a), -I_as(a, b)], [-I_as(a, b), I_ss(a, b)]]), by=algebra)
    proof.twin(inverse(F_rate(a, b)) == matrix([[I_aa(a), I_as(a, b)], [I_as(a, b), I_ss(a, b)]]),
               "taking the inverse for the scale")


@theorem(title="The matrix in the mean parameters is the inverse of that in the natural parameters")
def natural_inverse(proof):
    proof.claim(inverse(G(eta1, eta2)) == M(eta1, eta2))
    proof.given(eta1 != 0, eta2 + 1 > 0)
    proof.starts(inverse(G(eta1, eta2)))
    proof.eq(M(eta1, eta2), by=algebra)
    proof.twin(inverse(G(eta1, eta2)) == G(eta1, eta2), "believing that both charts have one matrix")
    proof.twin(inverse(G(eta1, eta2)) == matrix([[M_22(eta2), M_12(eta1, eta2)], [M_12(eta1, eta2), M_11(eta1, eta2)]]),
               "taking the mean parameters in the other order")


@theorem(title="The excess is at least one over twice the shape")
def excess_below(proof):
    proof.claim(excess(a) >= 1/(2*a))
    proof.given(a > 0)
    proof.starts(excess(a))
    proof.ge(a*(1/a + 1/(2*a**2)) - 1, by=tighter_below)
    proof.eq(1/(2*a), by=algebra)
    proof.twin(excess(a) >= 1/a, "forgetting the one half")
    proof.twin(excess(a) == 0, "computing it where floats keep nothing of it")


@theorem(title="The excess is at most one over twice the shape, plus one over six times its square")
def excess_above(proof):
    proof.claim(excess(a) <= (3*a + 1)/(6*a**2))
    proof.given(a > 0)
    proof.starts(excess(a))
    proof.le(a*(1/a + 1/(2*a**2) + 1/(6*a**3)) - 1, by=tighter_above)
    proof.eq((3*a + 1)/(6*a**2), by=algebra)
    proof.twin(excess(a) <= 1/(2*a), "taking the lower bound for the upper one")


# --- positive definite --------------------------------------------------------------------------------------------


@theorem(title="The determinant in shape and scale is positive")
def scale_determinant(proof):
    proof.claim(trigamma(a)*(a/s**2) - (1/s)**2 >= 1/(2*a*s**2))
    proof.given(a > 0, s != 0)
    proof.starts(trigamma(a)*(a/s**2) - (1/s)**2)
    proof.ge((1/a + 1/(2*a**2))*(a/s**2) - (1/s)**2, by=tighter_below)
    proof.eq(1/(2*a*s**2), by=algebra)
    proof.twin(trigamma(a)*(a/s**2) - (1/s)**2 <= 0, "believing that the two parameters cannot be told apart")
    proof.twin(trigamma(a)*(a/s**2) + (1/s)**2 <= 2/s**2, "losing the sign of a determinant")
    proof.twin(trigamma(a)*(a/s**2) - (1/s)**2 >= 1/(a*s**2), "forgetting the one half")


@theorem(title="The determinant in shape and rate is positive")
def rate_determinant(proof):
    proof.claim(trigamma(a)*(a/b**2) - (-1/b)**2 >= 1/(2*a*b**2))
    proof.given(a > 0, b != 0)
    proof.starts(trigamma(a)*(a/b**2) - (-1/b)**2)
    proof.ge((1/a + 1/(2*a**2))*(a/b**2) - (-1/b)**2, by=tighter_below)
    proof.eq(1/(2*a*b**2), by=algebra)
    proof.twin(trigamma(a)*(a/b**2) - (-1/b)**2 >= b**2/(2*a), "taking the rate for the scale")


@theorem(title="The determinant in the natural parameters is positive")
def natural_determinant(proof):
    proof.claim(G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2 >= 1/(eta2 + 1)/(2*eta1**2))
    proof.given(eta1 != 0, eta2 + 1 > 0)
    proof.starts(G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2)
    proof.eq(excess(eta2 + 1)/eta1**2, by=algebra)
    proof.ge(1/(eta2 + 1)/2/eta1**2, by=excess_below.at({a: eta2 + 1}))
    proof.eq(1/(eta2 + 1)/(2*eta1**2), by=algebra)
    proof.twin(G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2 <= 0, "believing that one natural parameter would do")


@theorem(title="The determinant in the mean parameters is one over that in the natural parameters")
def mean_determinant(proof):
    proof.claim((M_11(eta1, eta2)*M_22(eta2) - M_12(eta1, eta2)**2)*(G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2) == 1)
    proof.given(eta1 != 0, eta2 + 1 > 0)
    proof.starts((M_11(eta1, eta2)*M_22(eta2) - M_12(eta1, eta2)**2)*(G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2))
    proof.eq(1, by=algebra)
    proof.twin(M_11(eta1, eta2)*M_22(eta2) - M_12(eta1, eta2)**2 == G_11(eta1, eta2)*G_22(eta2) - G_12(eta1)**2,
               "believing that both charts have one determinant")


@theorem(title="The matrix in shape and scale is positive definite")
def scale_positive(proof):
    """The lower bound is a sum of two squares, which are both zero for u = v = 0 only."""
    proof.claim(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2 >= u**2/(2*a**2) + a*(u/a + v/s)**2)
    proof.given(a > 0, s != 0)
    proof.starts(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2)
    proof.ge((1/a + 1/(2*a**2))*u**2 + 2*u*v/s + a*v**2/s**2, by=tighter_below)
    proof.eq(u**2/(2*a**2) + a*(u/a + v/s)**2, by=algebra)
    proof.twin(trigamma(a)*u**2 + 2*u*v/s - a*v**2/s**2 >= 0,
               "taking the Hessian of the log-normaliser for the Fisher information")
    proof.twin(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2 >= trigamma(a)*u**2 + a*v**2/s**2,
               "leaving out what stands beside the diagonal")


# --- an example: shape 2 and scale 3, so that the natural parameters are −1/3 and 1 --------------------------------


@theorem(title="The example, the first row of the matrix in the natural parameters")
def example_first(proof):
    proof.claim(G_11(N1(3), N2(2))*u + G_12(N1(3))*v == 18*u + 3*v)
    proof.starts(G_11(N1(3), N2(2))*u + G_12(N1(3))*v)
    proof.eq(18*u + 3*v, by=algebra)
    proof.twin(G_11(-3, N2(2))*u + G_12(-3)*v == 18*u + 3*v, "taking the rate for the scale")
    proof.twin(G_11(N1(3), 2)*u + G_12(N1(3))*v == 18*u + 3*v, "taking the shape for the second natural parameter")


@theorem(title="The example, the second row")
def example_second(proof):
    """In numbers ψ′(1) − 1 is π²/6 − 1 = 0.644934…"""
    proof.claim(G_12(N1(3))*u + G_22(N2(2))*v == 3*u + (trigamma(1) - 1)*v)
    proof.starts(G_12(N1(3))*u + G_22(N2(2))*v)
    proof.eq(3*u + (trigamma(1) - 1)*v, by=recurrence)
    proof.twin(G_12(N1(3))*u + G_22(N2(2))*v == 3*u + (trigamma(1) + 1)*v, "going up with the sign that is the one for ψ")
    proof.twin(G_12(N1(3))*u + G_22(N2(2))*v == 3*u + trigamma(1)*v, "taking the second natural parameter for the shape")


@theorem(title="The example, the first row times what is the inverse but for the determinant, which is 18 ψ′(1) − 27")
def example_determinant(proof):
    """In numbers the determinant is 3 π² − 27 = 2.608813…"""
    proof.claim(G_11(N1(3), N2(2))*(G_22(N2(2))*u - G_12(N1(3))*v) + G_12(N1(3))*(G_11(N1(3), N2(2))*v - G_12(N1(3))*u)
                == (18*trigamma(1) - 27)*u)
    proof.starts(G_11(N1(3), N2(2))*(G_22(N2(2))*u - G_12(N1(3))*v) + G_12(N1(3))*(G_11(N1(3), N2(2))*v - G_12(N1(3))*u))
    proof.eq((18*trigamma(1) - 27)*u, by=recurrence)
    proof.twin(G_11(N1(3), N2(2))*(G_22(N2(2))*u - G_12(N1(3))*v) + G_12(N1(3))*(G_11(N1(3), N2(2))*v - G_12(N1(3))*u)
               == (18*trigamma(1) - 9)*u, "forgetting to go from ψ′(2) to ψ′(1)")
    proof.twin(G_11(N1(3), N2(2))*(G_22(N2(2))*u + G_12(N1(3))*v) + G_12(N1(3))*(G_11(N1(3), N2(2))*v + G_12(N1(3))*u)
               == (18*trigamma(1) - 27)*u, "losing the sign beside the diagonal")


@theorem(title="The example, the first diagonal entry of the inverse, which is the matrix in the mean parameters")
def example_inverse_first(proof):
    proof.claim(M_11(N1(3), N2(2)) == (trigamma(1) - 1)/(9*(2*trigamma(1) - 3)))
    proof.starts(M_11(N1(3), N2(2)))
    proof.eq((trigamma(1) - 1)/(9*(2*trigamma(1) - 3)), by=recurrence)
    proof.twin(M_11(N1(3), N2(2)) == 1/18, "inverting each entry of the diagonal alone")


@theorem(title="The example, the inverse beside the diagonal")
def example_inverse_mixed(proof):
    proof.claim(M_12(N1(3), N2(2)) == -1/(3*(2*trigamma(1) - 3)))
    proof.starts(M_12(N1(3), N2(2)))
    proof.eq(-1/(3*(2*trigamma(1) - 3)), by=recurrence)
    proof.twin(M_12(N1(3), N2(2)) == 1/(3*(2*trigamma(1) - 3)), "losing the sign beside the diagonal")


@theorem(title="The example, the second diagonal entry of the inverse")
def example_inverse_second(proof):
    proof.claim(M_22(N2(2)) == 2/(2*trigamma(1) - 3))
    proof.starts(M_22(N2(2)))
    proof.eq(2/(2*trigamma(1) - 3), by=recurrence)
    proof.twin(M_22(N2(2)) == 2/(2*trigamma(1) - 1), "forgetting to go from ψ′(2) to ψ′(1)")
