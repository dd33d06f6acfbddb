"""The log of q over the posterior has a mean of at most zero under the posterior, by Jensen."""

from derivations import (
    E,
    Law,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    product_rule,
    support,
    theorem,
)

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem("corpus", title="The evidence upper bound")
def eubo(proof):
    proof.claim(E[p(z | x)](log(p(x, z)/q(z))) >= log(p(x)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(p(x, z)/q(z))),
                integrable[p(z | x)](q(z)/p(z | x)))
    proof.starts(E[p(z | x)](log(p(x, z)/q(z))))
    proof.eq(E[p(z | x)](log(p(x)*(p(z | x)/q(z)))), by=product_rule)
    proof.eq(E[p(z | x)](log(p(x)) - log(q(z)/p(z | x))), by=logarithm)
    proof.eq(log(p(x)) - E[p(z | x)](log(q(z)/p(z | x))), by=linearity)
    proof.ge(log(p(x)) - log(E[p(z | x)](q(z)/p(z | x))), by=jensen)
    proof.ge(log(p(x)) - log(integral[z](q(z))), by=support)
    proof.eq(log(p(x)) - log(1), by=marginal)
    proof.eq(log(p(x)), by=logarithm)
