"""A supremum is said to be finite because an average of it is."""

from derivations import *
(i,) = points("i")
f = Function("f", i, nonnegative=True)
x = points("x")[0]
g = Function("g", x)
K, k = counts("K k")

@theorem(title="through a mean")
def through_mean(proof):
    proof.claim(sup[i](f(i)) <= mean[k:K](sup[i](f(i))))
    proof.starts(sup[i](f(i)))
    proof.le(mean[k:K](sup[i](f(i))), by=linearity)

@theorem(title="through a quotient")
def through_quotient(proof):
    proof.claim(sup[i](f(i)) <= 1/(1/(1 + sup[i](f(i)))) - 1)
    proof.starts(sup[i](f(i)))
    proof.le(1/(1/(1 + sup[i](f(i)))) - 1, by=algebra)
