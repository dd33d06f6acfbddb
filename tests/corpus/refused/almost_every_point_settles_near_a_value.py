"""For each value of phi a mean is zero at almost every y; at one y it need not be so for all values that are near."""

from derivations import *

y, z = points("y z")
v, yy = Point("v", "z"), Point("yy", "y")
K, k = counts("K k")
phi, = parameters("phi")
w = Law("w", z | y)
f, g = Function("f", z, phi), Function("g", phi)


@theorem("corpus", title="t")
def centred(proof):
    proof.claim(E[w(z | y)](f(z, phi) - E[w(v | y)](f(v, phi))) == 0)
    proof.given(always[yy](integrable[w(z | yy)](f(z, phi))))
    proof.starts(E[w(z | y)](f(z, phi) - E[w(v | y)](f(v, phi))))
    proof.eq(E[w(z | y)](f(z, phi)) - E[w(v | y)](f(v, phi)), by=linearity)
    proof.eq(0, by=algebra)


@theorem("corpus", title="t")
def at_the_value(proof):
    proof.claim(E[iid(w(z | y), K)](mean[k:K](f(z[k], phi) - E[w(v | y)](f(v, phi)))**2) == E[w(z | y)]((f(z, phi) - E[w(v | y)](f(v, phi)))**2)/K)
    proof.given(always[yy](integrable[w(z | yy)](f(z, phi)**2)))
    proof.starts(E[iid(w(z | y), K)](mean[k:K](f(z[k], phi) - E[w(v | y)](f(v, phi)))**2))
    proof.eq(E[w(z | y)]((f(z, phi) - E[w(v | y)](f(v, phi)))**2)/K, by=moments.using(centred))


@theorem("corpus", title="t")
def near_the_value(proof):
    proof.claim(iff(near[phi](E[iid(w(z | y), K)](mean[k:K](f(z[k], phi) - E[w(v | y)](f(v, phi)))**2) == g(phi)),
                    near[phi](E[w(z | y)]((f(z, phi) - E[w(v | y)](f(v, phi)))**2)/K == g(phi))))
    proof.given(near[phi](always[yy](integrable[w(z | yy)](f(z, phi)**2))))
    proof.starts(near[phi](E[iid(w(z | y), K)](mean[k:K](f(z[k], phi) - E[w(v | y)](f(v, phi)))**2) == g(phi)))
    proof.iff(near[phi](E[w(z | y)]((f(z, phi) - E[w(v | y)](f(v, phi)))**2)/K == g(phi)), by=moments.using(centred))
