"""The report on 4.1.26: the variational bound of a diffusion model; its factorisations, and the bound in steps.

q and p are Markov chains, and so in both directions of time: q leads from the data x_0 on, p, the model, back from x_T.
θ does not move and is left out: the p(x_T) of the lines is the p_θ(x_T) of line 1500.  The expectation 𝔼[−log p_θ(x_0)] has
no law in its bracket or under it.  It is over the only point in it, x_0, which has a law of the data, q(x_0), and one of the
model; where the lines mean q(x_{1:T} | x_0), under which x_0 is held, they write it.  Over points that are not in its
bracket no text averages: a mean that leaves its bracket as it is would be no reading of it.  On the other side of each line
x_0 is held, and the line is said of each x_0.

A logarithm before two fractions is that of their product: the row before has both in one denominator.  Σ_{t>1}^T begins at
t = 2.  In the lines on one step, which is t from 2 on as in that sum, t + 1 is the report's t, and T is t + n where the whole
path is drawn.  Where the report has x_{1:T−1}, x_{2:T} or a sum from t = 3 on, T + 1 is its T: such a path has two steps at
least.  The lines before the bound, T, hold with one step, too.

Quotients and logarithms have to exist: where the lines divide by a density, or take its logarithm, along the paths of q, it
is positive there.  `q4_1_26_results` has these hypotheses, the true statements, and the bound in each of its forms;
`q4_1_26_inverse` the step of q turned round, `q4_1_26_regrouped` the terms of the bound, and `q4_1_26_term_1`,
`q4_1_26_term_2` and `q4_1_26_term_3` the law of each mean.
"""

from derivations import E, algebra, always, definition, each, integrable, integral, jensen, log, product
from derivations.chapters.diffusion import T, forward_factors, p, q, reverse_factors, t, x
from derivations.reported.claim import not_checkable, reported
from derivations.reported.q4_1_26_results import (
    as_integral, bound_first_apart, bound_stepwise, by_the_mean_log, first_apart, first_factor_in, into_steps,
    log_of_a_mean, model_after, model_before, model_moves, noise_before, noise_moves, ratio_exists, ratio_mean,
    reverse_first_apart, steps_exist, stepwise, with_the_noise)


not_checkable("4.1.26-a", lines=(1496, 1496), kind="prose",
              says="A directed graphical model gives the two factorisations that follow.",
              why="The graph is not in the text.  It is right, of the factorisations as they should stand, if the graph is the "
                  "chain x_T → … → x_0 for the model and the chain x_0 → … → x_T for q.")


@reported("4.1.26-b", lines=(1500, 1500), part=1, kind="line",
          says="The joint density of the model is that of x_T times conditional densities, of which the general one, of "
               "x_{t−1} given x_t, stands for those from T down to 2, while the last one is of x_1 given x_0.",
          printed="p_θ(x_{0:T}) = p_θ(x_T)·p_θ(x_{t−1}|x_t)·…·p_θ(x_1|x_0)",
          right="p_θ(x_{0:T}) = p_θ(x_T)·p_θ(x_{T−1}|x_T)·…·p_θ(x_0|x_1)",
          correction=("the last factor is that of x_0 given x_1", reverse_first_apart), evident=True)
def last_factor(proof):
    proof.claim(p(x[0:T]) == p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[1] | x[0]))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), each[t:1:T](p(x[t]) > 0), p(x[0]) > 0)
    proof.reading(p(x[0:T]) == p(x[T])*product[t:1:T](p(x[t - 1] | x[t]))*p(x[1] | x[0]),
                  "the general factor from T down to 1, and the last one besides")
    proof.mend(p(x[1] | x[0]), p(x[0] | x[1]))


@reported("4.1.26-c", lines=(1500, 1500), part=2, kind="step",
          says="The factors written out are the product from t = 1 to T − 1.",
          printed="p_θ(x_T)·p_θ(x_{t−1}|x_t)·…·p_θ(x_1|x_0) = p_θ(x_T) ∏_{t=1}^{T−1} p_θ(x_{t−1}|x_t)",
          correction=("the factors, the last one that of x_0 given x_1, are the product from t = 1 to T", first_factor_in))
