"""Where the density phi**2 is zero, the logarithm of exp(-1/phi**4) beside it is not defined, and -1/phi**2 has no derivative."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](q[phi](z)*log(g(phi))) == D[phi](q[phi](z))*log(g(phi)) + q[phi](z)*D[phi](g(phi))/g(phi))
    proof.given(near[phi](implies(q[phi](z) > 0, g(phi) > 0)))
    proof.starts(D[phi](q[phi](z)*log(g(phi))))
    proof.eq(D[phi](q[phi](z))*log(g(phi)) + q[phi](z)*D[phi](g(phi))/g(phi), by=differentiate)
