"""The report on 4.1.26: what is true of the bound of a diffusion model, as theorems, and the forms of the bound.

Every bound is one for each x_0, and its terms are those of the report, in nats.  The conventions are those of `q4_1_26`.
"""

from derivations import (
    KL, E, Law, abbreviation, algebra, always, counts, definition, each, implies, integrable, integral, linearity, log,
    logarithm, marginal, markov, points, product, stretch, telescope, theorem, total, total_expectation)
from derivations.chapters.diffusion import T, bound, inverted, p, q, reverse_factors, t, x

(y,) = points("y")
(n,) = counts("n")
r = Law("r", y)  # a law that leaves x_0 where it is, as q_1 of line 1551


@abbreviation
def ratio_mean():
    """The mean log ratio of model and noise, which is the bound on log p(x_0)."""
    return E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))


@abbreviation
def stepwise():
    """The bound, a log ratio for each step."""
    return E[q(x[1:T] | x[0])](-log(p(x[T])) - total[t:1:T](log(p(x[t - 1] | x[t])/q(x[t] | x[t - 1]))))


@abbreviation
def first_apart():
    """The bound, the first step apart."""
    return E[q(x[1:T] | x[0])](-log(p(x[T])) - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t] | x[t - 1])))
                               - log(p(x[0] | x[1])/q(x[1] | x[0])))


@abbreviation
def inverse_inside():
    """The bound, the steps of q turned round, in the denominators."""
    return E[q(x[1:T] | x[0])](
        -log(p(x[T]))
        - total[t:2:T](log(p(x[t - 1] | x[t])/(q(x[t - 1] | x[t], x[0])*q(x[t] | x[0])/q(x[t - 1] | x[0]))))
        - log(p(x[0] | x[1])/q(x[1] | x[0])))


@abbreviation
def two_fractions():
    """The bound, two fractions under each logarithm."""
    return E[q(x[1:T] | x[0])](
        -log(p(x[T]))
        - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
        - log(p(x[0] | x[1])/q(x[1] | x[0])))


@abbreviation
def grouped(T):
    """The bound, the three groups of terms under one mean."""
    return E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))
                               - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
                               - log(p(x[0] | x[1])))


@abbreviation
def middle(T):
    """The mean divergences of the steps, from the second on."""
    return total[t:2:T](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))


@abbreviation
def middle_printed(T):
    """The mean divergences of the steps from the third on, as line 1551 has them; for two steps at least."""
    return total[t:3:T](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))


@abbreviation
def f(u):
    """The log density of the data for a first point, as line 1586 names it."""
    return log(p(x[0] | u))


# What the chains can do where q leads from x_0, and the means that exist: of a path of T steps, and of one of T + 1.
model_before = each[t:2:T](always[q(x[t - 1] | x[0])](p(x[t - 1]) > 0))
model_after = each[t:2:T](always[q(x[t] | x[0])](p(x[t]) > 0))
model_moves = each[t:2:T](always[q(x[t - 1], x[t] | x[0])](p(x[t - 1], x[t]) > 0))
noise_before = each[t:2:T](always[q(x[t - 1] | x[0])](q(x[t - 1]) > 0))
noise_moves = each[t:2:T](always[q(x[t - 1], x[t] | x[0])](q(x[t - 1], x[t]) > 0))
ratio_exists = integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))
steps_exist = integrable[q(x[1:T] | x[0])](
    log(p(x[T])) + total[t:1:T](log(p(x[t - 1] | x[t])/q(x[t] | x[t - 1]))))
fractions_exist = integrable[q(x[1:T] | x[0])](
    log(p(x[T])) + total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    + log(p(x[0] | x[1])/q(x[1] | x[0])))
groups_exist = integrable[q(x[1:T] | x[0])](
    log(p(x[T])/q(x[T] | x[0])) + total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
    + log(p(x[0] | x[1])))
