"""A density is divided by and multiplied with, and may be zero."""

from derivations import Law, algebra, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(q(z)*(r(z)/q(z)) == r(z))  # wrong
    proof.starts(q(z)*(r(z)/q(z)))
    proof.eq(r(z), by=algebra)  # needs
