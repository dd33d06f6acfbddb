"""One x is Latin, the other Cyrillic: a density that reads as one of one point is of two."""

from derivations import Law, Point, points, product_rule, theorem

x, z = points("x z")
х = Point("х", "x")
p = Law("p", x, z)


@theorem("corpus", title="A ratio that reads as one")
def ratio(proof):
    proof.claim(p(x, z)/p(х, z) == p(x | z)/p(х | z))
    proof.given(p(z) > 0, p(х, z) > 0)
    proof.starts(p(x, z)/p(х, z))
    proof.eq(p(x | z)/p(х | z), by=product_rule)
