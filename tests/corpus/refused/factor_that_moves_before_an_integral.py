"""A factor that depends on the parameter stands before the derivative of an integral, and is not differentiated."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](g(phi)*E[b(z)](t(z, phi))) == g(phi)*E[b(z)](D[phi](t(z, phi))))
    proof.given(dominated[z](phi, b(z)*t(z, phi)))
    proof.starts(D[phi](g(phi)*E[b(z)](t(z, phi))))
    proof.eq(g(phi)*E[b(z)](D[phi](t(z, phi))), by=leibniz)
