"""The gradient of a mean, its score with mean zero, and both for a conditional family, another parameter and a law that stands still."""

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
def gradient(proof):
    proof.claim(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z)*D[phi](log(q[phi](z)))))
    proof.given(dominated[z](phi, q[phi](z)*f(z)))
    proof.starts(D[phi](E[q[phi](z)](f(z))))
    proof.eq(integral[z](D[phi](q[phi](z)*f(z))), by=leibniz)
    proof.eq(integral[z](q[phi](z)*(f(z)*D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(E[q[phi](z)](f(z)*D[phi](log(q[phi](z)))), by=definition)


@theorem("corpus", title="t")
def conditional(proof):
    proof.claim(D[psi](E[r[psi](z | x)](log(p(x, z)))) == E[r[psi](z | x)](log(p(x, z))*D[psi](log(r[psi](z | x)))))
    proof.given(dominated[z](psi, r[psi](z | x)*log(p(x, z))))
    proof.starts(D[psi](E[r[psi](z | x)](log(p(x, z)))))
    proof.eq(E[r[psi](z | x)](log(p(x, z))*D[psi](log(r[psi](z | x)))), by=gradient.at({q[phi](z): r[phi](z | x), f(z): log(p(x, z)), phi: psi}))


@theorem("corpus", title="t")
def still(proof):
    proof.claim(E[p(z)](D[phi](log(p(z)))) == 0)
    proof.given(dominated[z](phi, p(z)))
    proof.starts(E[p(z)](D[phi](log(p(z)))))
    proof.eq(0, by=score.at({q[phi](z): p(z)}))