terms_exist = each[t:2:T](integrable[q(x[1:T] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))
model_after_1 = each[t:2:T + 1](always[q(x[t] | x[0])](p(x[t]) > 0))
model_moves_1 = each[t:2:T + 1](always[q(x[t - 1], x[t] | x[0])](p(x[t - 1], x[t]) > 0))
noise_before_1 = each[t:2:T + 1](always[q(x[t - 1] | x[0])](q(x[t - 1]) > 0))
noise_moves_1 = each[t:2:T + 1](always[q(x[t - 1], x[t] | x[0])](q(x[t - 1], x[t]) > 0))
ratio_exists_1 = integrable[q(x[1:T + 1] | x[0])](log(p(x[0:T + 1])/q(x[1:T + 1] | x[0])))
steps_exist_1 = integrable[q(x[1:T + 1] | x[0])](
    log(p(x[T + 1])) + total[t:1:T + 1](log(p(x[t - 1] | x[t])/q(x[t] | x[t - 1]))))
fractions_exist_1 = integrable[q(x[1:T + 1] | x[0])](
    log(p(x[T + 1])) + total[t:2:T + 1](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])*(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    + log(p(x[0] | x[1])/q(x[1] | x[0])))
groups_exist_1 = integrable[q(x[1:T + 1] | x[0])](
    log(p(x[T + 1])/q(x[T + 1] | x[0])) + total[t:2:T + 1](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
    + log(p(x[0] | x[1])))
terms_exist_1 = each[t:2:T + 1](integrable[q(x[1:T + 1] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))


@theorem("4.1.26", title="The factors of the model, that of the first step apart")
def reverse_first_apart(proof):
    proof.claim(p(x[0:T]) == p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[0] | x[1]))
    proof.given(each[t:1:T](p(x[t - 1]) > 0), each[t:1:T](p(x[t]) > 0))
    proof.starts(p(x[0:T]))
    proof.eq(p(x[T])*product[t:1:T](p(x[t - 1] | x[t])), by=reverse_factors)
    proof.eq(p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[0] | x[1]), by=telescope)
    proof.twin(p(x[0:T]) == p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[1] | x[0]), "turning the last factor round")


@theorem("4.1.26", title="The first factor belongs to the product")
def first_factor_in(proof):
    proof.claim(p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[0] | x[1]) == p(x[T])*product[t:1:T](p(x[t - 1] | x[t])))
    proof.given(each[t:1:T](implies(p(x[T]) > 0, p(x[t]) > 0)))
    proof.starts(p(x[T])*product[t:2:T](p(x[t - 1] | x[t]))*p(x[0] | x[1]))
    proof.eq(p(x[T])*product[t:1:T](p(x[t - 1] | x[t])), by=telescope)


@theorem("4.1.26", title="The log evidence of one x_0 as an integral over the path")
def as_integral(proof):
    proof.claim(-log(p(x[0])) == -log(integral[x[1:T]](p(x[0:T]))))
    proof.given(p(x[0]) > 0)
    proof.starts(-log(p(x[0])))
    proof.eq(-log(integral[x[1:T]](p(x[0:T]))), by=marginal)
    proof.twin(E[q(x[0])](-log(p(x[0]))) == -log(integral[x[1:T]](p(x[0:T]))), "averaging over the data on one side")


@theorem("4.1.26", title="The same integral, with the law of the noise put in")
def with_the_noise(proof):
    proof.claim(-log(p(x[0])) == -log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))))
    proof.given(p(x[0]) > 0, always[x[1:T]](implies(p(x[0:T]) > 0, q(x[0:T]) > 0)))
    proof.starts(-log(p(x[0])))
    proof.eq(-log(integral[x[1:T]](p(x[0:T]))), by=as_integral)
    proof.eq(-log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))), by=algebra)


@theorem("4.1.26", title="The log evidence as the logarithm of a mean")
def log_of_a_mean(proof):
    proof.claim(-log(p(x[0])) == -log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))))
    proof.given(p(x[0]) > 0, q(x[0]) > 0, always[x[1:T]](implies(p(x[0:T]) > 0, q(x[0:T]) > 0)))
    proof.starts(-log(p(x[0])))
    proof.eq(-log(integral[x[1:T]](q(x[1:T] | x[0])*(p(x[0:T])/q(x[1:T] | x[0])))), by=with_the_noise)
    proof.eq(-log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0]))), by=definition)


@theorem("4.1.26", title="Jensen's inequality for one x_0")
def by_the_mean_log(proof):
    proof.claim(-log(p(x[0])) <= -ratio_mean())
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(-log(p(x[0])))
    proof.le(-ratio_mean(), by=bound)
    proof.twin(E[q(x[0])](-log(p(x[0]))) <= -ratio_mean(), "averaging over the data on one side")


