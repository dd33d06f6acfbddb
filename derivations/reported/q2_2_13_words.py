"""The report on 2.2.13: what the signal measures, and why the score can be a control variate.

φ stands for one component of λ.  How well a draw explains the data is the log likelihood of the draw.  "Can" governs the
second sentence of line 797 to its end: there is a case in which the score, with some coefficient, lowers the variance.  That
it leaves the mean is shown of every case.  The coefficient is a number there.  That of the report is estimated from the draws
that it scales, and a claim beside these says the sentence of it.
"""

from derivations import (
    D, E, Function, Law, Point, abbreviation, always, definition, differentiate, dominated, hypothesis, implies, integrable,
    integral, leibniz, linearity, log, logarithm, marginal, parameters, points, product_rule, theorem)
from derivations.reported.claim import reported
from derivations.reported.rules import both, probable
from derivations.reported.run_claim import from_runs

x, z = points("x z")
k = Point("k", "z")  # another draw
(phi,) = parameters("phi")
p, q = Law("p", x, z), Law("q", z)
a = Function("a")  # the coefficient
g = Function("g", z)  # a signal: any function is that of some joint density, up to a constant


@abbreviation
def signal(z):
    """The learning signal of a draw."""
    return log(p(x, z)) - log(q[phi](z))


@abbreviation
def likelihood(z):
    """The log likelihood of a draw: how well it explains the data."""
    return log(p(x | z))


@abbreviation
def h(z):
    """The score of a draw."""
    return D[phi](log(q[phi](z)))


@abbreviation
def f(z):
    """The score of a draw times its signal."""
    return (log(p(x, z)) - log(q[phi](z)))*D[phi](log(q[phi](z)))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.13", title="The signal is the log likelihood plus the log prior minus log q")
def what_it_measures(proof):
    """Up to the log evidence it is the log ratio of the posterior to q: it says where q is too small."""
    proof.claim(signal(z) == likelihood(z) + log(p(z)) - log(q[phi](z)))
    proof.given(p(x, z) > 0, p(z) > 0, q[phi](z) > 0)
    proof.starts(signal(z))
    proof.eq(log(p(x | z)*p(z)) - log(q[phi](z)), by=product_rule)
    proof.eq(likelihood(z) + log(p(z)) - log(q[phi](z)), by=logarithm)
    proof.twin(signal(z) == likelihood(z) - log(q[phi](z)), "forgetting the prior")
    proof.twin(signal(z) == likelihood(z) + log(p(z)), "forgetting the density of the draw")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.13-em", lines=(787, 787), kind="prose",
          says="The signal measures how well the draw explains the data.",
          printed="(in words) log p(D, z[s]) − log q(z[s]; λ): how well z[s] explains the data",
          right="log p(D, z[s]) − log q(z[s]; λ) = log p(D | z[s]) + log p(z[s]) − log q(z[s]; λ)",
          correction=("It also measures how much more probable the draw is under the prior than under q: two terms beside the "
                      "log likelihood", what_it_measures))
def explains(proof):
    proof.claim(signal(z) == likelihood(z))
    proof.given(p(x, z) > 0, p(z) > 0, q[phi](z) > 0, p(x, k) > 0, p(k) > 0, q[phi](k) > 0)
    proof.reading(implies(likelihood(z) <= likelihood(k), signal(z) <= signal(k)), "it puts draws in the same order")
    proof.reading(signal(z) - signal(k) == likelihood(z) - likelihood(k), "up to a constant")
    proof.reading(signal(z) == log(p(x, z)), "how well the draw and the data go together")
    proof.mend(likelihood(z), likelihood(z) + (log(p(z)) - log(q[phi](z))))


@reported("2.2.13-en", lines=(797, 797), kind="prose", says="Under q the score has mean zero.")
def mean_zero(proof):
    proof.claim(E[q[phi](z)](h(z)) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)](h(z)))
    proof.eq(integral[z](q[phi](z)*h(z)), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z))), by=differentiate)
    proof.eq(D[phi](integral[z](q[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)


@reported("2.2.13-eo", lines=(797, 797), kind="step",
          says="That the mean is zero means that no multiple of the score introduces a bias.")
def no_bias(proof):
    proof.claim(E[q[phi](z)](f(z) - a()*h(z)) == E[q[phi](z)](f(z)))
    proof.given(E[q[phi](z)](h(z)) == 0, always[q[phi](z)](p(x, z) > 0), integrable[q[phi](z)](f(z)), integrable[q[phi](z)](h(z)))
    proof.starts(E[q[phi](z)](f(z) - a()*h(z)))
    proof.eq(E[q[phi](z)](f(z)) - a()*E[q[phi](z)](h(z)), by=linearity)
    proof.eq(E[q[phi](z)](f(z)), by=hypothesis)


@reported("2.2.13-ep", lines=(797, 797), kind="prose", can=True,
          says="The score can be a baseline of mean zero that, properly scaled, reduces the variance; without a "
               "bias, because its mean is zero (2.2.13-eo).")
def baseline(proof):
    proof.claim(E[q[phi](z)]((g(z)*h(z) - a()*h(z))**2) - E[q[phi](z)](g(z)*h(z) - a()*h(z))**2
                < E[q[phi](z)]((g(z)*h(z))**2) - E[q[phi](z)](g(z)*h(z))**2)
    proof.given(always[z](q[phi](z) > 0))


PLACES = ("start", "half", "end")
BIAS = "exact.updates.{}.{}.bias"

from_runs(
    "2.2.13-eq", lines=(797, 797), kind="prose", experiment="bbvi",
    says="The same sentence, read of the report's own coefficient, which line 609 and line 749 estimate from the draws that it scales: "
         "the control variate introduces no bias.",
    rule=both(*(probable(BIAS.format(place, "control_variate") + "_pvalue") for place in PLACES)),
    where=both(*(probable(BIAS.format(place, "reinforce") + "_pvalue") for place in PLACES)),
    printed="(in words) without introducing bias",
    right="(in words) without introducing bias where the coefficient does not look at the draws that it scales",
    instead="at the start its estimates are off by {" + BIAS.format("start", "control_variate") + "} on average, on a gradient of "
            "{exact.updates.start.gradient}, and half way by {" + BIAS.format("half", "control_variate") + "} on "
            "{exact.updates.half.gradient}: the coefficient varies with the draws (`control_variates.same_sample_bias`).  With one that "
            "is a number there is no bias (2.2.13-eo), and with zero, which is that of REINFORCE, none is seen")
