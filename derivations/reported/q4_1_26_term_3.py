"""The report on 4.1.26: the law of the third mean, which is over the start of the path.

T + 1 is the report's T where the points after the first one are drawn by themselves: there is one at least.  The
conventions are those of `q4_1_26`.
"""

from derivations import E, always, definition, each, integrable, integral, linearity, log, marginal, markov, stretch
from derivations.chapters.diffusion import T, p, q, t, x
from derivations.reported.claim import reported
from derivations.reported.q4_1_26_results import f, last_term


@reported("4.1.26-bx", lines=(1586, 1586), kind="prose",
          says="Given x_0, the density of the path is that of x_1 times that of the later points given x_0 and x_1.")
def start_first(proof):
    proof.claim(q(x[1:T + 1] | x[0]) == q(x[1] | x[0])*q(x[2:T + 1] | x[0], x[1]))
    proof.given(q(x[0]) > 0, q(x[1] | x[0]) > 0, each[t:1:T](q(x[t]) > 0))
    proof.starts(q(x[1:T + 1] | x[0]))
    proof.eq(q(x[1] | x[0])*q(x[2:T + 1] | x[0], x[1]), by=markov)


@reported("4.1.26-by", lines=(1589, 1589), kind="line",
          says="The mean of log p(x_0 | x_1) over the path is its integral against the density of the path.")
def start_1(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1])))
                == integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0), always[x[1:T + 1]](p(x[1]) > 0), always[x[1:T + 1]](p(x[0], x[1]) > 0))
    proof.starts(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[0] | x[1]))), by=definition)


@reported("4.1.26-bz", lines=(1589, 1590), kind="step", says="That log density is f(x_1), as it was named.")
def start_step_2(proof):
    proof.claim(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[0] | x[1])))
                == integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0), always[x[1:T + 1]](p(x[1]) > 0), always[x[1:T + 1]](p(x[0], x[1]) > 0))
    proof.starts(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[0] | x[1]))))
    proof.eq(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])), by=definition)


@reported("4.1.26-ca", lines=(1590, 1590), kind="line", says="The mean is the integral of f(x_1) against the density of the path.")
def start_2(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1])))
                == integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0), always[x[1:T + 1]](p(x[1]) > 0), always[x[1:T + 1]](p(x[0], x[1]) > 0))
    proof.starts(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])), by=definition)


@reported("4.1.26-cb", lines=(1590, 1591), kind="step",
          says="The density is written with that of x_1 first, and the later points are integrated inside.")
def start_step_3(proof):
    proof.claim(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1]))
                == integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1]))))
    proof.given(q(x[0]) > 0, always[x[1]](q(x[1] | x[0]) > 0), integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))),
                always[x[1]](p(x[1]) > 0), always[x[1]](p(x[0], x[1]) > 0), always[x[1:T + 1]](p(x[1]) > 0),
                always[x[1:T + 1]](p(x[0], x[1]) > 0))
    proof.starts(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])))
    proof.eq(E[q(x[1:T + 1] | x[0])](f(x[1])), by=definition)
    proof.eq(E[q(x[1] | x[0])](f(x[1])), by=stretch)
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])), by=definition)
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1]))), by=marginal)


@reported("4.1.26-cc", lines=(1591, 1591), kind="line", says="The mean is that iterated integral.")
def start_3(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1])))
                == integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1]))))
    proof.given(q(x[0]) > 0, always[x[1]](q(x[1] | x[0]) > 0), integrable[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))),
                always[x[1]](p(x[1]) > 0), always[x[1]](p(x[0], x[1]) > 0), always[x[1:T + 1]](p(x[1]) > 0),
                always[x[1:T + 1]](p(x[0], x[1]) > 0))
    proof.starts(E[q(x[1:T + 1] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*f(x[1])), by=start_2.statement)
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1]))),
             by=start_step_3.statement)


@reported("4.1.26-cd", lines=(1591, 1592), kind="step", says="The inner integral is one.")
def start_step_4(proof):
    proof.claim(integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1])))
                == integral[x[1]](q(x[1] | x[0])*f(x[1])))
    proof.given(q(x[0]) > 0, always[x[1]](q(x[1] | x[0]) > 0), integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))),
                always[x[1]](p(x[1]) > 0), always[x[1]](p(x[0], x[1]) > 0))
    proof.starts(integral[x[1]](q(x[1] | x[0])*f(x[1])*integral[x[2:T + 1]](q(x[2:T + 1] | x[0], x[1]))))
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])), by=marginal)


@reported("4.1.26-ce", lines=(1592, 1592), kind="line", says="The mean is the integral over x_1 of its density times f(x_1).")
def start_4(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))) == integral[x[1]](q(x[1] | x[0])*f(x[1])))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0))
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=stretch)
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])), by=definition)


@reported("4.1.26-cf", lines=(1592, 1593), kind="step",
          says="That integral is the mean of log p(x_0 | x_1) under the law of x_1 given x_0.")
def start_step_5(proof):
    proof.claim(integral[x[1]](q(x[1] | x[0])*f(x[1])) == E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0))
    proof.starts(integral[x[1]](q(x[1] | x[0])*f(x[1])))
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=definition)


@reported("4.1.26-cg", lines=(1593, 1593), kind="line",
          says="The mean of log p(x_0 | x_1) over the path is its mean over x_1 given x_0.")
def start_5(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))) == E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))), always[x[1]](p(x[1]) > 0),
                always[x[1]](p(x[0], x[1]) > 0))
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))))
    proof.eq(integral[x[1]](q(x[1] | x[0])*f(x[1])), by=start_4.statement)
    proof.eq(E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=start_step_5.statement)


@reported("4.1.26-ch", lines=(1596, 1596), kind="prose", goal=True,
          says="The law of the mean of the last term is that of x_1 given x_0: with it, minus the mean of log p(x_0 | x_1) "
               "is the mean of the last group over the path.")
def third_law(proof):
    proof.claim(E[q(x[1:T] | x[0])](-log(p(x[0] | x[1]))) == -E[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0] | x[1]))))
    proof.starts(E[q(x[1:T] | x[0])](-log(p(x[0] | x[1]))))
    proof.eq(-E[q(x[1:T] | x[0])](log(p(x[0] | x[1]))), by=linearity)
    proof.eq(-E[q(x[1] | x[0])](log(p(x[0] | x[1]))), by=last_term)