def into_product(proof):
    proof.claim(p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[1] | x[0])
                == p(x[T])*product[t:1:T - 1](p(x[t - 1] | x[t])))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), each[t:1:T](p(x[t]) > 0), p(x[0]) > 0)
    proof.reading(p(x[T])*product[t:1:T](p(x[t - 1] | x[t]))*p(x[1] | x[0])
                  == p(x[T])*product[t:1:T - 1](p(x[t - 1] | x[t])),
                  "the general factor from T down to 1, and the last one besides")


@reported("4.1.26-d", lines=(1500, 1500), part=2, kind="line",
          says="The joint density of the model is that of x_T times the product, from t = 1 to T − 1, of the densities of "
               "x_{t−1} given x_t.",
          printed="p_θ(x_{0:T}) = p_θ(x_T) ∏_{t=1}^{T−1} p_θ(x_{t−1}|x_t)",
          right="p_θ(x_{0:T}) = p_θ(x_T) ∏_{t=1}^{T} p_θ(x_{t−1}|x_t)",
          correction=("the product goes to T", reverse_factors), evident=True)
def short_product(proof):
    proof.claim(p(x[0:T]) == p(x[T])*product[t:1:T - 1](p(x[t - 1] | x[t])))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), each[t:1:T](p(x[t]) > 0))
    proof.mend(product[t:1:T - 1](p(x[t - 1] | x[t])), product[t:1:T](p(x[t - 1] | x[t])))


@reported("4.1.26-e", lines=(1502, 1502), kind="line",
          says="Given x_0, the density of the path under q is the product of the densities of x_t given x_{t−1}, from t = 1 "
               "to T.")
def noise_factors(proof):
    proof.claim(q(x[1:T] | x[0]) == product[t:1:T](q(x[t] | x[t - 1])))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t - 1]) > 0))
    proof.starts(q(x[1:T] | x[0]))
    proof.eq(product[t:1:T](q(x[t] | x[t - 1])), by=forward_factors)




@reported("4.1.26-f", lines=(1504, 1504), kind="prose",
          says="Jensen's inequality is used: it applies to the ratio of the two densities of a path, under q.")
def jensen_is_used(proof):
    proof.claim(ratio_mean() <= log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(ratio_mean())
    proof.le(log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))), by=jensen)


@reported("4.1.26-g", lines=(1506, 1506), part=1, kind="line",
          says="The mean of minus log p(x_0) is minus the log of the integral of the joint density over x_1, …, x_T: x_0 is "
               "averaged over on the left and held on the right.",
          printed="𝔼[−log p_θ(x₀)] = −log ∫ p_θ(x_{0:T}) dx_{1:T}",
          right="−log p_θ(x₀) = −log ∫ p_θ(x_{0:T}) dx_{1:T} for each x₀, or 𝔼_{q(x₀)} on both sides",
          correction=("without the mean over x_0, or with it on both sides", as_integral), evident=True)
def one_sided(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) == -log(integral[x[1:T]](p(x[0:T]))))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0), p(x[0]) > 0)
    proof.reading(E[p(x[0])](-log(p(x[0]))) == -log(integral[x[1:T]](p(x[0:T]))), "the mean under the model")
    proof.mend(E[q(x[0])](-log(p(x[0]))), -log(p(x[0])))


@reported("4.1.26-h", lines=(1506, 1506), part=2, kind="step",
          says="The integrand may be multiplied and divided by the density of the path under q.")
def times_one(proof):
    proof.claim(-log(integral[x[1:T]](p(x[0:T])))
                == -log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))))
    proof.given(p(x[0]) > 0, q(x[0]) > 0, always[x[1:T]](q(x[1:T] | x[0]) > 0))
    proof.starts(-log(integral[x[1:T]](p(x[0:T]))))
    proof.eq(-log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))), by=algebra)


@reported("4.1.26-i", lines=(1506, 1506), part=2, kind="line",
          says="The mean of minus log p(x_0) is minus the log of that integral.",
          printed="𝔼[−log p_θ(x₀)] = −log ∫ q(x_{1:T}|x₀)·p_θ(x_{0:T})/q(x_{1:T}|x₀) dx_{1:T}",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", with_the_noise))
def one_sided_2(proof):
    proof.claim(E[q(x[0])](-log(p(x[0])))
                == -log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0])))
                  == -log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))), "the mean under the model")


