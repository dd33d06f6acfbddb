"""The bound for one observation and for an encoder: the second theorem is the first with particulars put in."""

from derivations import E, Law, integrable, integral, jensen, log, marginal, points, support, theorem

x, z = points("x z")
p, q, s = Law("p", x, z), Law("q", z), Law("s", z | x)


@theorem(title="A mean of log weights is a lower bound")
def bound(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) <= log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))))
    proof.le(log(E[q(z)](p(x, z)/q(z))), by=jensen)
    proof.le(log(integral[z](p(x, z))), by=support)
    proof.eq(log(p(x)), by=marginal)
    proof.twin(E[q(z)](log(p(x, z)/q(z))) == log(p(x)), "taking the bound for the evidence")


@theorem(title="The same for the law of z that an encoder gives for each x")
def encoder(proof):
    proof.claim(E[s(z | x)](log(p(x, z)/s(z | x))) <= log(p(x)))
    proof.given(integrable[s(z | x)](log(p(x, z)/s(z | x))))
    proof.starts(E[s(z | x)](log(p(x, z)/s(z | x))))
    proof.le(log(p(x)), by=bound.at({q(z): s(z | x)}))
