"""A value times the average of the others is, on average, not the squared average."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, k, j = counts("K k j")
a = Function("a", k)


@theorem("corpus", title="Each value times the others")
def times_the_others(proof):
    proof.claim(mean[j:K + 1](a(j)*mean[k:K + 1:j](a(k))) == mean[k:K + 1](a(k))**2)
    proof.starts(mean[j:K + 1](a(j)*mean[k:K + 1:j](a(k))))
    proof.eq(mean[k:K + 1](a(k))**2, by=leave_one_out)
