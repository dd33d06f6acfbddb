"""A function is called as if it depended on both indices of two averages."""

from derivations import Function, counts, linearity, mean, points, theorem

z, = points("z")
K, k, j = counts("K k j")
a_kj, b_k_ = Function("a_kj", z), Function("b_k_", z)


@theorem("corpus", title="An average is each of its terms")
def one(proof):
    proof.claim(mean[k:K](mean[j:K](a_kj(z))) == a_kj(z))
    proof.starts(mean[k:K](mean[j:K](a_kj(z))))
    proof.eq(a_kj(z), by=linearity)


@theorem("corpus", title="An average is each of its terms")
def two(proof):
    proof.claim(mean[k:K](b_k_(z)) == b_k_(z))
    proof.starts(mean[k:K](b_k_(z)))
    proof.eq(b_k_(z), by=linearity)
