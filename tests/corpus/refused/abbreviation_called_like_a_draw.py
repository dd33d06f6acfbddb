"""An abbreviation whose name looks like a draw or power."""

from derivations import *

x, z = points("x z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@abbreviation
def w_κ():
    return f(z)


@abbreviation
def q_K():
    return q(z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(mean[k:K](w_κ()) == w_κ())
    proof.starts(mean[k:K](w_κ()))
    proof.eq(w_κ(), by=linearity)
