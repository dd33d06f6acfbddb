"""A product of two negative factors is positive, and neither has a logarithm."""

from derivations import *

T, t = counts("T t")
a = Function("a", t)


@theorem(title="Factors")
def factors(proof):
    proof.claim(log(product[t:1:T + 1](a(t))) == total[t:1:T + 1](log(a(t))))
    proof.given(product[t:1:T + 1](a(t)) > 0)
    proof.starts(log(product[t:1:T + 1](a(t))))
    proof.eq(total[t:1:T + 1](log(a(t))), by=logarithm)
