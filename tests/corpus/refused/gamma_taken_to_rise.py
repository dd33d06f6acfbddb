"""ln Γ falls before it rises: ln Γ(1) is ln Γ(2), and 2a ≤ a² + 1, yet ln Γ(2a) = 0 > ln Γ(a² + 1) at a = 1/2."""

from derivations import lgamma, parameters, sum_of_squares, theorem

(a,) = parameters("a")


@theorem("corpus", title="A comparison below ln Γ")
def compared(proof):
    proof.claim(lgamma(2*a) <= lgamma(a**2 + 1))
    proof.given(a > 0)
    proof.starts(lgamma(2*a))
    proof.le(lgamma(a**2 + 1), by=sum_of_squares)
