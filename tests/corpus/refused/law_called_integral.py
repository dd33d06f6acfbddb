"""A law called integral: its density at z prints like the word."""

from derivations import Law, algebra, points, theorem

(z,) = points("z")
integral = Law("integral", z)


@theorem("corpus", title="A density that reads as an integral")
def density(proof):
    proof.claim(integral(z) + integral(z) == 2*integral(z))
    proof.starts(integral(z) + integral(z))
    proof.eq(2*integral(z), by=algebra)
