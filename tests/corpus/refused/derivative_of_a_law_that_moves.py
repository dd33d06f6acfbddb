"""A derivative enters a mean whose law depends on the parameter, too."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](D[phi](f(z))))
    proof.given(dominated[z](phi, q[phi](z)*f(z)))
    proof.starts(D[phi](E[q[phi](z)](f(z))))
    proof.eq(E[q[phi](z)](D[phi](f(z))), by=leibniz)
