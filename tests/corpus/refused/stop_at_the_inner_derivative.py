"""What stops stands at its value outside all derivatives."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](D[phi](phi*stop(phi))) == 1)
    proof.starts(D[phi](D[phi](phi*stop(phi))))
    proof.eq(1, by=differentiate)
