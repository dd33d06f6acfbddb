"""If x and z are independent, the posterior is the prior."""

from derivations import Law, algebra, factorise, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z, independent=True)


@theorem("corpus", title="Data that say nothing of the latent")
def nothing_learnt(proof):
    proof.claim(p(z | x) == p(z))
    proof.given(p(x) > 0)
    proof.starts(p(z | x))
    proof.eq(p(x, z)/p(x), by=product_rule)
    proof.eq(p(x)*p(z)/p(x), by=factorise)
    proof.eq(p(z), by=algebra)
