"""What reads as p is called q: read top to bottom the bound is on another law's evidence."""

from derivations import E, Law, integrable, integral, jensen, log, logarithm, marginal, points, support, theorem

(z,) = points("z")
q, p = Law("p", z), Law("q", z)


@theorem("corpus", title="The mean log ratio is never positive")
def mean_log_ratio(proof):
    proof.claim(E[q(z)](log(p(z)/q(z))) <= 0)
    proof.given(integrable[q(z)](log(p(z)/q(z))))
    proof.starts(E[q(z)](log(p(z)/q(z))))
    proof.le(log(E[q(z)](p(z)/q(z))), by=jensen)
    proof.le(log(integral[z](p(z))), by=support)
    proof.eq(log(1), by=marginal)
    proof.eq(0, by=logarithm)
