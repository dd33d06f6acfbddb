"""At every x and z where p(x) > 0 a joint density is a marginal times a conditional."""

from derivations import Function, Law, points, product_rule, theorem

x, z = points("x z")
p, f = Law("p", x, z), Function("f", x, z)


@theorem("corpus", title="The product rule at free points")
def of_a_product(proof):
    proof.claim(f(x, z)*p(x, z) == f(x, z)*p(z | x)*p(x))
    proof.given(p(x) > 0)
    proof.starts(f(x, z)*p(x, z))
    proof.eq(f(x, z)*p(z | x)*p(x), by=product_rule)
