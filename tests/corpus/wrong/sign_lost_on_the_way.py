"""A minus sign is lost where the brackets are opened."""

from derivations import E, Law, integrable, linearity, log, points, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)) - (log(q(z)) - log(p(x)))) == E[q(z)](log(p(x, z)) - log(q(z))) - log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(q(z))), p(x) > 0)
    proof.starts(E[q(z)](log(p(x, z)) - (log(q(z)) - log(p(x)))))
    proof.eq(E[q(z)](log(p(x, z)) - log(q(z))) - log(p(x)), by=linearity)  # wrong
