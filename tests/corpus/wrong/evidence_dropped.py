"""Bayes' rule without the evidence."""

from derivations import Law, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(p(z | x) == p(x | z)*p(z))
    proof.given(p(x) > 0, p(z) > 0)
    proof.starts(p(z | x))
    proof.eq(p(x | z)*p(z), by=product_rule)  # wrong
