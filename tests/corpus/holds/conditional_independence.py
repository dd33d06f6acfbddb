"""A law declared independent given x has a density that is a product, so what z is given y too does not matter."""

from derivations import Law, algebra, factorise, points, product_rule, theorem

x, y, z = points("x y z")
n = Law("n", y, z | x, independent=True)


@theorem("corpus", title="Given x, y says nothing of z")
def nothing_of_z(proof):
    proof.claim(n(z | x, y) == n(z | x))
    proof.given(n(y | x) > 0)
    proof.starts(n(z | x, y))
    proof.eq(n(y, z | x)/n(y | x), by=product_rule)
    proof.eq(n(y | x)*n(z | x)/n(y | x), by=factorise)
    proof.eq(n(z | x), by=algebra)
