"""Theorems in which numbers of a hundred digits cancel: two sides are told apart with many digits only."""

from derivations import E, Normal, family, parameters, polygamma, reals, recurrence, theorem

(y,) = reals("y")
m, v = parameters("m v")


@theorem("corpus", title="A step of a derivative of the digamma function near zero")
def near_zero(proof):
    proof.claim(polygamma(5, 1 + 1/10**20) == polygamma(5, 1/10**20) - 120*(10**20)**6)
    proof.starts(polygamma(5, 1 + 1/10**20))
    proof.eq(polygamma(5, 1/10**20) - 120*(10**20)**6, by=recurrence)


@theorem("corpus", title="A variance far out")
def far_out(proof):
    proof.claim(E[Normal[10**25*m, v](y)]((y - 10**25*m)**2) == v)
    proof.given(v > 0)
    proof.starts(E[Normal[10**25*m, v](y)]((y - 10**25*m)**2))
    proof.eq(v, by=family)
