"""A hypothesis that can hold for no index says that there is none."""

from derivations import *

K, k = counts("K k")
a, b = parameters("a b")
f = Function("f", k)


@theorem("corpus", title="A sum of nothing")
def nothing(proof):
    proof.claim(total[k:2:K](f(k) + 1) <= total[k:2:K](f(k)))
    proof.given(each[k:2:K](1 <= 0))
    proof.starts(total[k:2:K](f(k) + 1))
    proof.le(total[k:2:K](f(k)), by=hypothesis)


@theorem("corpus", title="Beside another comparison")
def nothing_else(proof):
    proof.claim(total[k:2:K](2*f(1)**2 + 1) <= total[k:2:K](2*f(1)**2))
    proof.given(a <= b, each[k:2:K](1 <= 0))
    proof.starts(total[k:2:K](2*f(1)**2 + 1))
    proof.le(total[k:2:K](2*f(1)**2), by=hypothesis)
