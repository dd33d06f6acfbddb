"""Where a density is zero, its second derivative need not be."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[q[phi](z)](D[phi](D[phi](q[phi](z)))/q[phi](z)) == integral[z](D[phi](D[phi](q[phi](z)))))
    proof.given(integrable[z](D[phi](D[phi](q[phi](z)))))
    proof.starts(E[q[phi](z)](D[phi](D[phi](q[phi](z)))/q[phi](z)))
    proof.eq(integral[z](q[phi](z)*(D[phi](D[phi](q[phi](z)))/q[phi](z))), by=definition)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z)))), by=differentiate)
