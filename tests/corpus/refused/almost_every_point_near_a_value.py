"""For each value of phi a mean is a sum at almost every y; at one y it need not be for all values that are near."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)
w = Law("w", z | y)
yy = Point("yy", "y")


@theorem("corpus", title="t")
def sums(proof):
    proof.claim(E[w[phi](z | y)](f(z) + k(z)) == E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)))
    proof.given(always[yy](integrable[w[phi](z | yy)](f(z))), always[yy](integrable[w[phi](z | yy)](k(z))))
    proof.starts(E[w[phi](z | y)](f(z) + k(z)))
    proof.eq(E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)), by=linearity)


@theorem("corpus", title="t")
def nearby(proof):
    proof.claim(iff(near[phi](E[w[phi](z | y)](f(z) + k(z)) == 0), near[phi](E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)) == 0)))
    proof.given(near[phi](always[yy](integrable[w[phi](z | yy)](f(z)))), near[phi](always[yy](integrable[w[phi](z | yy)](k(z)))))
    proof.starts(near[phi](E[w[phi](z | y)](f(z) + k(z)) == 0))
    proof.iff(near[phi](E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)) == 0), by=sums)
