"""The derivative of u(t) is that of u times that of t."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](u(t(y, phi))) == D[psi:t(y, phi)](u(psi)))
    proof.starts(D[phi](u(t(y, phi))))
    proof.eq(D[psi:t(y, phi)](u(psi)), by=differentiate)
