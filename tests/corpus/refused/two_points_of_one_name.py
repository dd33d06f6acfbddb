"""Two points of one name in two spaces: p(z, z) cannot be read back."""

from derivations import Law, Point, points, product_rule, theorem

z, y = points("z y")
v = Point("z", "y")
p = Law("p", z, y)


@theorem("corpus", title="A joint density")
def joint(proof):
    proof.claim(p(z, v) == p(v | z)*p(z))
    proof.given(p(z) > 0)
    proof.starts(p(z, v))
    proof.eq(p(v | z)*p(z), by=product_rule)
