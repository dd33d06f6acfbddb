"""A space called count: its points are taken for counts, which are at least one and never zero."""

from derivations import Law, points, product_rule, theorem

count, z = points("count z")
p = Law("p", count, z)


@theorem("corpus", title="The product rule over a count")
def of_a_product(proof):
    proof.claim(p(count, z) == p(z | count)*p(count))
    proof.given(p(count) > 0)
    proof.starts(p(count, z))
    proof.eq(p(z | count)*p(count), by=product_rule)
