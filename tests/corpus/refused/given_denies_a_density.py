"""A density is never negative, so nothing satisfies the hypothesis."""

from derivations import Law, algebra, log, points, theorem

(x,) = points("x")
p = Law("p", x)


@theorem("corpus", title="The logarithm of minus a density")
def vacuous(proof):
    proof.claim(log(-p(x)) - log(-p(x)) == 0)
    proof.given(-p(x) > 0)
    proof.starts(log(-p(x)) - log(-p(x)))
    proof.eq(0, by=algebra)
