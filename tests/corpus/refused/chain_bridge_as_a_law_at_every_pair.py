"""Where the two-step density is infinite, as at y₁ = y₃ with steps of a density 1/√|u|, the point between has no law."""

from derivations import Chain, E, linearity, points, theorem

(y,) = points("y")
e = Chain("e", y)


@theorem("corpus", title="A constant under the law of the point between two given points")
def bridge(proof):
    proof.claim(E[e(y[2] | y[1], y[3])](3) == 3)
    proof.given(e(y[1], y[3]) > 0)
    proof.starts(E[e(y[2] | y[1], y[3])](3))
    proof.eq(3, by=linearity)
