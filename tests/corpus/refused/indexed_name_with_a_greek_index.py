"""A law is called as if it depended on the index of an average; the index is written with a Greek letter that looks alike."""

from derivations import Law, counts, linearity, mean, points, theorem

z, = points("z")
K, k = counts("K k")
q_κ = Law("q_κ", z)


@theorem("corpus", title="A mixture is each of its parts")
def one(proof):
    proof.claim(mean[k:K](q_κ(z)) == q_κ(z))
    proof.starts(mean[k:K](q_κ(z)))
    proof.eq(q_κ(z), by=linearity)
