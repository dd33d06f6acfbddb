"""When the theorem is read q is any law; a later declaration makes its coordinates independent."""

from derivations import Law, factorise, points, theorem

y, z = points("y z")
q = Law("q", y, z)


@theorem("corpus", title="A joint density is a product")
def of_a_product(proof):
    proof.claim(q(y, z) == q(y)*q(z))
    proof.starts(q(y, z))
    proof.eq(q(y)*q(z), by=factorise)


q = Law("q", y, z, independent=True)
