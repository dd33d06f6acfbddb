"""Bayes: both sides are p(x, z)/p(x)."""

from derivations import Law, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="Bayes")
def bayes(proof):
    proof.claim(p(z | x) == p(x | z)*p(z)/p(x))
    proof.given(p(x) > 0, p(z) > 0)
    proof.starts(p(z | x))
    proof.eq(p(x | z)*p(z)/p(x), by=product_rule)
