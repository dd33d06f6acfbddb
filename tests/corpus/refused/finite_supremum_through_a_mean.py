"""A supremum is said to be finite because its mean is."""

from derivations import *
(i,) = points("i")
z = points("z")[0]
q = Law("q", z)
f = Function("f", i)

@theorem(title="sup")
def throughE(proof):
    proof.claim(sup[i](f(i)) <= E[q(z)](sup[i](f(i))))
    proof.starts(sup[i](f(i)))
    proof.le(E[q(z)](sup[i](f(i))), by=linearity)
