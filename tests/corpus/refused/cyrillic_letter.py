"""One p is Latin, the other Cyrillic: what reads p/p is a ratio of two laws."""

from derivations import E, Law, integral, marginal, points, support, theorem

(z,) = points("z")
p, р = Law("p", z), Law("р", z)


@theorem("corpus", title="The mean of p over p")
def at_most_one(proof):
    proof.claim(E[p(z)](р(z)/p(z)) <= 1)
    proof.starts(E[p(z)](р(z)/p(z)))
    proof.le(integral[z](р(z)), by=support)
    proof.eq(1, by=marginal)
