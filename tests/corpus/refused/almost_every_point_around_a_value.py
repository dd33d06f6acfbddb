"""For each value of phi a mean is a sum at almost every y; at almost every y it need not be for all values that are near."""

from derivations import *

y, z = points("y z")
(phi,) = parameters("phi")
f, k = Function("f", z), Function("k", z)
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
    proof.claim(iff(always[y](near[phi](E[w[phi](z | y)](f(z) + k(z)) == 0)),
                    always[y](near[phi](E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)) == 0))))
    proof.given(near[phi](always[yy](integrable[w[phi](z | yy)](f(z)))), near[phi](always[yy](integrable[w[phi](z | yy)](k(z)))),
                always[y](near[phi](integrable[w[phi](z | y)](f(z) + k(z)))))
    proof.starts(always[y](near[phi](E[w[phi](z | y)](f(z) + k(z)) == 0)))
    proof.iff(always[y](near[phi](E[w[phi](z | y)](f(z)) + E[w[phi](z | y)](k(z)) == 0)), by=sums)
