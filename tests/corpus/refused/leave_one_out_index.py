"""The average of all but the j-th, with j where k should stand, is the j-th value itself."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, k, j = counts("K k j")
a, b = Function("a", k), Function("b", k)


@theorem("corpus", title="The wrong index in a leave-one-out baseline")
def wrong_index(proof):
    proof.claim(mean[j:K + 1](b(j)*mean[k:K + 1:j](a(k))) == mean[j:K + 1](b(j)*mean[k:K + 1:j](a(j))))
    proof.starts(mean[j:K + 1](b(j)*mean[k:K + 1:j](a(k))))
    proof.eq(mean[j:K + 1](b(j)*mean[k:K + 1:j](a(j))), by=leave_one_out)
