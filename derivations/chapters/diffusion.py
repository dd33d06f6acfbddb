"""The bound of a diffusion model, for any number of steps.

Data x_0 are turned into noise in T steps by a chain q that is fixed: x_1 is drawn from q(x_1 | x_0), x_2 from
q(x_2 | x_1), and so on.  The model p goes the other way: it draws x_T from p(x_T), then x_{T−1} from p(x_{T−1} | x_T), and
at last x_0 from p(x_0 | x_1).  Each of the two is a Markov chain, and a Markov chain is one in both directions of time.

The noisy points x_1, …, x_T are the latents of the model, and q(x_{1:T} | x_0) is its approximate posterior, so there is an
evidence lower bound, L(T).  Both laws are products over the steps.  That alone leaves a sum of logarithms
of p(x_{t−1} | x_t)/q(x_t | x_{t−1}), in which the two chains run in opposite directions.  The step that makes diffusion models
practical is to turn q round: given x_0, a step back of q has a law of its own, q(x_{t−1} | x_t, x_0), and the marginal laws that
this brings in cancel but for the first and the last.  What is left compares laws of one point with each other:

    L(T) = 𝔼[log p(x_0 | x_1)] − Σ_{t=2}^{T} 𝔼_{q(x_t | x_0)}[KL(q(x_{t−1} | x_t, x_0) ‖ p(x_{t−1} | x_t))] − KL(q(x_T | x_0) ‖ p(x_T))

Every mean names its law: of a whole path only the points at which a term looks are left.  The statements hold for each x_0 that
is named; `averaged` takes the mean over data as well, on both sides.  Results are in nats.

Sources: Sohl-Dickstein et al. (2015), Deep unsupervised learning using nonequilibrium thermodynamics; Ho, Jain and Abbeel
(2020), Denoising diffusion probabilistic models, section 2 and appendix A.
"""

from derivations import (
    KL,
    Chain,
    E,
    abbreviation,
    always,
    counts,
    definition,
    each,
    fubini,
    hypothesis,
    implies,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    logarithm,
    marginal,
    markov,
    points,
    product,
    product_rule,
    stretch,
    support,
    telescope,
    theorem,
    total,
    total_expectation,
)
from derivations.chapters.elbo import bound as elbo_bound

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@abbreviation
def L(T):
    """The evidence lower bound of a model with T steps at the free point x[0], in nats."""
    return E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))


# --- the two chains -------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The law of the noise is a product over its steps")
def forward_factors(proof):
    proof.claim(q(x[1:T] | x[0]) == product[t:1:T](q(x[t] | x[t - 1])))
    proof.given(each[t:1:T](q(x[t - 1]) > 0))
    proof.starts(q(x[1:T] | x[0]))
    proof.eq(product[t:1:T](q(x[t] | x[t - 1])), by=markov)
    proof.twin(q(x[1:T] | x[0]) == product[t:2:T](q(x[t] | x[t - 1])), "leaving out the first step")
    proof.twin(q(x[1:T] | x[0]) == product[t:1:T](q(x[t - 1] | x[t])), "turning every step round")
    proof.twin(q(x[1:T] | x[0]) == product[t:1:T](q(x[t])), "taking the points for independent ones")


@theorem("4.1.26", title="The law of the model is a product over its steps back")
def reverse_factors(proof):
    """The product runs over all T steps: its last factor, at t = 1, draws the data."""
    proof.claim(p(x[0:T]) == p(x[T])*product[t:1:T](p(x[t - 1] | x[t])))
    proof.given(each[t:1:T](p(x[t - 1]) > 0), each[t:1:T](p(x[t]) > 0))
    proof.starts(p(x[0:T]))
    proof.eq(p(x[T])*product[t:1:T](p(x[t - 1] | x[t])), by=markov)
    proof.twin(p(x[0:T]) == p(x[T])*product[t:2:T](p(x[t - 1] | x[t])), "leaving out the step that draws the data")
    proof.twin(p(x[0:T + 1]) == p(x[T + 1])*product[t:1:T](p(x[t - 1] | x[t])), "ending the product one step too early")
    proof.twin(p(x[0:T]) == p(x[T])*product[t:1:T](p(x[t] | x[t - 1])), "turning every step round")


@theorem("4.1.26", title="The data say nothing more of the next point than the present does")
def past_forgotten(proof):
    proof.claim(q(x[t + 1] | x[t], x[0]) == q(x[t + 1] | x[t]))
    proof.given(q(x[0], x[t]) > 0, q(x[t]) > 0)
    proof.starts(q(x[t + 1] | x[t], x[0]))
    proof.eq(q(x[t + 1] | x[t]), by=markov)
    proof.twin(q(x[t + 1] | x[t], x[0]) == q(x[t + 1] | x[0]), "forgetting the present, not the past")
    proof.twin(q(x[t] | x[t + 1], x[0]) == q(x[t] | x[t + 1]), "believing it of a step back")


