"""A point of one space is called like another space."""

from derivations import E, Law, Point, algebra, integrable, log, points, theorem

x, = points("x")
y, w = Point("y", "x"), Point("w", "y")
p = Law("p", x, w)


@theorem("corpus", title="Both coordinates have one entropy")
def one(proof):
    proof.claim(-E[p(x)](log(p(x))) == -E[p(y)](log(p(y))))
    proof.given(integrable[p(x)](log(p(x))))
    proof.starts(-E[p(x)](log(p(x))))
    proof.eq(-E[p(y)](log(p(y))), by=algebra)
