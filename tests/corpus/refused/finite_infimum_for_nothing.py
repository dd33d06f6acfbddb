"""An infimum is said to be finite for nothing."""

from derivations import *
(i,) = points("i")
f = Function("f", i)
F = Subset("F", i)

@theorem(title="inf")
def infs(proof):
    proof.claim(inf[i:F](f(i)) >= inf[i](f(i)))
    proof.starts(inf[i:F](f(i)))
    proof.ge(inf[i](f(i)), by=nested)
    proof.ge(log(exp(inf[i](f(i)))), by=logarithm)
    proof.ge(inf[i](f(i)), by=logarithm)
