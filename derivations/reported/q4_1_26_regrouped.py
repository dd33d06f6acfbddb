"""The report on 4.1.26: the bound with the steps of q turned round, and its terms put into three groups.

The text names no q_1.  In line 1551 it is any law that leaves x_0 where it is, here one of a point y; q_2 and q_3 are there
what lines 1582 and 1596 find them to be.  The conventions are those of `q4_1_26`.
"""

from derivations import (
    KL, E, algebra, always, each, integrable, linearity, log, logarithm, markov, product, telescope, total)
from derivations.chapters.diffusion import T, p, q, t, x
from derivations.reported.claim import reported
from derivations.reported.q4_1_26_results import (
    bound_first_apart, bound_grouped, bound_in_terms, bound_inverse_inside, bound_two_fractions, first_apart,
    fractions_exist, grouped, groups_exist, into_groups, into_terms, inverse_inside, log_of_the_product, middle,
    middle_printed, model_after, model_before, model_moves, noise_before, noise_moves, r, steps_exist, two_fractions,
    y)


@reported("4.1.26-ad", lines=(1525, 1525), kind="line",
          says="Once more: the mean of minus log p(x_0) is at most the mean, given x_0, of the terms with the first step "
               "apart.",
          printed="𝔼[−log p_θ(x₀)] ≤ 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t>1}^T log(p_θ(x_{t−1}|x_t)/q(x_t|x_{t−1})) − "
                  "log(p_θ(x₀|x₁)/q(x₁|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_first_apart))
def one_sided_again(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= first_apart())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= first_apart(), "the mean under the model")


@reported("4.1.26-ae", lines=(1525, 1526), kind="step",
          says="In each term of the sum the density of the step is replaced by the formula of line 1520.")
def replaced(proof):
    proof.claim(first_apart() == inverse_inside())
    proof.given(q(x[0]) > 0, steps_exist, fractions_exist, model_after, model_moves, noise_before, noise_moves)
    proof.starts(first_apart())
    proof.eq(inverse_inside(), by=markov)


@reported("4.1.26-af", lines=(1526, 1526), kind="line",
          says="The mean of minus log p(x_0) is at most the mean, given x_0, of the terms with the steps turned round.",
          printed="line 1525: 𝔼[−log p_θ(x₀)] ≤ …; line 1526: = 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t>1}^T log(p_θ(x_{t−1}|x_t)/"
                  "(q(x_{t−1}|x_t, x₀)q(x_t|x₀)/q(x_{t−1}|x₀))) − log(p_θ(x₀|x₁)/q(x₁|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_inverse_inside))
def one_sided_inverse(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= inverse_inside())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= inverse_inside(), "the mean under the model")


@reported("4.1.26-ag", lines=(1526, 1527), kind="step",
          says="The double fraction is the product of two fractions.")
def double_fraction(proof):
    proof.claim(inverse_inside() == two_fractions())
    proof.given(q(x[0]) > 0, fractions_exist, model_after, model_moves)
    proof.starts(inverse_inside())
    proof.eq(two_fractions(), by=algebra)


@reported("4.1.26-ah", lines=(1527, 1527), kind="line",
          says="The mean of minus log p(x_0) is at most the mean, given x_0, of the terms with two fractions.",
          printed="line 1525: 𝔼[−log p_θ(x₀)] ≤ …; line 1527: = 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t>1}^T log((p_θ(x_{t−1}|x_t)/q(x_{t−1}|x_t, x₀))·"
                  "(q(x_{t−1}|x₀)/q(x_t|x₀))) − log(p_θ(x₀|x₁)/q(x₁|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_two_fractions))
def one_sided_fractions(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= two_fractions())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= two_fractions(), "the mean under the model")


@reported("4.1.26-ai", lines=(1530, 1530), kind="prose",
          says="The sum over the steps can be split, as the display that follows shows: its mean is that of the two sums.")
