"""The whole of a derivation in one line."""

from derivations import E, KL, Law, algebra, integrable, log, points, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) + KL[z](q(z), p(z | x)) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))) + KL[z](q(z), p(z | x)))
    proof.eq(log(p(x)), by=algebra)  # wrong
