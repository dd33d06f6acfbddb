"""The report on 4.1.26: the law of the second mean, which is over one step of the path.

The step is the one between x_t and x_{t+1}, for each t from 1 on, of a path of t + n steps; n is 1 at least.  The
conventions are those of `q4_1_26`.
"""

from derivations import (
    KL, E, always, definition, each, fubini, integrable, integral, linearity, log, logarithm, product_rule, stretch,
    total)
from derivations.chapters.diffusion import T, p, q, t, x
from derivations.reported.claim import reported
from derivations.reported.q4_1_26_results import middle, middle_terms, n


@reported("4.1.26-bm", lines=(1572, 1572), kind="prose",
          says="Given x_0, the density of x_{t−1} and x_t is that of x_t times that of x_{t−1} given x_t and x_0.")
def pair(proof):
    proof.claim(q(x[t], x[t + 1] | x[0]) == q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0]))
    proof.given(q(x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.starts(q(x[t], x[t + 1] | x[0]))
    proof.eq(q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0]), by=product_rule)


@reported("4.1.26-bn", lines=(1575, 1575), kind="line",
          says="The mean of minus the log ratio of a step is minus its integral against the density of the path.")
def step_1(proof):
    proof.claim(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[1:t + n]](q(x[1:t + n] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0), always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                always[x[1:t + n]](p(x[t + 1]) > 0), always[x[1:t + n]](p(x[t], x[t + 1]) > 0),
                always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-E[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=linearity)
    proof.eq(-integral[x[1:t + n]](q(x[1:t + n] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
             by=definition)


@reported("4.1.26-bo", lines=(1575, 1576), kind="step",
          says="The points of the path on which the log ratio does not depend are integrated out.")
def step_step_2(proof):
    proof.claim(-integral[x[1:t + n]](q(x[1:t + n] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])
                                             *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0), always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                always[x[1:t + n]](p(x[t + 1]) > 0), always[x[1:t + n]](p(x[t], x[t + 1]) > 0),
                always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(-integral[x[1:t + n]](q(x[1:t + n] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-E[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=definition)
    proof.eq(-E[q(x[t], x[t + 1] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=stretch)
    proof.eq(-integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
             by=definition)


@reported("4.1.26-bp", lines=(1576, 1576), kind="line",
          says="The mean is minus the integral over the two points, against their density given x_0.")
def step_2(proof):
    proof.claim(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])
                                             *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0), always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                always[x[1:t + n]](p(x[t + 1]) > 0), always[x[1:t + n]](p(x[t], x[t + 1]) > 0),
                always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[1:t + n]](q(x[1:t + n] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
             by=step_1.statement)
    proof.eq(-integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
             by=step_step_2.statement)


@reported("4.1.26-bq", lines=(1576, 1577), kind="step", says="The density of the two points is written as a product.")
def step_step_3(proof):
    proof.claim(-integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                             *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[t], x[t + 1] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0))
    proof.starts(-integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                       *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=product_rule)


@reported("4.1.26-br", lines=(1577, 1577), kind="line", says="The mean is minus the integral against that product.")
def step_3(proof):
    proof.claim(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                             *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](p(x[t + 1]) > 0),
                always[x[1:t + n]](p(x[t], x[t + 1]) > 0), always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0),
                always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
             by=step_2.statement)
    proof.eq(-integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                       *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=product_rule)


@reported("4.1.26-bs", lines=(1577, 1578), kind="step", says="The integral is an iterated one, that over x_{t−1} inside.")
def step_step_4(proof):
    proof.claim(-integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                          *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
                    q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[t], x[t + 1] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](integrable[q(x[t] | x[t + 1], x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0),
                integrable[q(x[t + 1] | x[0])](integral[x[t]](q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))))
    proof.starts(-integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                           *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
        q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))), by=fubini)


@reported("4.1.26-bt", lines=(1578, 1578), kind="line", says="The mean is minus that iterated integral.")
def step_4(proof):
    proof.claim(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == -integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
                    q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](integrable[q(x[t] | x[t + 1], x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0),
                integrable[q(x[t + 1] | x[0])](integral[x[t]](q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[1:t + n]](p(x[t + 1]) > 0), always[x[1:t + n]](p(x[t], x[t + 1]) > 0),
                always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[t], x[t + 1]](q(x[t + 1] | x[0])*q(x[t] | x[t + 1], x[0])
                                       *log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))), by=step_3.statement)
    proof.eq(-integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
        q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))), by=step_step_4.statement)


