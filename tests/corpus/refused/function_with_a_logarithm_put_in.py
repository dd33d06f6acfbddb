"""A function that is smooth at every value cannot stand for a logarithm."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def of_a_product(proof):
    proof.claim(D[phi](g(phi)**2) == 2*g(phi)*D[phi](g(phi)))
    proof.starts(D[phi](g(phi)**2))
    proof.eq(2*g(phi)*D[phi](g(phi)), by=differentiate)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](log(u(phi))**2) == 2*log(u(phi))*D[phi](log(u(phi))))
    proof.starts(D[phi](log(u(phi))**2))
    proof.eq(2*log(u(phi))*D[phi](log(u(phi))), by=of_a_product.at({g(phi): log(u(phi))}))
