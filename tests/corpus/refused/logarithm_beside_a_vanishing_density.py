"""At a common zero of q, w and a factor the product rule is wrong: phi**2*log(exp(-1/phi**2))*phi."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](q[phi](z)*log(r[phi](z | x))*g(phi)) == D[phi](q[phi](z))*log(r[phi](z | x))*g(phi) + q[phi](z)*D[phi](log(r[phi](z | x)))*g(phi) + q[phi](z)*log(r[phi](z | x))*D[phi](g(phi)))
    proof.starts(D[phi](q[phi](z)*log(r[phi](z | x))*g(phi)))
    proof.eq(D[phi](q[phi](z))*log(r[phi](z | x))*g(phi) + q[phi](z)*D[phi](log(r[phi](z | x)))*g(phi) + q[phi](z)*log(r[phi](z | x))*D[phi](g(phi)), by=differentiate)
