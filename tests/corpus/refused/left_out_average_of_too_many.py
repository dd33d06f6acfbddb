"""The average of the others is taken over one term fewer."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, k, j = counts("K k j")
a = Function("a", k)


@theorem("corpus", title="The average of the others")
def others(proof):
    proof.claim(mean[k:K + 1](a(k)*mean[j:K + 1:k](a(j))) == mean[k:K + 1](a(k)*((K + 1)*mean[j:K + 1](a(j)) - a(k))/(K + 1)))
    proof.starts(mean[k:K + 1](a(k)*mean[j:K + 1:k](a(j))))
    proof.eq(mean[k:K + 1](a(k)*((K + 1)*mean[j:K + 1](a(j)) - a(k))/(K + 1)), by=leave_one_out)
