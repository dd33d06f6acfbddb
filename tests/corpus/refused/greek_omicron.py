"""A Greek omicron looks like the Latin o: the two functions read alike."""

from derivations import Function, algebra, points, theorem

(z,) = points("z")
o, ο = Function("o", z), Function("ο", z)


@theorem("corpus", title="A difference that reads as zero")
def not_zero(proof):
    proof.claim(o(z) - ο(z) == -ο(z) + o(z))
    proof.starts(o(z) - ο(z))
    proof.eq(-ο(z) + o(z), by=algebra)
