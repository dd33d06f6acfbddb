"""log a alone does not vanish at infinity: it outgrows ψ′(a)."""

from derivations import descent, log, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="A logarithm and ψ′")
def logarithm_alone(proof):
    proof.claim(trigamma(a) - log(a) >= 0)
    proof.given(a > 0)
    proof.starts(trigamma(a) - log(a))
    proof.ge(0, by=descent)
