"""For almost all pairs only: steps from y to y + u of a density in proportion to 1/√|u| lead back to y with ∫ 1/|u| du."""

from derivations import Chain, always, integral, marginal, markov, points, theorem

(y,) = points("y")
e = Chain("e", y)


@theorem("corpus", title="The equation of Chapman and Kolmogorov at every pair of points")
def two_steps(proof):
    proof.claim(e(y[1], y[3]) == integral[y[2]](e(y[1], y[2])*e(y[3] | y[2])))
    proof.given(always[y[2]](e(y[2]) > 0))
    proof.starts(e(y[1], y[3]))
    proof.eq(integral[y[2]](e(y[1], y[2], y[3])), by=marginal)
    proof.eq(integral[y[2]](e(y[1], y[2])*e(y[3] | y[2])), by=markov)