@reported("4.1.26-bu", lines=(1578, 1579), kind="step",
          says="Minus the inner integral is a divergence, and the outer one a mean under the law of x_t given x_0.")
def step_step_5(proof):
    proof.claim(-integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
        q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
        == E[q(x[t + 1] | x[0])](KL[x[t]](q(x[t] | x[t + 1], x[0]), p(x[t] | x[t + 1]))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[t], x[t + 1] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](integrable[q(x[t] | x[t + 1], x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0),
                integrable[q(x[t + 1] | x[0])](integral[x[t]](q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))))
    proof.starts(-integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
        q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))))
    proof.eq(-E[q(x[t + 1] | x[0])](E[q(x[t] | x[t + 1], x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
             by=definition)
    proof.eq(E[q(x[t + 1] | x[0])](E[q(x[t] | x[t + 1], x[0])](log(q(x[t] | x[t + 1], x[0])/p(x[t] | x[t + 1])))),
             by=logarithm)
    proof.eq(E[q(x[t + 1] | x[0])](KL[x[t]](q(x[t] | x[t + 1], x[0]), p(x[t] | x[t + 1]))), by=definition)


@reported("4.1.26-bv", lines=(1579, 1579), kind="line",
          says="The mean over the path of minus the log ratio of a step is the mean, over x_t given x_0, of the divergence "
               "of the step back, given x_0, from that of the model.")
def step_5(proof):
    proof.claim(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))
                == E[q(x[t + 1] | x[0])](KL[x[t]](q(x[t] | x[t + 1], x[0]), p(x[t] | x[t + 1]))))
    proof.given(q(x[0]) > 0, always[x[t + 1]](q(x[t + 1] | x[0]) > 0),
                integrable[q(x[1:t + n] | x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))),
                always[x[t + 1]](integrable[q(x[t] | x[t + 1], x[0])](log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[t + 1]](p(x[t + 1]) > 0), always[x[t], x[t + 1]](p(x[t], x[t + 1]) > 0),
                always[x[t], x[t + 1]](q(x[t], x[t + 1] | x[0]) > 0),
                integrable[q(x[t + 1] | x[0])](integral[x[t]](q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))),
                always[x[1:t + n]](p(x[t + 1]) > 0), always[x[1:t + n]](p(x[t], x[t + 1]) > 0),
                always[x[1:t + n]](q(x[t], x[t + 1] | x[0]) > 0), always[x[1:t + n]](q(x[t + 1] | x[0]) > 0))
    proof.starts(E[q(x[1:t + n] | x[0])](-log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0]))))
    proof.eq(-integral[x[t + 1]](q(x[t + 1] | x[0])*integral[x[t]](
        q(x[t] | x[t + 1], x[0])*log(p(x[t] | x[t + 1])/q(x[t] | x[t + 1], x[0])))), by=step_4.statement)
    proof.eq(E[q(x[t + 1] | x[0])](KL[x[t]](q(x[t] | x[t + 1], x[0]), p(x[t] | x[t + 1]))), by=step_step_5.statement)


@reported("4.1.26-bw", lines=(1582, 1582), kind="prose", goal=True,
          says="The law of the mean of the second kind of term is that of x_t given x_0: with it, the sum of the terms is "
               "the mean over the path of minus the sum of the log ratios.")
def second_law(proof):
    proof.claim(E[q(x[1:T] | x[0])](-total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))) == middle(T))
    proof.given(q(x[0]) > 0,
                each[t:2:T](integrable[q(x[1:T] | x[0])](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))))
    proof.starts(E[q(x[1:T] | x[0])](-total[t:2:T](log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))))
    proof.eq(total[t:2:T](E[q(x[1:T] | x[0])](-log(p(x[t - 1] | x[t])/q(x[t - 1] | x[t], x[0])))), by=linearity)
    proof.eq(middle(T), by=middle_terms)
