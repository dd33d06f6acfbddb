"""A control character turns a text round."""

from derivations import E, Law, algebra, points, theorem

z, = points("z")
q = Law("q", z)

@theorem("corpus", title="x")
def one(proof):
    # ‮ comment ⁦
    proof.claim(q(z) == q(z)*1)
    proof.starts(q(z))
    proof.eq(q(z)*1, by=algebra)  # ‮ ⁦ hi
