"""The report on 2.2.16: its numbers at α = 2 and β = 3, and what it says of the scale and the rate.

A printed decimal d is read as rounded: the number x lies within half a unit h of its last digit, which is stated as
(x − d)² ≤ h².  Whole numbers and fractions are read as they stand, since the report writes ≈ where it rounds one of them.

The instructor's code of lines 914 and 918 is taken for the listing of line 1050: no other code in the text has such a matrix.
"""

from derivations import (
    D, Gamma, abbreviation, algebra, arithmetic, both, density, differentiate, parameters, positives, theorem, trigamma)
from derivations.reported.claim import not_checkable, reported
from derivations.reported.q2_2_14 import p
from derivations.reported.q2_2_15 import G, alpha, beta, in_shape_and_scale, u1, u2, v1, v2
from derivations.reported.q2_2_16 import E_of

(lam,) = parameters("lam")
(x,) = positives("x")


@abbreviation
def G_rate(alpha, lam):
    """The information in shape and rate: the scale is 1/λ."""
    return u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)*D[lam](1/lam)*lam + u2*v2*D[lam](1/lam)**2*alpha*lam**2


@abbreviation
def of_the_code(alpha, lam):
    """The matrix that the listing has in line 1059 for the information."""
    return u1*v1*trigamma(alpha) + (u1*v2 + u2*v1)/lam + u2*v2*alpha/lam**2


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.16", title="ψ′(2) to five digits")
def trigamma_of_two(proof):
    proof.claim((trigamma(2) - 64493/100000)**2 <= (1/200000)**2)
    proof.starts((trigamma(2) - 64493/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The determinant at α = 2, without the factor β²")
def determinant(proof):
    proof.claim((2*trigamma(2) - 1 - 2899/10000)**2 <= (1/20000)**2)
    proof.starts((2*trigamma(2) - 1 - 2899/10000)**2)
    proof.le((1/20000)**2, by=arithmetic)


@theorem("2.2.16", title="ψ′(2)/9 to six digits")
def first_numerator(proof):
    proof.claim((trigamma(2)/9 - 71659/1000000)**2 <= (1/2000000)**2)
    proof.starts((trigamma(2)/9 - 71659/1000000)**2)
    proof.le((1/2000000)**2, by=arithmetic)


@theorem("2.2.16", title="The first entry of the inverse at α = 2 and β = 3")
def first_entry(proof):
    proof.claim((trigamma(2)/9/(2*trigamma(2) - 1) - 24721/100000)**2 <= (1/200000)**2)
    proof.starts((trigamma(2)/9/(2*trigamma(2) - 1) - 24721/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The mixed entry of the inverse at α = 2 and β = 3")
def mixed_entry(proof):
    proof.claim((-1/3/(2*trigamma(2) - 1) + 114995/100000)**2 <= (1/200000)**2)
    proof.starts((-1/3/(2*trigamma(2) - 1) + 114995/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The mixed entry that follows from ψ′(2) rounded to 0.6449")
def mixed_entry_of_the_rounded(proof):
    proof.claim((-1/3/(2*(6449/10000) - 1) + 115022/100000)**2 <= (1/200000)**2)
    proof.starts((-1/3/(2*(6449/10000) - 1) + 115022/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The last entry of the inverse at α = 2 and β = 3")
def last_entry(proof):
    proof.claim((2/(2*trigamma(2) - 1) - 689969/100000)**2 <= (1/200000)**2)
    proof.starts((2/(2*trigamma(2) - 1) - 689969/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The mixed entry of the inverse in shape and scale at α = 2 and β = 3")
def mixed_entry_in_shape_and_scale(proof):
    """The entries of that inverse are those of `q2_2_15.inverse_in_shape_and_scale`; its first is `last_entry`."""
    proof.claim((-3/(2*trigamma(2) - 1) + 1034953/100000)**2 <= (1/200000)**2)
    proof.starts((-3/(2*trigamma(2) - 1) + 1034953/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The last entry of the inverse in shape and scale at α = 2 and β = 3")
def last_entry_in_shape_and_scale(proof):
    proof.claim((9*trigamma(2)/(2*trigamma(2) - 1) - 2002430/100000)**2 <= (1/200000)**2)
    proof.starts((9*trigamma(2)/(2*trigamma(2) - 1) - 2002430/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The printed numbers, divided as they stand")
def divided(proof):
    proof.claim((71653/1000000/(2878/10000) - 24897/100000)**2 <= (1/200000)**2)
    proof.starts((71653/1000000/(2878/10000) - 24897/100000)**2)
    proof.le((1/200000)**2, by=arithmetic)


@theorem("2.2.16", title="The product of the printed matrices")
def printed_product(proof):
    proof.claim((18*u1 + 3*u2)*(v1*24922/100000 - v2*115022/100000)
                + (3*u1 + u2*64473/100000)*(-v1*115022/100000 + v2*690734/100000)
                == u1*v1*10353/10000 + u1*v2*1806/100000 + u2*v1*60786594/10**10 + u2*v2*10027093182/10**10)
    proof.starts((18*u1 + 3*u2)*(v1*24922/100000 - v2*115022/100000)
                 + (3*u1 + u2*64473/100000)*(-v1*115022/100000 + v2*690734/100000))
    proof.eq(u1*v1*10353/10000 + u1*v2*1806/100000 + u2*v1*60786594/10**10 + u2*v2*10027093182/10**10, by=algebra)


@theorem("2.2.16", title="The first entry of the product of the matrix and of its inverse, rounded to five digits")
def product_of_the_rounded(proof):
    proof.claim(18*24721/100000 + 3*(-114995/100000) == 99993/100000)
    proof.starts(18*24721/100000 + 3*(-114995/100000))
    proof.eq(99993/100000, by=algebra)


@theorem("2.2.16", title="The Fisher information of the Gamma law in shape and rate")
def in_shape_and_rate(proof):
    proof.claim(G_rate(alpha, lam) == u1*v1*trigamma(alpha) - (u1*v2 + u2*v1)/lam + u2*v2*alpha/lam**2)
    proof.given(alpha > 0, lam != 0)
    proof.starts(G_rate(alpha, lam))
    proof.eq(u1*v1*trigamma(alpha) - (u1*v2 + u2*v1)/lam + u2*v2*alpha/lam**2, by=differentiate)
    proof.twin(G_rate(alpha, lam) == of_the_code(alpha, lam), "taking the matrix of shape and scale")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.16-l", lines=(901, 901), kind="number", says="ψ′(2) is 0.6449.")
def psi_prime(proof):
    proof.claim((trigamma(2) - 6449/10000)**2 <= (1/20000)**2)
    proof.starts((trigamma(2) - 6449/10000)**2)
    proof.le((1/20000)**2, by=arithmetic)


@reported("2.2.16-m", lines=(903, 903), part=1, kind="line", says="At α = 2 and β = 3 the matrix has the entries 18, 3 twice, and ψ′(2).")
def matrix_at_two_and_three(proof):
    proof.claim(E_of(2, 3) == 18*u1*v1 + 3*u1*v2 + 3*u2*v1 + u2*v2*trigamma(2))
    proof.starts(E_of(2, 3))
    proof.eq(18*u1*v1 + 3*u1*v2 + 3*u2*v1 + u2*v2*trigamma(2), by=algebra)


@reported("2.2.16-n", lines=(903, 903), part=2, kind="number", says="Its last entry, ψ′(2), is 0.64473.",
          printed="line 903: G(2, 3) = ((…, 3), (3, 0.64473)); line 888: G(α, β) = ((…, β), (β, ψ′(α)))",
          right="ψ′(2) = 0.64493", evident=True,
          correction=("It is 0.64493, as the 0.6449 of line 901 has it", trigamma_of_two))
def last_entry_of_the_matrix(proof):
    proof.claim((trigamma(2) - 64473/100000)**2 <= (1/200000)**2)
    proof.mend(64473/100000, 64493/100000)


@reported("2.2.16-o", lines=(905, 905), part=1, kind="number", says="αψ′(α) − 1 is 0.2878.",
          printed="line 905: G⁻¹(2, 3) = 1/0.2878 · (…); line 897: 1/(αψ′(α) − 1) · (…)", right="αψ′(α) − 1 = 0.2899",
          correction=("It is 0.2899", determinant))
def printed_determinant(proof):
    proof.claim((2*trigamma(2) - 1 - 2878/10000)**2 <= (1/20000)**2)


@reported("2.2.16-p", lines=(905, 905), part=2, kind="number", says="ψ′(2)/β² is 0.071653.",
          printed="line 905: G⁻¹(2, 3) = … ((0.071653, …), (…)); line 897: … ((ψ′(α)/β², …), (…))",
          right="ψ′(2)/9 = 0.071659",
          correction=("It is 0.071659", first_numerator))
def printed_numerator(proof):
    proof.claim((trigamma(2)/9 - 71653/1000000)**2 <= (1/2000000)**2)


@reported("2.2.16-q", lines=(905, 905), part=3, kind="step",
          says="0.071653, −1/3 and 2, divided by 0.2878, are 0.24922, −1.15022 and 6.90734.",
          printed="1/0.2878 · ((0.071653, −1/3), (−1/3, 2)) = ((0.24922, −1.15022), (−1.15022, 6.90734))",
          right="1/0.2878 · ((0.071653, −1/3), (−1/3, 2)) = ((0.24897, −1.15821), (−1.15821, 6.94927))",
          correction=("0.071653/0.2878 is 0.24897, and the other two quotients are −1.15821 and 6.94927: the three printed "
                      "ones belong to three different divisors.  Divided right they would still not be the entries of the "
                      "inverse, because 0.2878 and 0.071653 are wrong, too", divided))
def printed_division(proof):
    proof.claim(both((71653/1000000/(2878/10000) - 24922/100000)**2 <= (1/200000)**2,
                     (-1/3/(2878/10000) + 115022/100000)**2 <= (1/200000)**2,
                     (2/(2878/10000) - 690734/100000)**2 <= (1/200000)**2))


@reported("2.2.16-r", lines=(905, 905), part=4, kind="number", says="The first entry of the inverse is 0.24922.",
          printed="(G⁻¹)₁₁ = 0.24922", right="(G⁻¹)₁₁ = 0.24721", correction=("It is 0.24721", first_entry))
def printed_first_entry(proof):
    proof.claim((trigamma(2)/9/(2*trigamma(2) - 1) - 24922/100000)**2 <= (1/200000)**2)


@reported("2.2.16-s", lines=(905, 905), part=5, kind="number", says="The two mixed entries of the inverse are −1.15022.",
          printed="(G⁻¹)₁₂ = −1.15022", right="(G⁻¹)₁₂ = −1.14995",
          correction=("They are −1.14995.  The printed number is −1/3 divided by 2·0.6449 − 1 = 0.2898: it comes from ψ′(2), rounded "
                      "to 0.6449 in line 901 (`q2_2_16_numbers.mixed_entry_of_the_rounded`)", mixed_entry))
def printed_mixed_entry(proof):
    proof.claim((-1/3/(2*trigamma(2) - 1) + 115022/100000)**2 <= (1/200000)**2)


@reported("2.2.16-t", lines=(905, 905), part=6, kind="number", says="The last entry of the inverse is 6.90734.",
          printed="(G⁻¹)₂₂ = 6.90734", right="(G⁻¹)₂₂ = 6.89969", correction=("It is 6.89969", last_entry))
def printed_last_entry(proof):
    proof.claim((2/(2*trigamma(2) - 1) - 690734/100000)**2 <= (1/200000)**2)


@reported("2.2.16-u", lines=(907, 907), kind="prose", says="The matrix at α = 2 and β = 3, times its inverse, is the identity.")
def identity_as_printed(proof):
    proof.claim((18*u1 + 3*u2)*(v1*trigamma(2)/9 - v2/3)/(2*trigamma(2) - 1)
                + (3*u1 + u2*trigamma(2))*(-v1/3 + 2*v2)/(2*trigamma(2) - 1)
                == u1*v1 + u2*v2)
    proof.starts((18*u1 + 3*u2)*(v1*trigamma(2)/9 - v2/3)/(2*trigamma(2) - 1)
                 + (3*u1 + u2*trigamma(2))*(-v1/3 + 2*v2)/(2*trigamma(2) - 1))
    proof.eq(u1*v1 + u2*v2, by=algebra)


@reported("2.2.16-v", lines=(909, 909), kind="number", says="The product of the printed matrices has ones on its diagonal.",
          printed="((18, 3), (3, 0.64473)) ((0.24922, −1.15022), (−1.15022, 6.90734)) = ((1, ≈ 0), (≈ 0, 1))",
          right="… ≈ ((1.03530, 0.01806), (0.00608, 1.00271))",
          correction=("The first entry of the product is 1.0353, far from one: the printed inverse is wrong in the third "
                      "digit of three entries and in the second of the last one.  The one is read as it stands, since ≈ is written beside it; with the right entries, rounded to five "
                      "digits, the product would be 0.99993 there (`q2_2_16_numbers.product_of_the_rounded`)",
                      printed_product))
def product_of_the_printed(proof):
    proof.claim(both(18*24922/100000 + 3*(-115022/100000) == 1,
                     3*(-115022/100000) + 64473/100000*(690734/100000) == 1))


@reported("2.2.16-w", lines=(911, 911), kind="prose", can=True,
          says="The Fisher information of the Gamma law can look different where β is a rate and where it is a scale.")
def forms_differ(proof):
    proof.claim(G_rate(alpha, lam) != G(alpha, lam))
    proof.given(alpha > 0, lam > 0)


not_checkable("2.2.16-x", lines=(913, 913), kind="prose", says="In the assignment β is a scale.",
              why="the assignment is not part of the text; of the density of line 832 it is right, since x is divided by β")


@reported("2.2.16-y", lines=(914, 914), kind="prose",
          says="In the listing, whose matrix has 1/β beside ψ′(α) and α/β², β is a rate.",
          printed="line 914: in the instructor's code β is a rate; line 1059: F(α, β) = ((ψ′(α), 1/β), (1/β, α/β²))",
          right="((ψ′(α), −1/β), (−1/β, α/β²)) is the information in shape and rate",
          correction=("In shape and rate the mixed entry is −1/β: the matrix of the listing, line 1059, is the information in shape "
                      "and scale, and its line 1054 says scale.  If the instructor's code is another one, this is not decided",
                      in_shape_and_rate))
def code_has_a_rate(proof):
    proof.claim(G_rate(alpha, lam) == of_the_code(alpha, lam))
    proof.given(alpha > 0, lam > 0)


not_checkable("2.2.16-z", lines=(916, 916), kind="prose",
              says="The matrices appear different at first glance, since the exponential form depends on the choice.",
              why="how matrices appear at first glance cannot be decided; that they can look different is said in 2.2.16-w.  The "
                  "exponential form depends on the choice in its letters alone: η₁ is −1/β for a scale β and −λ for the rate λ = 1/β, "
                  "and both are the same number")

not_checkable("2.2.16-aa", lines=(918, 918), part=1, kind="prose",
              says="The report follows the definition of β in the assignment, where it is a scale.",
              why="the assignment is not part of the text; of the density of line 832 it is right")


@reported("2.2.16-ab", lines=(918, 918), part=2, kind="prose",
          says="With β = 1/λ the matrix of the report has the entries of the listing's, with λ for β, in the other order.")
def expressions_align(proof):
    proof.claim(u2*v2*alpha*(1/lam)**2 + (u1*v2 + u2*v1)*(1/lam) + u1*v1*trigamma(alpha) == of_the_code(alpha, lam))
    proof.given(alpha > 0, lam != 0)
    proof.starts(u2*v2*alpha*(1/lam)**2 + (u1*v2 + u2*v1)*(1/lam) + u1*v1*trigamma(alpha))
    proof.eq(of_the_code(alpha, lam), by=algebra)


@reported("2.2.16-ac", lines=(918, 918), part=3, kind="prose",
          says="The two matrices differ only because β is a scale in the one and a rate in the other: with β = 1/λ the matrix of the "
               "report is the information in shape and rate.",
          printed="(in words) the discrepancy is purely due to scale and rate",
          right="(in words) the one matrix is that of η₁ and η₂, the other that of shape and scale",
          correction=("The information in shape and rate has a mixed entry of the other sign; the matrix of the report belongs to "
                      "the natural parameters, and in the listing β is a scale, too, as its line 1054 says", in_shape_and_rate))
def scale_against_rate(proof):
    proof.claim(G_rate(alpha, lam) == E_of(alpha, 1/lam))
    proof.given(alpha > 0, lam > 0)
    proof.reading(G_rate(alpha, lam) == u2*v2*alpha/lam**2 + (u1*v2 + u2*v1)/lam + u1*v1*trigamma(alpha),
                  "the parameters are taken in the other order")

not_checkable("2.2.16-ad", lines=(909, 909), kind="number",
              says="The product of the printed matrices is nearly zero beside its diagonal.",
              printed="… = ((1, ≈ 0), (≈ 0, 1))",
              why="how near is not said; the two entries are 0.01806 and 0.00608, so that it is right to one digit behind the point")


@reported("2.2.16-ae", lines=(914, 914), part=2, kind="line",
          says="The rate λ is 1/β: the law of shape α and rate λ has the scale 1/λ.")
def rate_of_scale(proof):
    proof.claim(p(x, alpha, 1/lam) == Gamma[alpha, lam](x))
    proof.given(alpha > 0, lam > 0)
    proof.starts(p(x, alpha, 1/lam))
    proof.eq(Gamma[alpha, lam](x), by=density)


@reported("2.2.16-af", lines=(888, 888), kind="line", beside=("2.2.16-h",),
          says="What is called G(α, β) here is the Fisher information in shape and scale, as lines 870 and 884 call it.",
          printed="G(α, β) = ((β²α, β), (β, ψ′(α)))", right="G(α, β) = ((ψ′(α), 1/β), (1/β, α/β²))",
          correction=("It is the information in η₁ and η₂, expressed in shape and scale: in these the information is JᵀG(η)J, "
                      "with the derivatives J of η₁ and η₂ in α and β, and G(2, 3) is ((0.64493, 1/3), (1/3, 2/9))",
                      in_shape_and_scale))
def called_the_information(proof):
    proof.claim(G(alpha, beta) == E_of(alpha, beta))
    proof.given(alpha > 0, beta > 0)
    proof.reading(G(alpha, beta) == u2*v2*beta**2*alpha + (u1*v2 + u2*v1)*beta + u1*v1*trigamma(alpha),
                  "the parameters are taken in the order β, α")
