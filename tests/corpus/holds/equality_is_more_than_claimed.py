"""Equal is more than at most: lines of equality show an inequality."""

from derivations import E, Law, integrable, linearity, log, points, theorem

(z,) = points("z")
q = Law("q", z)


@theorem("corpus", title="A constant factor leaves the mean")
def at_most(proof):
    proof.claim(E[q(z)](2*log(q(z))) <= 2*E[q(z)](log(q(z))))
    proof.given(integrable[q(z)](log(q(z))))
    proof.starts(E[q(z)](2*log(q(z))))
    proof.eq(2*E[q(z)](log(q(z))), by=linearity)
