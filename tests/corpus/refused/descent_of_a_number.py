"""One does not vanish at infinity, and ψ′(a) does."""

from derivations import descent, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(trigamma(a) >= 1)
    proof.given(a > 0)
    proof.starts(trigamma(a))
    proof.ge(1, by=descent)
