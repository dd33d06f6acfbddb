"""One leave-one-out average, of the first, is not the average of all."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, k = counts("K k")
a = Function("a", k)


@theorem("corpus", title="Leaving the first out")
def first(proof):
    proof.claim(mean[k:3](a(k)) == a(1)/2 + a(2)/2)
    proof.starts(mean[k:3](a(k)))
    proof.eq(a(1)/2 + a(2)/2, by=leave_one_out)
