"""The chi-square divergence is a second moment minus one, whatever q covers."""

from derivations import E, Law, algebra, integrable, integral, linearity, marginal, points, support, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)]((r(z)/q(z) - 1)**2) == E[q(z)]((r(z)/q(z))**2) - 1)
    proof.given(integrable[q(z)]((r(z)/q(z))**2))  # wrong
    proof.starts(E[q(z)]((r(z)/q(z) - 1)**2))
    proof.eq(E[q(z)]((r(z)/q(z))**2 - 2*(r(z)/q(z)) + 1), by=algebra)
    proof.eq(E[q(z)]((r(z)/q(z))**2) - 2*E[q(z)](r(z)/q(z)) + 1, by=linearity)
    proof.eq(E[q(z)]((r(z)/q(z))**2) - 2*integral[z](r(z)) + 1, by=support)  # needs
    proof.eq(E[q(z)]((r(z)/q(z))**2) - 2 + 1, by=marginal)
    proof.eq(E[q(z)]((r(z)/q(z))**2) - 1, by=algebra)
