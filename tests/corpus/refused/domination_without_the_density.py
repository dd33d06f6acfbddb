"""That a function is dominated over the whole space says nothing of it times a density: the law moves, too."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](E[q[phi](z)](t(z, phi))) == integral[z](D[phi](q[phi](z)*t(z, phi))))
    proof.given(dominated[z](phi, t(z, phi)), near[phi](integrable[q[phi](z)](t(z, phi))), integrable[z](D[phi](q[phi](z)*t(z, phi))))
    proof.starts(D[phi](E[q[phi](z)](t(z, phi))))
    proof.eq(integral[z](D[phi](q[phi](z)*t(z, phi))), by=leibniz)