def can_split(proof):
    proof.claim(E[q(x[1:T] | x[0])](
        total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0])))))
        == E[q(x[1:T] | x[0])](total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
                               + total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))))
    proof.given(q(x[0]) > 0,
                integrable[q(x[1:T] | x[0])](total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))),
                model_after, model_moves)
    proof.starts(E[q(x[1:T] | x[0])](
        total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))))
    proof.eq(E[q(x[1:T] | x[0])](total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))
                                              + log(q(x[t - 1] | x[0])/q(x[t] | x[0])))), by=logarithm)
    proof.eq(E[q(x[1:T] | x[0])](total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
                                 + total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))), by=linearity)


@reported("4.1.26-aj", lines=(1532, 1532), kind="line",
          says="The sum of the logs of the products is the sum of the logs of the first fractions plus that of the second.")
def split(proof):
    proof.claim(total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
                == total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
                + total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0), each[t:2:T](p(x[t - 1], x[t]) > 0),
                each[t:2:T](q(x[t - 1], x[t] | x[0]) > 0), each[t:2:T](p(x[t]) > 0))
    proof.starts(total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0])))))
    proof.eq(total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])) + log(q(x[t - 1] | x[0])/q(x[t] | x[0]))),
             by=logarithm)
    proof.eq(total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
             + total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))), by=linearity)


@reported("4.1.26-ak", lines=(1537, 1537), kind="line",
          says="The sum of the log ratios of the marginals is minus the log of the product of these ratios.",
          printed="Σ_{t=2}^T log(q(x_{t−1}|x₀)/q(x_t|x₀)) = −log ∏_{t=2}^T q(x_{t−1}|x₀)/q(x_t|x₀)",
          right="Σ_{t=2}^T log(q(x_{t−1}|x₀)/q(x_t|x₀)) = log ∏_{t=2}^T q(x_{t−1}|x₀)/q(x_t|x₀)",
          correction=("it is the log of the product, with a plus, as in the row that follows", log_of_the_product),
          evident=True)
def minus_sign(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))
                == -log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.mend(-log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))),
               log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))


@reported("4.1.26-al", lines=(1537, 1538), kind="step",
          says="Minus the log of the product is the log of the product, its factors written out with dots.",
          printed="−log ∏_{t=2}^T q(x_{t−1}|x₀)/q(x_t|x₀) = log(q(x₁|x₀)/q(x₂|x₀) · q(x₂|x₀)/q(x₃|x₀) ⋯ q(x_{T−1}|x₀)/q(x_T|x₀))",
          correction=("the log of the product, with a plus, is that; and it is the sum of the logs", log_of_the_product))
def minus_dropped(proof):
    proof.claim(-log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0])))
                == log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))


@reported("4.1.26-am", lines=(1538, 1538), kind="line",
          says="The sum of the log ratios is the log of the product of the ratios, which is written out with dots.")
def written_with_dots(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))
                == log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.starts(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))), by=log_of_the_product)


@reported("4.1.26-an", lines=(1538, 1539), part=1, kind="step",
          says="In the product all marginals but the first and the last cancel.")
def cancel(proof):
    proof.claim(log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))) == log(q(x[1] | x[0])/q(x[T] | x[0])))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.starts(log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(total[t:2:T](log(q(x[t - 1] | x[0])) - log(q(x[t] | x[0]))), by=logarithm)
    proof.eq(log(q(x[1] | x[0])) - log(q(x[T] | x[0])), by=telescope)
    proof.eq(log(q(x[1] | x[0])/q(x[T] | x[0])), by=logarithm)


@reported("4.1.26-ao", lines=(1539, 1539), part=1, kind="line",
          says="The sum of the log ratios is the log of the first marginal over the last.")
def telescoped(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == log(q(x[1] | x[0])/q(x[T] | x[0])))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.starts(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))), by=written_with_dots.statement)
    proof.eq(log(q(x[1] | x[0])/q(x[T] | x[0])), by=cancel.statement)


