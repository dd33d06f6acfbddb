"""Weights 1 and (phi - 2)**2 at phi = 2 have the squared score 0 and the curvature 2."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[q[phi](z)](D[phi](log(q[phi](z)))**2) == -E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))))
    proof.given(dominated[z](phi, q[phi](z)), dominated[z](phi, D[phi](q[phi](z))), integrable[q[phi](z)](D[phi](log(q[phi](z)))**2))
    proof.starts(E[q[phi](z)](D[phi](log(q[phi](z)))**2))
    proof.eq(integral[z](q[phi](z)*D[phi](log(q[phi](z)))**2), by=definition)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z))) - q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=linearity)
    proof.eq(D[phi](integral[z](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=leibniz)
    proof.eq(D[phi](D[phi](integral[z](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=leibniz)
    proof.eq(D[phi](D[phi](1)) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=marginal)
    proof.eq(-integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(-E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))), by=definition)
