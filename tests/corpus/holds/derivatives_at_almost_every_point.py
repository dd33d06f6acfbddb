"""At a point a family has its derivatives for almost every value of the point."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def log_derivative(proof):
    proof.claim(D[phi](q[phi](z)) == q[phi](z)*D[phi](log(q[phi](z))))
    proof.given(q[phi](z) > 0)
    proof.starts(D[phi](q[phi](z)))
    proof.eq(q[phi](z)*D[phi](log(q[phi](z))), by=differentiate)


@theorem("corpus", title="t")
def entropy(proof):
    proof.claim(D[phi](q[phi](z)*log(q[phi](z))) == D[phi](q[phi](z))*log(q[phi](z)) + D[phi](q[phi](z)))
    proof.starts(D[phi](q[phi](z)*log(q[phi](z))))
    proof.eq(D[phi](q[phi](z))*log(q[phi](z)) + D[phi](q[phi](z)), by=differentiate)


@theorem("corpus", title="t")
def average(proof):
    proof.claim(D[phi](mean[k:K](g(phi)*k)) == D[phi](g(phi))*mean[k:K](k))
    proof.starts(D[phi](mean[k:K](g(phi)*k)))
    proof.eq(mean[k:K](k*D[phi](g(phi))), by=differentiate)
    proof.eq(D[phi](g(phi))*mean[k:K](k), by=linearity)
