"""1/a + 1/a² is above ψ′(a), not below it."""

from derivations import descent, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="ψ′ from below")
def from_below(proof):
    proof.claim(1/a + 1/a**2 <= trigamma(a))
    proof.given(a > 0)
    proof.starts(1/a + 1/a**2)
    proof.le(trigamma(a), by=descent)
