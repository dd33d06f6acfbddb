"""A law called mean, in a claim about means."""

from derivations import E, Law, linearity, points, theorem

(z,) = points("z")
mean = Law("mean", z)


@theorem("corpus", title="The mean of one")
def one(proof):
    proof.claim(E[mean(z)](1) == 1)
    proof.starts(E[mean(z)](1))
    proof.eq(1, by=linearity)
