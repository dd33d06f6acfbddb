"""2/a is below ψ′(a) for small a, where that is like 1/a²."""

from derivations import descent, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(2/a >= trigamma(a))
    proof.given(a > 0)
    proof.starts(2/a)
    proof.ge(trigamma(a), by=descent)