@theorem("4.1.26", title="A step back, given the data")
def one_step_back(proof):
    """Bayes' rule for two neighbouring points, given x_0; that x_0 says nothing more of x_{t+1} once x_t is known makes the
    likelihood a step of the chain."""
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[0], x[t]) > 0, q(x[0], x[t + 1]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t], x[t + 1] | x[0])/q(x[t + 1] | x[0]), by=product_rule)
    proof.eq(q(x[t + 1] | x[t], x[0])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=product_rule)
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=past_forgotten)
    proof.twin(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t + 1] | x[0])/q(x[t] | x[0]),
               "writing the marginal laws the other way round")
    proof.twin(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t])/q(x[t + 1]), "leaving out the data")
    proof.twin(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t]), "taking the step back for the step")


@theorem("4.1.26", title="A step, by the step back")
def inverted(proof):
    proof.claim(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[0], x[t + 1]) > 0, q(x[0], x[t]) > 0)
    proof.starts(q(x[t + 1] | x[t]))
    proof.eq(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]), by=markov)
    proof.twin(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])/q(x[t + 1], x[0]), "dividing by the joint density of what is given")
    proof.twin(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t] | x[0])/q(x[t + 1] | x[0]),
               "writing the marginal laws the other way round")


@theorem("4.1.26", title="The marginal laws cancel but for two")
def marginals_telescope(proof):
    proof.claim(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == log(q(x[1] | x[0])) - log(q(x[T] | x[0])))
    proof.given(q(x[0]) > 0, each[t:1:T](q(x[t] | x[0]) > 0))
    proof.starts(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))))
    proof.eq(total[t:2:T](log(q(x[t - 1] | x[0])) - log(q(x[t] | x[0]))), by=logarithm)
    proof.eq(log(q(x[1] | x[0])) - log(q(x[T] | x[0])), by=telescope)
    proof.twin(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == log(q(x[T] | x[0])) - log(q(x[1] | x[0])), "losing a sign")
    proof.twin(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == -log(q(x[T] | x[0])), "forgetting the first of the two")
    proof.twin(total[t:2:T](log(q(x[t - 1] | x[0])/q(x[t] | x[0]))) == log(q(x[1] | x[0])) - log(q(x[T + 1] | x[0])),
               "an end off by one")


# --- the bound ------------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The bound of a diffusion model is a lower bound")
def bound(proof):
    """All noisy points are one latent of the model: no law of a single step is needed."""
    proof.claim(L(T) <= log(p(x[0])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(L(T))
    proof.le(log(p(x[0])), by=elbo_bound.at(x=x[0], z=x[1:T], p=p(x[0:T]), q=q(x[1:T] | x[0])))
    proof.twin(L(T) >= log(p(x[0])), "taking it for an upper bound")
    proof.twin(L(T) == log(p(x[0])), "believing that it is tight for every chain")
    proof.twin(-L(T) <= -log(p(x[0])), "losing the turn of the sign")


@theorem("4.1.26", title="The bound as terms of one step each")
def terms(proof):
    """The first line of the proof is four theorems at once: both laws as products over their steps, each step of q from t = 2
    on by the step back, as `inverted` says, and the marginal laws that this brings in, which cancel as in
    `marginals_telescope`.  Of the step at t = 1 nothing but p(x_0 | x_1) is left."""
    proof.claim(L(T) == E[q(x[1] | x[0])](log(p(x[0] | x[1])))
                - total[t:2:T](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))
                - KL[x[T]](q(x[T] | x[0]), p(x[T])))
    proof.given(q(x[0]) > 0, each[t:2:T](always[q(x[t - 1] | x[0])](p(x[t - 1]) > 0)),
                each[t:2:T](always[q(x[t - 1] | x[0])](q(x[t - 1]) > 0)),
                each[t:2:T](always[q(x[t - 1], x[t] | x[0])](q(x[t - 1], x[t]) > 0)),
                integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))),
                integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))),
                each[t:2:T](integrable[q(x[t - 1], x[t] | x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t])))),
                integrable[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))))
    proof.starts(L(T))
    proof.eq(E[q(x[1:T] | x[0])](log(p(x[0] | x[1])*product[t:2:T](p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0]))
                                     *p(x[T])/q(x[T] | x[0]))), by=markov)
    proof.eq(E[q(x[1:T] | x[0])](log(p(x[0] | x[1])) - total[t:2:T](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t])))
                                 - log(q(x[T] | x[0])/p(x[T]))), by=logarithm)
    proof.eq(E[q(x[1:T] | x[0])](log(p(x[0] | x[1])))
             - total[t:2:T](E[q(x[1:T] | x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t]))))
             - E[q(x[1:T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=linearity)
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1])))
             - total[t:2:T](E[q(x[t - 1], x[t] | x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t]))))
             - E[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=stretch)
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1])))
             - total[t:2:T](E[q(x[t] | x[0])](E[q(x[t - 1] | x[t], x[0])](log(q(x[t - 1] | x[t], x[0])/p(x[t - 1] | x[t])))))
             - E[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=total_expectation)
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1])))
             - total[t:2:T](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))
             - E[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=definition)
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1])))
             - total[t:2:T](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))
             - KL[x[T]](q(x[T] | x[0]), p(x[T])), by=definition)
    proof.twin(L(T) == E[q(x[1] | x[0])](log(p(x[0] | x[1])))
               - total[t:3:T + 1](E[q(x[t] | x[0])](KL[x[t - 1]](q(x[t - 1] | x[t], x[0]), p(x[t - 1] | x[t]))))
               - KL[x[T]](q(x[T] | x[0]), p(x[T])), "beginning the sum one step too late")


