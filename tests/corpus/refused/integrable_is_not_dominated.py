"""That the derivative is integrable does not let it enter an integral."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](integral[z](q[phi](z))) == integral[z](D[phi](q[phi](z))))
    proof.given(integrable[z](D[phi](q[phi](z))))
    proof.starts(D[phi](integral[z](q[phi](z))))
    proof.eq(integral[z](D[phi](q[phi](z))), by=leibniz)
