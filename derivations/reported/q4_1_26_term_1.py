"""The report on 4.1.26: the law of the first mean, which is over the end of the path.

T + 1 is the report's T where the points before the last one are drawn by themselves: there is one at least.  The
conventions are those of `q4_1_26`.
"""

from derivations import (
    KL, E, always, definition, each, integrable, integral, linearity, log, logarithm, marginal, markov, stretch)
from derivations.chapters.diffusion import T, p, q, t, x
from derivations.reported.claim import not_checkable, reported
from derivations.reported.q4_1_26_results import r, y


not_checkable("4.1.26-ay", lines=(1553, 1555), kind="prose",
              says="Each term is analysed for the right law of its mean, q_1, q_2 and q_3.",
              why="What makes a law the right one is not said, and q_1 is named nowhere: its analysis ends in the divergence "
                  "alone.  It is right if any law may stand there that leaves x_0 where it is, and of q(x_0) if the mean over "
                  "x_0 is taken on both sides; of q_2 and q_3 it is right, as lines 1582 and 1596 say.")


@reported("4.1.26-az", lines=(1557, 1557), kind="prose",
          says="Given x_0, the density of the path is that of x_T times that of the other points given x_T and x_0.")
def end_first(proof):
    proof.claim(q(x[1:T + 1] | x[0]) == q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0]))
    proof.given(q(x[0]) > 0, q(x[T + 1] | x[0]) > 0, each[t:1:T](q(x[t]) > 0))
    proof.starts(q(x[1:T + 1] | x[0]))
    proof.eq(q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0]), by=markov)


@reported("4.1.26-ba", lines=(1560, 1560), kind="line",
          says="The mean of minus the log ratio at the end is minus its integral against the density of the path.")
def end_1(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0), always[x[1:T + 1]](p(x[T + 1]) > 0))
    proof.starts(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-E[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=linearity)
    proof.eq(-integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=definition)


@reported("4.1.26-bb", lines=(1560, 1561), kind="step", says="The density of the path is written with that of x_T first.")
def end_step_2(proof):
    proof.claim(-integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])
                                         *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](p(x[T + 1]) > 0), each[t:1:T](always[x[1:T + 1]](q(x[t]) > 0)))
    proof.starts(-integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))),
             by=markov)


@reported("4.1.26-bc", lines=(1561, 1561), kind="line", says="The mean is minus that integral.")
def end_2(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])
                                         *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](p(x[T + 1]) > 0), each[t:1:T](always[x[1:T + 1]](q(x[t]) > 0)))
    proof.starts(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=end_1.statement)
    proof.eq(-integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))),
             by=end_step_2.statement)


@reported("4.1.26-bd", lines=(1561, 1562), kind="step",
          says="The integral is an iterated one, that over the other points inside, where only their density depends on them.")
def end_step_3(proof):
    proof.claim(-integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])
                                      *log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                       *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](p(x[T + 1]) > 0), each[t:1:T](always[x[1:T + 1]](q(x[t]) > 0)))
    proof.starts(-integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])
                                       *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[1:T + 1]](q(x[1:T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=markov)
    proof.eq(-E[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=definition)
    proof.eq(-E[q(x[T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=stretch)
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=definition)
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                 *log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=marginal)


@reported("4.1.26-be", lines=(1562, 1562), kind="line", says="The mean is minus that iterated integral.")
def end_3(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                       *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](p(x[T + 1]) > 0), each[t:1:T](always[x[1:T + 1]](q(x[t]) > 0)))
    proof.starts(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[1:T + 1]](q(x[T + 1] | x[0])*q(x[1:T] | x[T + 1], x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))),
             by=end_2.statement)
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                 *log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=end_step_3.statement)


@reported("4.1.26-bf", lines=(1562, 1563), kind="step", says="The inner integral is one.")
def end_step_4(proof):
    proof.claim(-integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                    *log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[T + 1]](q(x[T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0))
    proof.starts(-integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                     *log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=marginal)


@reported("4.1.26-bg", lines=(1563, 1563), kind="line",
          says="The mean is minus the integral over x_T of its density times the log ratio.")
def end_4(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0])))
                == -integral[x[T + 1]](q(x[T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.given(q(x[0]) > 0, always[x[T + 1]](q(x[T + 1] | x[0]) > 0),
                integrable[q(x[1:T + 1] | x[0])](log(p(x[T + 1])/q(x[T + 1] | x[0]))),
                always[x[T + 1]](p(x[T + 1]) > 0), always[x[1:T + 1]](q(x[T + 1] | x[0]) > 0),
                always[x[1:T + 1]](p(x[T + 1]) > 0), each[t:1:T](always[x[1:T + 1]](q(x[t]) > 0)))
    proof.starts(E[q(x[1:T + 1] | x[0])](-log(p(x[T + 1])/q(x[T + 1] | x[0]))))
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*integral[x[1:T]](q(x[1:T] | x[T + 1], x[0]))
                                 *log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=end_3.statement)
    proof.eq(-integral[x[T + 1]](q(x[T + 1] | x[0])*log(p(x[T + 1])/q(x[T + 1] | x[0]))), by=end_step_4.statement)


@reported("4.1.26-bh", lines=(1563, 1564), kind="step", says="Minus that integral is a mean under the law of x_T given x_0.")
def end_step_5(proof):
    proof.claim(-integral[x[T]](q(x[T] | x[0])*log(p(x[T])/q(x[T] | x[0])))
                == E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))), always[x[T]](p(x[T]) > 0),
                always[x[T]](q(x[T] | x[0]) > 0))
    proof.starts(-integral[x[T]](q(x[T] | x[0])*log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(-E[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))), by=definition)
    proof.eq(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))), by=linearity)


@reported("4.1.26-bi", lines=(1564, 1564), kind="line",
          says="The mean over the path is the mean over x_T alone.")
def end_5(proof):
    proof.claim(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))), by=stretch)


@reported("4.1.26-bj", lines=(1564, 1565), kind="step",
          says="The mean of minus the log ratio of p to q is the divergence of q from p.")
def end_step_6(proof):
    proof.claim(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == KL[x[T]](q(x[T] | x[0]), p(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(E[q(x[T] | x[0])](log(q(x[T] | x[0])/p(x[T]))), by=logarithm)
    proof.eq(KL[x[T]](q(x[T] | x[0]), p(x[T])), by=definition)


@reported("4.1.26-bk", lines=(1565, 1565), kind="line",
          says="The mean over the path is the divergence of the law of x_T given x_0 from that of the model.")
def end_6(proof):
    proof.claim(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == KL[x[T]](q(x[T] | x[0]), p(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(E[q(x[T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))), by=end_5.statement)
    proof.eq(KL[x[T]](q(x[T] | x[0]), p(x[T])), by=end_step_6.statement)


@reported("4.1.26-bl", lines=(1568, 1568), kind="prose", goal=True,
          says="The term at the end becomes the divergence itself, with no mean around it: a mean under any law that leaves "
               "x_0 where it is, as q_1 may be, changes nothing.")
def no_mean_left(proof):
    proof.claim(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))) == E[r(y)](KL[x[T]](q(x[T] | x[0]), p(x[T]))))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](log(p(x[T])/q(x[T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](-log(p(x[T])/q(x[T] | x[0]))))
    proof.eq(KL[x[T]](q(x[T] | x[0]), p(x[T])), by=end_6.statement)
    proof.eq(E[r(y)](KL[x[T]](q(x[T] | x[0]), p(x[T]))), by=linearity)
