"""A law is called as if it depended on the index of an average."""

from derivations import Law, counts, linearity, mean, points, sup, theorem

z, = points("z")
K, k = counts("K k")
q_k = Law("q_k", z)


@theorem("corpus", title="A mixture is each of its parts")
def one(proof):
    proof.claim(mean[k:K](q_k(z)) == q_k(z))
    proof.starts(mean[k:K](q_k(z)))
    proof.eq(q_k(z), by=linearity)
