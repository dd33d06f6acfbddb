"""An average runs up to its own index."""

from derivations import Function, algebra, counts, mean, theorem

k, K = counts("k K")
a = Function("a", k)


@theorem("corpus", title="")
def one(proof):
    proof.claim(mean[k:k](a(k)) + a(k) == a(k) + mean[k:k](a(k))*1)
    proof.starts(mean[k:k](a(k)) + a(k))
    proof.eq(a(k) + mean[k:k](a(k))*1, by=algebra)