@theorem("4.1.26", title="The mean log ratio, step by step")
def into_steps(proof):
    proof.claim(-ratio_mean() == stepwise())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-ratio_mean())
    proof.eq(E[q(x[1:T] | x[0])](-log(p(x[0:T])/q(x[1:T] | x[0]))), by=linearity)
    proof.eq(E[q(x[1:T] | x[0])](-log(p(x[T])*product[t:1:T](p(x[t - 1] | x[t])/q(x[t] | x[t - 1])))), by=markov)
    proof.eq(stepwise(), by=logarithm)
    proof.twin(-ratio_mean() == E[q(x[1:T] | x[0])](
        -log(p(x[T])) - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t] | x[t - 1])))), "losing the first step")


@theorem("4.1.26", title="The bound for one x_0, step by step")
def bound_stepwise(proof):
    proof.claim(-log(p(x[0])) <= stepwise())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-log(p(x[0])))
    proof.le(-ratio_mean(), by=by_the_mean_log)
    proof.eq(stepwise(), by=into_steps)


@theorem("4.1.26", title="The bound for one x_0, the first step apart")
def bound_first_apart(proof):
    proof.claim(-log(p(x[0])) <= first_apart())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-log(p(x[0])))
    proof.le(first_apart(), by=bound_stepwise)


@theorem("4.1.26", title="The bound for one x_0, the steps of q turned round in the denominators")
def bound_inverse_inside(proof):
    proof.claim(-log(p(x[0])) <= inverse_inside())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-log(p(x[0])))
    proof.le(first_apart(), by=bound_first_apart)
    proof.eq(inverse_inside(), by=markov)


@theorem("4.1.26", title="The bound for one x_0, two fractions under each logarithm")
def bound_two_fractions(proof):
    proof.claim(-log(p(x[0])) <= two_fractions())
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-log(p(x[0])))
    proof.le(inverse_inside(), by=bound_inverse_inside)
    proof.eq(two_fractions(), by=algebra)


@theorem("4.1.26", title="The marginals of the noise telescope in the bound")
def into_groups(proof):
    proof.claim(two_fractions() == grouped(T))
    proof.given(q(x[0]) > 0, fractions_exist, model_after, model_moves)
    proof.starts(two_fractions())
    proof.eq(E[q(x[1:T] | x[0])](
        -log(p(x[T])) - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))
                                     + (log(q(x[t - 1] | x[0])) - log(q(x[t] | x[0]))))
        - log(p(x[0] | x[1])) + log(q(x[1] | x[0]))), by=logarithm)
    proof.eq(E[q(x[1:T] | x[0])](
        -log(p(x[T])) - total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))
        - (log(q(x[1] | x[0])) - log(q(x[T] | x[0])))
        - log(p(x[0] | x[1])) + log(q(x[1] | x[0]))), by=telescope)
    proof.eq(grouped(T), by=logarithm)


@theorem("4.1.26", title="The bound for one x_0 in three groups")
def bound_grouped(proof):
    proof.claim(-log(p(x[0])) <= grouped(T))
    proof.given(q(x[0]) > 0, ratio_exists, steps_exist, model_before, model_after, noise_before, noise_moves)
    proof.starts(-log(p(x[0])))
    proof.le(two_fractions(), by=bound_two_fractions)
    proof.eq(grouped(T), by=into_groups)


@theorem("4.1.26", title="The mean of the log ratio at the end is a divergence")
def first_term(proof):
    proof.claim(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == KL[x[T]](q(x[T] | x[0]), p(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))), by=stretch)
    proof.eq(E[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=logarithm)
    proof.eq(KL[x[T]](q(x[T] | x[0]), p(x[T])), by=definition)
    proof.twin(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == -KL[x[T]](q(x[T] | x[0]), p(x[T])), "losing the sign")


@theorem("4.1.26", title="The mean of the log ratio of a step is a mean divergence")
def middle_terms(proof):
    proof.claim(total[t:2:T](E[q(x[1:T] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))) == middle(T))
    proof.given(each[t:2:T](q(x[0]) > 0), terms_exist)
    proof.starts(total[t:2:T](E[q(x[1:T] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))))
    proof.eq(total[t:2:T](E[q(x[t - 1], x[t] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))), by=stretch)
    proof.eq(total[t:2:T](E[q(x[t - 1], x[t] | x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t])))), by=logarithm)
    proof.eq(total[t:2:T](E[q(x[t] | x[0])](E[q(x[t - 1] | x[t], x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t]))))),
             by=total_expectation)
    proof.eq(middle(T), by=definition)


