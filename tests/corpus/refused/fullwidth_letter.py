"""Python reads a fullwidth letter as the plain one, and so shows one law as two."""

from derivations import Law, algebra, points, theorem

(z,) = points("z")
ｑ = Law("q", z)


@theorem("corpus", title="One law under two spellings")
def same(proof):
    proof.claim(ｑ(z) - q(z) == 0)
    proof.starts(ｑ(z) - q(z))
    proof.eq(0, by=algebra)
