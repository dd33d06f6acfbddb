"""Suprema under an expectation are said to be finite for nothing."""

from derivations import *
z = points("z")[0]
(i,) = points("i")
q = Law("q", z)
f = Function("f", i, z)

@theorem(title="inside")
def inside(proof):
    proof.claim(E[q(z)](sup[i](f(i, z))) <= E[q(z)](log(exp(sup[i](f(i, z))))))
    proof.given(integrable[q(z)](sup[i](f(i, z))))
    proof.starts(E[q(z)](sup[i](f(i, z))))
    proof.le(E[q(z)](log(exp(sup[i](f(i, z))))), by=logarithm)