# --- the mean over data, and when nothing is lost ----------------------------------------------------------------------


@theorem("4.1.26", title="The bound, averaged over the data on both sides")
def averaged(proof):
    """The mean is over the law of the data on the left, and on the right over data and noise."""
    proof.claim(E[q(x[0])](-log(p(x[0]))) <= E[q(x[0]), q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T]))))
    proof.given(integrable[q(x[0]), q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T]))), integrable[q(x[0])](log(p(x[0]))),
                integrable[q(x[0])](log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0])))))
    proof.starts(E[q(x[0])](-log(p(x[0]))))
    proof.eq(E[q(x[0])](-log(integral[x[1:T]](p(x[0:T])))), by=marginal)
    proof.le(E[q(x[0])](-log(E[q(x[1:T] | x[0])](p(x[0:T])/q(x[1:T] | x[0])))), by=support)
    proof.le(E[q(x[0])](-E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))), by=jensen)
    proof.eq(E[q(x[0])](E[q(x[1:T] | x[0])](-log(p(x[0:T])/q(x[1:T] | x[0])))), by=linearity)
    proof.eq(E[q(x[0])](E[q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T])))), by=logarithm)
    proof.eq(E[q(x[0]), q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T]))), by=fubini)
    proof.twin(E[q(x[0])](-log(p(x[0]))) <= E[q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T]))),
               "averaging over the data on the left side only")
    proof.twin(E[p(x[0])](-log(p(x[0]))) <= E[q(x[0]), q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[0:T]))),
               "drawing the data of the left side from the model")


@theorem("4.1.26", title="A model that is the chain turned round has the law of the chain")
def reversal(proof):
    """Every step back has to be that of q without x_0, and the last point has to have the law that it has under q: without
    p(x_T) = q(x_T), the two laws differ as those of x_T do."""
    proof.claim(p(x[0:T]) == q(x[0:T]))
    proof.given(p(x[T]) == q(x[T]), each[t:1:T](implies(q(x[T]) > 0, p(x[t - 1] | x[t]) == q(x[t - 1] | x[t]))),
                each[t:1:T](q(x[t - 1]) > 0), each[t:1:T](q(x[t]) > 0), each[t:1:T](p(x[t - 1]) > 0), each[t:1:T](p(x[t]) > 0))
    proof.starts(p(x[0:T]))
    proof.eq(p(x[T])*product[t:1:T](p(x[t - 1] | x[t])), by=markov)
    proof.eq(q(x[T])*product[t:1:T](p(x[t - 1] | x[t])), by=hypothesis)
    proof.eq(q(x[T])*product[t:1:T](q(x[t - 1] | x[t])), by=hypothesis)
    proof.eq(q(x[0:T]), by=markov)
    proof.twin(p(x[0:T]) == product[t:1:T](q(x[t - 1] | x[t])), "leaving out the law of the last point")
    proof.twin(p(x[0:T]) == q(x[1:T] | x[0]), "taking the law of the noise for that of all points")


@theorem("4.1.26", title="The bound is tight for the chain turned round")
def tight(proof):
    """Then the log ratio is log q(x_0) on every path: nothing varies, and nothing is lost."""
    proof.claim(L(T) == log(q(x[0])))
    proof.given(q(x[0]) > 0, always[q(x[1:T] | x[0])](p(x[0:T]) == q(x[0:T])))
    proof.starts(L(T))
    proof.eq(E[q(x[1:T] | x[0])](log(q(x[0:T])/q(x[1:T] | x[0]))), by=hypothesis)
    proof.eq(E[q(x[1:T] | x[0])](log(q(x[0]))), by=product_rule)
    proof.eq(log(q(x[0])), by=linearity)
    proof.twin(L(T) == 0, "taking a tight bound for a bound of zero")
    proof.twin(L(T) == log(q(x[T])), "taking the last point for the data")
