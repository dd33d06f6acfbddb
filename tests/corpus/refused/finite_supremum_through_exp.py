"""A supremum is said to be finite because the logarithm of its exponential is."""

from derivations import *
(i,) = points("i")
f = Function("f", i)

@theorem(title="sup")
def supexp(proof):
    proof.claim(sup[i](f(i)) <= log(exp(sup[i](f(i)))))
    proof.starts(sup[i](f(i)))
    proof.le(log(exp(sup[i](f(i)))), by=logarithm)
