"""The total derivative is the path derivative minus the score, and the path derivative follows the chain rule."""

from derivations import *

x, y, z = points("x y z")
K, k = counts("K k")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z | x)
f, g, u, t = Function("f", z), Function("g", phi), Function("u", phi), Function("t", y, phi)
lp, lq = Function("lp", psi), Function("lq", psi, phi)


@theorem("corpus", title="t")
def parts(proof):
    proof.claim(D[phi](lp(t(y, phi)) - lq(t(y, phi), phi)) == D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))) - D[phi](lq(stop(t(y, phi)), phi)))
    proof.starts(D[phi](lp(t(y, phi)) - lq(t(y, phi), phi)))
    proof.eq(D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))) - D[phi](lq(stop(t(y, phi)), phi)), by=differentiate)


@theorem("corpus", title="t")
def chain(proof):
    proof.claim(D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))) == D[psi:t(y, phi)](lp(psi) - lq(psi, phi))*D[phi](t(y, phi)))
    proof.starts(D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))))
    proof.eq(D[psi:t(y, phi)](lp(psi) - lq(psi, phi))*D[phi](t(y, phi)), by=differentiate)


@theorem("corpus", title="t")
def zero(proof):
    proof.claim(D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))) == 0)
    proof.given(near[psi:t(y, phi)](lp(psi) - lq(psi, phi) == 0))
    proof.starts(D[phi](lp(t(y, phi)) - lq(t(y, phi), stop(phi))))
    proof.eq(D[psi:t(y, phi)](lp(psi) - lq(psi, phi))*D[phi](t(y, phi)), by=differentiate)
    proof.eq(D[psi:t(y, phi)](0)*D[phi](t(y, phi)), by=hypothesis)
    proof.eq(0, by=differentiate)
