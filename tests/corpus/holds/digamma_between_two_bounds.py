"""By descent ψ(a) lies between log a − 1/a and log a − 1/(2a)."""

from derivations import descent, digamma, log, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="ψ from below")
def from_below(proof):
    proof.claim(log(a) - 1/a <= digamma(a))
    proof.given(a > 0)
    proof.starts(log(a) - 1/a)
    proof.le(digamma(a), by=descent)


@theorem("corpus", title="ψ from above")
def from_above(proof):
    proof.claim(digamma(a) <= log(a) - 1/(2*a))
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.le(log(a) - 1/(2*a), by=descent)
