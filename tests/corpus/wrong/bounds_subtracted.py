"""The difference of two lower bounds, taken for a lower bound of the difference."""

from derivations import E, Law, integrable, integral, jensen, log, marginal, points, support, theorem

x, z = points("x z")
p, r, q = Law("p", x, z), Law("r", x, z), Law("q", z)


@theorem(title="The bound for the first model")
def first(proof):
    proof.claim(log(p(x)) >= E[q(z)](log(p(x, z)/q(z))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(log(integral[z](p(x, z))), by=marginal)
    proof.ge(log(E[q(z)](p(x, z)/q(z))), by=support)
    proof.ge(E[q(z)](log(p(x, z)/q(z))), by=jensen)


@theorem(title="The log Bayes factor is bounded by the difference of the bounds")
def factor(proof):
    proof.claim(log(p(x)) - log(r(x)) >= E[q(z)](log(p(x, z)/q(z))) - E[q(z)](log(r(x, z)/q(z))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[q(z)](log(r(x, z)/q(z))))
    proof.starts(log(p(x)) - log(r(x)))
    proof.ge(E[q(z)](log(p(x, z)/q(z))) - log(r(x)), by=first)
    proof.ge(E[q(z)](log(p(x, z)/q(z))) - E[q(z)](log(r(x, z)/q(z))), by=first.at({p(x, z): r(x, z)}))  # wrong
