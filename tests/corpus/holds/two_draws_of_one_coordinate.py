"""Two draws of one coordinate of an independent law are two laws, which no joint law replaces, in any order."""

from derivations import E, Function, Law, Point, fubini, integrable, points, theorem, total_expectation

y, z = points("y z")
v = Point("v", "y")
m, h = Law("m", y, z, independent=True), Function("h", y, v)


@theorem("corpus", title="Fubini's theorem for two draws of one coordinate")
def swapped(proof):
    proof.claim(E[m(y)](E[m(v)](h(y, v))) == E[m(v)](E[m(y)](h(y, v))))
    proof.given(integrable[m(y), m(v)](h(y, v)))
    proof.starts(E[m(y)](E[m(v)](h(y, v))))
    proof.eq(E[m(v), m(y)](h(y, v)), by=total_expectation)
    proof.eq(E[m(v)](E[m(y)](h(y, v))), by=fubini)
