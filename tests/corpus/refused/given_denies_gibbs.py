"""A divergence is never negative, so its logarithm with the sign turned is never defined."""

from derivations import KL, Law, algebra, integrable, log, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem("corpus", title="The logarithm of minus a divergence")
def vacuous(proof):
    proof.claim(log(-KL[z](q(z), r(z))) - log(-KL[z](q(z), r(z))) == 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))), -KL[z](q(z), r(z)) > 0)
    proof.starts(log(-KL[z](q(z), r(z))) - log(-KL[z](q(z), r(z))))
    proof.eq(0, by=algebra)