@reported("4.1.26-ap", lines=(1539, 1539), part=2, kind="step", says="The log of that quotient is a difference of two logs.")
def two_logs(proof):
    proof.claim(log(q(x[1] | x[0])/q(x[T] | x[0])) == -log(q(x[T] | x[0])) + log(q(x[1] | x[0])))
    proof.given(q(x[0]) > 0, q(x[1] | x[0]) > 0, q(x[T] | x[0]) > 0)
    proof.starts(log(q(x[1] | x[0])/q(x[T] | x[0])))
    proof.eq(-log(q(x[T] | x[0])) + log(q(x[1] | x[0])), by=logarithm)


@reported("4.1.26-aq", lines=(1539, 1539), part=2, kind="line",
          says="The sum of the log ratios is minus the log of the last marginal plus that of the first.")
def telescoped_logs(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == -log(q(x[T] | x[0])) + log(q(x[1] | x[0])))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.starts(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(log(q(x[1] | x[0])/q(x[T] | x[0])), by=telescoped.statement)
    proof.eq(-log(q(x[T] | x[0])) + log(q(x[1] | x[0])), by=two_logs.statement)


@reported("4.1.26-ar", lines=(1542, 1542), kind="prose",
          says="The value of the sum can be put into the bound: under the mean, it may stand for the sum.")
def can_replace(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
                == E[q(x[1:T] | x[0])](-log(q(x[T] | x[0])) + log(q(x[1] | x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))))
    proof.starts(E[q(x[1:T] | x[0])](total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))))
    proof.eq(E[q(x[1:T] | x[0])](total[t:2:T](log(q(x[t - 1] | x[0])) - log(q(x[t] | x[0])))), by=logarithm)
    proof.eq(E[q(x[1:T] | x[0])](-log(q(x[T] | x[0])) + log(q(x[1] | x[0]))), by=telescope)


@reported("4.1.26-as", lines=(1545, 1545), kind="line",
          says="Once more: the mean of minus log p(x_0) is at most the mean, given x_0, of the terms with two fractions.",
          printed="𝔼[−log p_θ(x₀)] ≤ 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t>1}^T log((p_θ(x_{t−1}|x_t)/q(x_{t−1}|x_t, x₀))·"
                  "(q(x_{t−1}|x₀)/q(x_t|x₀))) − log(p_θ(x₀|x₁)/q(x₁|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_two_fractions))
def one_sided_main(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= two_fractions())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= two_fractions(), "the mean under the model")


@reported("4.1.26-at", lines=(1545, 1546), kind="step",
          says="With the sum of the marginals' log ratios put in, q(x_1 | x_0) goes and q(x_T | x_0) comes under p(x_T).")
def grouping(proof):
    proof.claim(two_fractions() == grouped(T))
    proof.given(q(x[0]) > 0, fractions_exist, model_before, model_after, model_moves, noise_before, noise_moves)
    proof.starts(two_fractions())
    proof.eq(grouped(T), by=into_groups)


@reported("4.1.26-au", lines=(1546, 1546), kind="line",
          says="The mean of minus log p(x_0) is at most the mean, given x_0, of the three groups of terms.",
          printed="line 1545: 𝔼[−log p_θ(x₀)] ≤ …; line 1546: = 𝔼_{q(x_{1:T}|x₀)}[−log(p(x_T)/q(x_T|x₀)) − Σ_{t>1}^T log(p_θ(x_{t−1}|x_t)/"
                  "q(x_{t−1}|x_t, x₀)) − log p_θ(x₀|x₁)]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_grouped))
def one_sided_grouped(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= grouped(T))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= grouped(T), "the mean under the model")


@reported("4.1.26-av", lines=(1549, 1549), kind="prose",
          says="The mean of the sum is the sum of the means of its terms.")
