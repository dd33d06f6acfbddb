"""A joint normalised law stands for independent coordinates."""

from derivations import Law, Function, Point, always, points, theorem, iid, independent_positive, definition, linearity, E, proportional, integral, factorise, integrable

x, y, z = points("x y z")
m = Law("m", y, z, independent=True)
b = Law("b", z)
d = Function("d", y, nonnegative=True)
f = Function("f", y)


@theorem("corpus", title="lemma")
def lemma(proof):
    proof.claim(E[m(y, z)](f(y)+f(y)) == 2*E[m(y, z)](f(y)))
    proof.given(integrable[m(y, z)](f(y)))
    proof.starts(E[m(y, z)](f(y)+f(y)))
    proof.eq(2*E[m(y, z)](f(y)), by=linearity)


@theorem("corpus", title="crash")
def crash(proof):
    proof.claim(E[proportional[y](d(y))(y), b(z)](f(y)+f(y)) == 2*E[proportional[y](d(y))(y), b(z)](f(y)))
    proof.given(integrable[y](d(y)), integral[y](d(y)) > 0, integrable[proportional[y](d(y))(y)](f(y)))
    proof.starts(E[proportional[y](d(y))(y), b(z)](f(y)+f(y)))
    proof.eq(2*E[proportional[y](d(y))(y), b(z)](f(y)), by=lemma.at({m(y, z): [proportional[y](d(y))(y), b(z)]}))
