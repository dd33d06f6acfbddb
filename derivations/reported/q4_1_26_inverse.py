"""The report on 4.1.26: a step of q turned round, given the data.

The step is the one from x_t to x_{t+1}, for each t from 1 on; the report's t is t + 1.  The conventions are those of
`q4_1_26`.
"""

from derivations import algebra, implies, log, markov, product_rule, rearrange
from derivations.chapters.diffusion import inverted, one_step_back, p, q, t, x
from derivations.reported.claim import reported
from derivations.reported.q4_1_26_results import log_ratio_turned, step_turned


@reported("4.1.26-r", lines=(1508, 1508), kind="prose",
          says="The formula that is displayed next is put in for the density of a step of q, as in a log ratio of the bound.",
          printed="(in words) log(p_θ(x_{t−1}|x_t)/q(x_t|x_{t−1})) becomes log(p_θ(x_{t−1}|x_t)/(q(x_{t−1}|x_t, x₀)/q(x_t, x₀)))",
          correction=("what is put in is the formula of line 1520", log_ratio_turned))
def applied(proof):
    proof.claim(log(p(x[t] | x[t + 1])/q(x[t + 1] | x[t]))
                == log(p(x[t] | x[t + 1])/(q(x[t] | x[t + 1], x[0])/q(x[t + 1], x[0]))))
    proof.given(q(x[0]) > 0, q(x[t], x[t + 1] | x[0]) > 0, p(x[t], x[t + 1]) > 0)


@reported("4.1.26-s", lines=(1510, 1510), kind="line",
          says="The density of a step of q is that of the step back, given x_0, over the joint density of x_t and x_0.",
          printed="q(x_t|x_{t−1}) = q(x_{t−1}|x_t, x₀)/q(x_t, x₀)",
          right="q(x_t|x_{t−1}) = q(x_{t−1}|x_t, x₀) q(x_t|x₀)/q(x_{t−1}|x₀)",
          correction=("it is the density of the step back, times that of x_t and over that of x_{t−1}, all given x_0, as "
                      "line 1520 has it", step_turned), evident=True)
def transformation(proof):
    proof.claim(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])/q(x[t + 1], x[0]))
    proof.given(q(x[0]) > 0, q(x[t], x[t + 1] | x[0]) > 0, q(x[t] | x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.mend(q(x[t] | x[t + 1], x[0])/q(x[t + 1], x[0]), q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))


@reported("4.1.26-t", lines=(1514, 1514), part=1, kind="line",
          says="The density of the step back, given x_0, is the joint density of the three points over that of x_t and x_0.")
def back_1(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t], x[t + 1], x[0])/q(x[t + 1], x[0]))
    proof.given(q(x[t + 1], x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t], x[t + 1], x[0])/q(x[t + 1], x[0]), by=product_rule)


@reported("4.1.26-u", lines=(1514, 1514), part=2, kind="step",
          says="The joint density of the three is that of x_t given the other two times that of these two.")
def back_step_2(proof):
    proof.claim(q(x[t], x[t + 1], x[0])/q(x[t + 1], x[0])
                == q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]))
    proof.given(q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t], x[t + 1], x[0])/q(x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]), by=product_rule)


@reported("4.1.26-v", lines=(1514, 1514), part=2, kind="line",
          says="The density of the step back is that product over the joint density of x_t and x_0.")
def back_2(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]))
    proof.given(q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t], x[t + 1], x[0])/q(x[t + 1], x[0]), by=back_1.statement)
    proof.eq(q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]), by=back_step_2.statement)


@reported("4.1.26-w", lines=(1514, 1514), part=3, kind="step",
          says="The step of q forgets x_0, and both joint densities are conditional ones times q(x_0).")
def back_step_3(proof):
    proof.claim(q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0])
                == q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0])))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t])*q(x[t], x[0])/q(x[t + 1], x[0]), by=markov)
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0])), by=product_rule)


@reported("4.1.26-x", lines=(1514, 1514), part=3, kind="line",
          says="The density of the step back is that quotient, with q(x_0) above and below.")
def back_3(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0])))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t], x[0])*q(x[t], x[0])/q(x[t + 1], x[0]), by=back_2.statement)
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0])), by=back_step_3.statement)


@reported("4.1.26-y", lines=(1514, 1514), part=4, kind="step", says="The density of x_0 cancels.")
def back_step_4(proof):
    proof.claim(q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0]))
                == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[t]) > 0, q(x[0]) > 0, q(x[t] | x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.starts(q(x[t + 1] | x[t])*q(x[t] | x[0])*q(x[0])/(q(x[t + 1] | x[0])*q(x[0])))
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=algebra)


@reported("4.1.26-z", lines=(1514, 1514), part=4, kind="line",
          says="The density of the step back, given x_0, is that of the step times that of x_{t−1} over that of x_t, both "
               "given x_0.")
def back_4(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[t + 1], x[0]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=one_step_back)


@reported("4.1.26-aa", lines=(1516, 1516), kind="prose",
          says="Given x_{t−1}, a step of q does not depend on x_0: the reason for the third row.")
def forgets(proof):
    proof.claim(q(x[t + 1] | x[t], x[0]) == q(x[t + 1] | x[t]))
    proof.given(q(x[t]) > 0, q(x[t], x[0]) > 0)
    proof.starts(q(x[t + 1] | x[t], x[0]))
    proof.eq(q(x[t + 1] | x[t]), by=markov)


@reported("4.1.26-ab", lines=(1514, 1520), kind="step",
          says="The last row, solved for the density of the step, gives the line that follows.")
def solved(proof):
    proof.claim(implies(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]),
                        q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0])))
    proof.given(q(x[t]) > 0, q(x[0]) > 0, q(x[t] | x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.implies(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0]), by=rearrange)
    proof.implies(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]), by=rearrange)


@reported("4.1.26-ac", lines=(1520, 1520), kind="line",
          says="The density of a step of q is that of the step back times that of x_t over that of x_{t−1}, all given x_0.")
def step_of_noise(proof):
    proof.claim(q(x[t + 1] | x[t]) == q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]))
    proof.given(q(x[t]) > 0, q(x[0]) > 0, q(x[t] | x[0]) > 0, q(x[t + 1] | x[0]) > 0)
    proof.starts(q(x[t + 1] | x[t]))
    proof.eq(q(x[t] | x[t + 1], x[0])*q(x[t + 1] | x[0])/q(x[t] | x[0]), by=inverted)
