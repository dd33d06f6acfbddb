"""Fubini asks for the derivative of the density that is put in, not for that density."""

from derivations import *

x, y, z = points("x y z")
v = Point("v", "z")
phi, psi = parameters("phi psi")
b, p, q, s = Law("b", z), Law("p", x, z), Law("q", z), Law("s", z)
f, g, u, h, t = Function("f", z), Function("g", phi), Function("u", phi), Function("h", phi, psi), Function("t", z, phi)
k = Function("k", z)
d = Function("d", y, z)


@theorem("corpus", title="t")
def exchanged(proof):
    proof.claim(integral[y](integral[z](d(y, z)*D[phi](q[phi](z)))) == integral[z](integral[y](d(y, z)*D[phi](q[phi](z)))))
    proof.given(integrable[y, z](d(y, z)*D[phi](q[phi](z))), integrable[y](integral[z](d(y, z)*D[phi](q[phi](z)))), integrable[z](integral[y](d(y, z)*D[phi](q[phi](z)))))
    proof.given(always[y](integrable[z](d(y, z)*D[phi](q[phi](z)))), always[z](integrable[y](d(y, z)*D[phi](q[phi](z)))))
    proof.starts(integral[y](integral[z](d(y, z)*D[phi](q[phi](z)))))
    proof.eq(integral[z](integral[y](d(y, z)*D[phi](q[phi](z)))), by=fubini)


@theorem("corpus", title="t")
def of_another(proof):
    proof.claim(integral[y](integral[z](d(y, z)*D[phi](s[phi](z)))) == integral[z](integral[y](d(y, z)*D[phi](s[phi](z)))))
    proof.given(integrable[y, z](d(y, z)*s[phi](z)), integrable[y](integral[z](d(y, z)*D[phi](s[phi](z)))), integrable[z](integral[y](d(y, z)*D[phi](s[phi](z)))))
    proof.given(always[y](integrable[z](d(y, z)*D[phi](s[phi](z)))), always[z](integrable[y](d(y, z)*D[phi](s[phi](z)))))
    proof.given(integrable[y](integral[z](d(y, z)*s[phi](z))), integrable[z](integral[y](d(y, z)*s[phi](z))))
    proof.given(always[y](integrable[z](d(y, z)*s[phi](z))), always[z](integrable[y](d(y, z)*s[phi](z))))
    proof.starts(integral[y](integral[z](d(y, z)*D[phi](s[phi](z)))))
    proof.eq(integral[z](integral[y](d(y, z)*D[phi](s[phi](z)))), by=exchanged.at({q[phi](z): s[phi](z)}))
