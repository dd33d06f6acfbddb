"""The derivative of log a − ψ(a) is negative, since a ψ′(a) > 1 by descent."""

from derivations import D, algebra, descent, differentiate, digamma, log, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="The slope of log a less ψ(a)")
def slope(proof):
    proof.claim(D[a](log(a) - digamma(a)) <= 0)
    proof.given(a > 0)
    proof.starts(D[a](log(a) - digamma(a)))
    proof.eq(1/a - trigamma(a), by=differentiate)
    proof.le(trigamma(a) - trigamma(a), by=descent)
    proof.eq(0, by=algebra)
