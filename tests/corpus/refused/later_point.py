"""The second point is declared in z's space only after the theorem, where it is in a space of its own."""

from derivations import Law, Point, points, product_rule, theorem

x, z, v = points("x z v")
p = Law("p", x, z)


@theorem("corpus", title="Odds")
def odds(proof):
    proof.claim(p(z | x)/p(v | x) == p(x, z)/p(x, v))
    proof.given(p(x) > 0, p(x, v) > 0)
    proof.starts(p(z | x)/p(v | x))
    proof.eq(p(x, z)/p(x, v), by=product_rule)


v = Point("v", "z")
