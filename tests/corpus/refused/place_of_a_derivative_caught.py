"""The place of a derivative is not bound by it."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi:g(phi)](phi**2) == 2*phi)
    proof.starts(D[phi:g(phi)](phi**2))
    proof.eq(2*phi, by=differentiate)
