"""A logarithm takes one argument; a base is not part of the language."""

from derivations import Law, log, logarithm, points, theorem

(x,) = points("x")
p = Law("p", x)


@theorem("corpus", title="A logarithm to the base ten")
def base(proof):
    proof.claim(log(p(x), 10) == log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(log(p(x), 10))
    proof.eq(log(p(x)), by=logarithm)
