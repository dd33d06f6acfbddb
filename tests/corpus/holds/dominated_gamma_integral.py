"""A derivative that enters an integral where it is given that it may."""

from derivations import *

(x,) = positives("x")
(a,) = parameters("a")


@theorem(title="leibniz_for_gamma_integral")
def leibniz_for_gamma_integral(proof):
    proof.claim(D[a](integral[x](exp((a - 1)*log(x) - x))) == integral[x](D[a](exp((a - 1)*log(x) - x))))
    proof.given(dominated[x](a, exp((a - 1)*log(x) - x)))
    proof.starts(D[a](integral[x](exp((a - 1)*log(x) - x))))
    proof.eq(integral[x](D[a](exp((a - 1)*log(x) - x))), by=leibniz)
