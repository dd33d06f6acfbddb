"""A supremum is said to be finite because it is finite inside a logarithm of an exponential."""

from derivations import *
(i,) = points("i")
f = Function("f", i)
F = Subset("F", i)

@theorem(title="sup")
def supexp(proof):
    proof.claim(sup[i:F](f(i)) <= sup[i](f(i)))
    proof.starts(sup[i:F](f(i)))
    proof.le(sup[i](f(i)), by=nested)
    proof.le(log(exp(sup[i](f(i)))), by=logarithm)
    proof.le(sup[i](f(i)), by=logarithm)
