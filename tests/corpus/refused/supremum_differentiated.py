"""A supremum need not have a derivative."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)
i, = points("i")
h = Function("h", i)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](sup[i](h(i)*phi)) == sup[i](h(i)))
    proof.starts(D[phi](sup[i](h(i)*phi)))
    proof.eq(sup[i](h(i)), by=differentiate)
