"""One q is any law of the pair, the other is declared independent; both print as q."""

from derivations import Law, factorise, points, theorem

y, z = points("y z")
q = Law("q", y, z)
q0 = Law("q", y, z, independent=True)


@theorem("corpus", title="A density that reads as a product")
def of_a_product(proof):
    proof.claim(q0(y, z)*q(y) == q0(y)*q0(z)*q(y))
    proof.starts(q0(y, z)*q(y))
    proof.eq(q0(y)*q0(z)*q(y), by=factorise)
