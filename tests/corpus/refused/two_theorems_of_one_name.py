"""The second theorem takes the name of the first, which would go unproved."""

from derivations import Law, algebra, points, theorem

(z,) = points("z")
q = Law("q", z)


@theorem("corpus", title="A density is twice itself")
def one(proof):
    proof.claim(q(z) == 2*q(z))
    proof.starts(q(z))
    proof.eq(2*q(z), by=algebra)


@theorem("corpus", title="A density is itself")
def one(proof):  # noqa: F811
    proof.claim(q(z) == 2*q(z) - q(z))
    proof.starts(q(z))
    proof.eq(2*q(z) - q(z), by=algebra)
