"""Where one parameter stands in two places of a function, both move."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](h(phi, phi)) == D[psi:phi](h(phi, psi)))
    proof.starts(D[phi](h(phi, phi)))
    proof.eq(D[psi:phi](h(phi, psi)), by=differentiate)
