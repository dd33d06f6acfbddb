"""A conditional density is a quotient, also where the data have no density."""

from derivations import Law, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(p(x, z)/p(x) == p(z | x))  # wrong
    proof.starts(p(x, z)/p(x))
    proof.eq(p(z | x), by=product_rule)  # needs
