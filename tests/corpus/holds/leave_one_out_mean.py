"""Each number is left out once, so the average of the leave-one-out averages is the average."""

from derivations import Function, counts, leave_one_out, mean, theorem

K, k, j = counts("K k j")
a = Function("a", k)


@theorem("corpus", title="Leaving each of three out")
def three(proof):
    proof.claim(mean[j:3](mean[k:3:j](a(k))) == mean[k:3](a(k)))
    proof.starts(mean[j:3](mean[k:3:j](a(k))))
    proof.eq(mean[k:3](a(k)), by=leave_one_out)
