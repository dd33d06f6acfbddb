"""A default of the proof's function puts another statement in."""

from derivations import Law, algebra, points, theorem

(x,) = points("x")
p, q = Law("p", x), Law("q", x)


@theorem("corpus", title="Two laws are equal")
def equal(proof, q=p):
    proof.claim(p(x) - q(x) == 0)
    proof.starts(p(x) - q(x))
    proof.eq(0, by=algebra)
