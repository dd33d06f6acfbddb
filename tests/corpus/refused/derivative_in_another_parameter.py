"""A family is smooth in each of its parameters, and they are not the same."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[phi](r[phi, psi](z | x)) == D[psi](r[phi, psi](z | x)))
    proof.starts(D[phi](r[phi, psi](z | x)))
    proof.eq(D[psi](r[phi, psi](z | x)), by=differentiate)