def term_by_term(proof):
    proof.claim(grouped(T) == E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0])))
                + total[t:2:T](E[q(x[1:T] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))
                + E[q(x[1:T] | x[0])](-log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[T])/q(x[T] | x[0]))),
                each[t:2:T](integrable[q(x[1:T] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))),
                integrable[q(x[1:T] | x[0])](log(p(x[0] | x[1]))), groups_exist)
    proof.starts(grouped(T))
    proof.eq(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0])))
             + total[t:2:T](E[q(x[1:T] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))
             + E[q(x[1:T] | x[0])](-log(p(x[0] | x[1]))), by=linearity)


@reported("4.1.26-aw", lines=(1546, 1551), kind="step",
          says="The mean of the three groups is a mean divergence at the end, the mean divergences of the steps with t > 2, "
               "and minus a mean of log p(x_0 | x_1): the step with t = 2 has no term.",
          printed="𝔼_{q(x_{1:T}|x₀)}[… − Σ_{t>1}^T …] = 𝔼_{q₁}[D_KL(q(x_T|x₀) ‖ p(x_T))] + Σ_{t>2}^T 𝔼_{q₂}[D_KL("
                  "q(x_{t−1}|x_t, x₀) ‖ p_θ(x_{t−1}|x_t))] − 𝔼_{q₃}[log p_θ(x₀|x₁)]",
          right="𝔼_{q(x_{1:T}|x₀)}[… − Σ_{t>1}^T …] = 𝔼_{q₁}[D_KL(q(x_T|x₀) ‖ p(x_T))] + Σ_{t>1}^T 𝔼_{q₂}[D_KL("
                "q(x_{t−1}|x_t, x₀) ‖ p_θ(x_{t−1}|x_t))] − 𝔼_{q₃}[log p_θ(x₀|x₁)]",
          correction=("the sum begins after t = 1, as in the rows before", into_terms), evident=True)
def term_lost(proof):
    proof.claim(grouped(T + 1) == E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                - E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(always[x[0:T + 1]](p(x[0:T + 1]) > 0), always[x[0:T + 1]](q(x[0:T + 1]) > 0), q(x[0]) > 0,
                each[t:2:T + 1](integrable[q(x[1:T + 1] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))))
    proof.reading(grouped(T + 1) == E[q(x[0])](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                  - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), "the law of the data for the unnamed q_1")
    proof.mend(middle_printed(T + 1), middle(T + 1))


@reported("4.1.26-ax", lines=(1551, 1551), kind="line", goal=True,
          says="The mean of minus log p(x_0) is at most a mean divergence at the end, plus the mean divergences of the steps "
               "with t > 2, minus a mean of log p(x_0 | x_1).",
          printed="line 1545: 𝔼[−log p_θ(x₀)] ≤ …; line 1551: = 𝔼_{q₁}[D_KL(q(x_T|x₀) ‖ p(x_T))] + Σ_{t>2}^T 𝔼_{q₂}[D_KL(q(x_{t−1}|x_t, x₀) ‖ "
                  "p_θ(x_{t−1}|x_t))] − 𝔼_{q₃}[log p_θ(x₀|x₁)]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides, and with the sum from t = 2 on",
                      bound_in_terms))
def final(proof):
    proof.claim(E[q(x[0])](-log(p(x[0])))
                <= E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                - E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(always[x[0:T + 1]](p(x[0:T + 1]) > 0), always[x[0:T + 1]](q(x[0:T + 1]) > 0), q(x[0]) > 0,
                each[t:2:T + 1](integrable[q(x[1:T + 1] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))))
    proof.reading(-log(p(x[0])) <= E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                  - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), "of each x_0, on both sides")
    proof.reading(E[p(x[0])](-log(p(x[0])))
                  <= E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                  - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), "the mean under the model")
    proof.reading(E[q(x[0])](-log(p(x[0])))
                  <= E[q(x[0])](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle_printed(T + 1)
                  - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), "the law of the data for the unnamed q_1")
