"""The score at phi has the mean zero under the law at phi only."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)


@theorem("corpus", title="t")
def score(proof):
    proof.claim(E[q[phi](z)](D[phi](log(q[phi](z)))) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)](D[phi](log(q[phi](z)))))
    proof.eq(integral[z](q[phi](z)*D[phi](log(q[phi](z)))), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z))), by=differentiate)
    proof.eq(D[phi](integral[z](q[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[q[psi](z)](D[phi](log(q[phi](z)))) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[psi](z)](D[phi](log(q[phi](z)))))
    proof.eq(0, by=score.at({phi: psi}))
