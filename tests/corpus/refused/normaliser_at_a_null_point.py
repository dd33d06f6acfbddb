"""p(x | z)·p(z) is p(x, z) only where p(z) is positive: at one x the difference may have all of the mass."""

from derivations import E, Law, Point, marginal, points, product_rule, theorem

x, z = points("x z")
v = Point("v", "z")
p = Law("p", x, z)


@theorem("corpus", title="The evidence as a mean over the prior")
def evidence(proof):
    proof.claim(1/p(x) == 1/E[p(v)](p(x | v)))
    proof.given(p(x) > 0)
    proof.starts(1/p(x))
    proof.eq(1/E[p(v)](p(x | v)), by=marginal)
