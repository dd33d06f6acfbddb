"""The evidence cancels from a ratio of posterior densities at two points."""

from derivations import Law, Point, points, product_rule, theorem

x, z = points("x z")
v = Point("v", "z")
p = Law("p", x, z)


@theorem("corpus", title="Posterior odds need no evidence")
def odds(proof):
    proof.claim(p(z | x)/p(v | x) == p(x, z)/p(x, v))
    proof.given(p(x) > 0, p(x, v) > 0)
    proof.starts(p(z | x)/p(v | x))
    proof.eq(p(x, z)/p(x, v), by=product_rule)