@reported("4.1.26-j", lines=(1506, 1506), part=3, kind="step",
          says="The integral against the density of the path is a mean under q, given x_0.")
def as_a_mean(proof):
    proof.claim(-log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0]))))
                == -log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))))
    proof.given(p(x[0]) > 0, q(x[0]) > 0, always[x[1:T]](q(x[1:T] | x[0]) > 0))
    proof.starts(-log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))))
    proof.eq(-log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))), by=definition)


@reported("4.1.26-k", lines=(1506, 1506), part=3, kind="line",
          says="The mean of minus log p(x_0) is minus the log of the mean ratio.",
          printed="𝔼[−log p_θ(x₀)] = −log 𝔼_{q(x_{1:T}|x₀)}[p_θ(x_{0:T})/q(x_{1:T}|x₀)]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", log_of_a_mean))
def one_sided_3(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) == -log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))))
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) == -log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))),
                  "the mean under the model")


@reported("4.1.26-l", lines=(1506, 1506), part=4, kind="step",
          says="Minus the log of the mean ratio is at most minus the mean log ratio.")
def by_jensen(proof):
    proof.claim(-log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))) <= -ratio_mean())
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(-log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))))
    proof.le(-ratio_mean(), by=jensen)


@reported("4.1.26-m", lines=(1506, 1506), part=4, kind="line",
          says="The mean of minus log p(x_0) is at most minus the mean log ratio.",
          printed="𝔼[−log p_θ(x₀)] ≤ −𝔼_{q(x_{1:T}|x₀)}[log(p_θ(x_{0:T})/q(x_{1:T}|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", by_the_mean_log))
def one_sided_4(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= -ratio_mean())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= -ratio_mean(), "the mean under the model")


@reported("4.1.26-n", lines=(1506, 1506), part=5, kind="step",
          says="The log ratio is log p(x_T) and a log ratio for each step from 1 to T, all with the minus inside the mean.")
def to_the_steps(proof):
    proof.claim(-ratio_mean() == stepwise())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, model_moves, noise_before, noise_moves)
    proof.starts(-ratio_mean())
    proof.eq(stepwise(), by=into_steps)


@reported("4.1.26-o", lines=(1506, 1506), part=5, kind="line",
          says="The mean of minus log p(x_0) is at most the mean, given x_0, of these terms.",
          printed="𝔼[−log p_θ(x₀)] ≤ 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t=1}^T log(p_θ(x_{t−1}|x_t)/q(x_t|x_{t−1}))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_stepwise))
def one_sided_5(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= stepwise())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= stepwise(), "the mean under the model")


@reported("4.1.26-p", lines=(1506, 1506), part=6, kind="step", says="The term of the first step may stand apart from the sum.")
def first_step_off(proof):
    proof.claim(stepwise() == first_apart())
    proof.given(q(x[0]) > 0, steps_exist, model_after, model_moves, noise_before, noise_moves)
    proof.starts(stepwise())
    proof.eq(first_apart(), by=algebra)


@reported("4.1.26-q", lines=(1506, 1506), part=6, kind="line",
          says="The mean of minus log p(x_0) is at most the mean, given x_0, of the terms with the first step apart.",
          printed="𝔼[−log p_θ(x₀)] ≤ 𝔼_{q(x_{1:T}|x₀)}[−log p(x_T) − Σ_{t>1}^T log(p_θ(x_{t−1}|x_t)/q(x_t|x_{t−1})) − "
                  "log(p_θ(x₀|x₁)/q(x₁|x₀))]",
          correction=("true of minus log p(x_0) for each x_0, or with the mean on both sides", bound_first_apart))
def one_sided_6(proof):
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= first_apart())
    proof.given(always[x[0:T]](p(x[0:T]) > 0), always[x[0:T]](q(x[0:T]) > 0))
    proof.reading(E[p(x[0])](-log(p(x[0]))) <= first_apart(), "the mean under the model")