@theorem("4.1.26", title="The mean of the last log density is one over the first noisy point")
def last_term(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))) == E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=stretch)


@theorem("4.1.26", title="A law that leaves the data where they are changes no divergence at the end")
def held(proof):
    proof.claim(KL[x[T]](q(x[T] | x[0]), p(x[T])) == E[r(y)](KL[x[T]](q(x[T] | x[0]), p(x[T]))))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(KL[x[T]](q(x[T] | x[0]), p(x[T])))
    proof.eq(E[r(y)](KL[x[T]](q(x[T] | x[0]), p(x[T]))), by=linearity)


@theorem("4.1.26", title="The three groups as divergences and a mean log density, each with its law")
def into_terms(proof):
    """Any law may stand for q_1: the divergence at the end depends on x_0 alone."""
    proof.claim(grouped(T + 1) == E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle(T + 1)
                - E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, groups_exist_1, terms_exist_1,
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))))
    proof.starts(grouped(T + 1))
    proof.eq(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
             + total[t:2:T + 1](E[q(x[1:T + 1] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))
             - E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))), by=linearity)
    proof.eq(E[q(x[T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
             + total[t:2:T + 1](E[q(x[t - 1], x[t] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))))
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=stretch)
    proof.eq(E[q(x[T + 1] | x[0])](log(q(x[T + 1] | x[0])/p(x[T + 1])))
             + total[t:2:T + 1](E[q(x[t - 1], x[t] | x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t]))))
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=logarithm)
    proof.eq(E[q(x[T + 1] | x[0])](log(q(x[T + 1] | x[0])/p(x[T + 1])))
             + total[t:2:T + 1](E[q(x[t] | x[0])](
                 E[q(x[t - 1] | x[t], x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t])))))
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=total_expectation)
    proof.eq(KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1])) + middle(T + 1)
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=definition)
    proof.eq(E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle(T + 1)
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=held.at({T: T + 1}))
    proof.twin(grouped(T + 1) == KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1])) + middle_printed(T + 1)
               - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), "beginning the sum at the third step")


@theorem("4.1.26", title="The bound for one x_0 in its terms, each with its law")
def bound_in_terms(proof):
    proof.claim(-log(p(x[0])) <= E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle(T + 1)
                - E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, ratio_exists_1, steps_exist_1, terms_exist_1, noise_before_1, noise_moves_1,
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))))
    proof.starts(-log(p(x[0])))
    proof.le(grouped(T + 1), by=bound_grouped.at({T: T + 1}))
    proof.eq(E[r(y)](KL[x[T + 1]](q(x[T + 1] | x[0]), p(x[T + 1]))) + middle(T + 1)
             - E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=into_terms)


@theorem("4.1.26", title="One step of q turned round, with its marginals")
def step_turned(proof):
    proof.claim(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[t] | x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.starts(q(x[t + 1] | x[t]))
    proof.eq(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]), by=inverted)
    proof.twin(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])/q(x[t + 1], x[0]), "losing the marginals")


@theorem("4.1.26", title="One log ratio with the step of q turned round")
def log_ratio_turned(proof):
    proof.claim(log(p(x[t] | x[t + 1])/q(x[t + 1] | x[t]))
                == log(p(x[t] | x[t + 1])/(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[t + 1], x[t]) > 0, q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0,
                q(x[t], x[t + 1] | x[0]) > 0, p(x[t + 1]) > 0, p(x[t], x[t + 1]) > 0)
    proof.starts(log(p(x[t] | x[t + 1])/q(x[t + 1] | x[t])))
    proof.eq(log(p(x[t] | x[t + 1])/(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))), by=markov)


@theorem("4.1.26", title="A sum of logarithms is the logarithm of the product")
def log_of_the_product(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))
                == log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.given(each[t:2:T](q(x[0]) > 0), each[t:2:T](q(x[t - 1] | x[0]) > 0), each[t:2:T](q(x[t] | x[0]) > 0))
    proof.starts(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))), by=logarithm)
    proof.twin(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0])))
               == -log(product[t:2:T](q(x[t - 1] | x[0])/q(x[t] | x[0]))), "losing the sign")
