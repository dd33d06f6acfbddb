"""Outside a derivative nothing can be stopped."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(stop(g(phi)) == g(phi))
    proof.starts(stop(g(phi)))
    proof.eq(g(phi), by=algebra)
