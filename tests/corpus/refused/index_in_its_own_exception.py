"""An average leaves its own index out, and so runs over nothing."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, j = counts("K j")
a = Function("a", j)


@theorem("corpus", title="An average over nothing")
def one(proof):
    proof.claim(mean[j:K + 1](mean[j:K + 1:j](a(j))) == mean[j:K + 1](a(j)))
    proof.starts(mean[j:K + 1](mean[j:K + 1:j](a(j))))
    proof.eq(mean[j:K + 1](a(j)), by=leave_one_out)
