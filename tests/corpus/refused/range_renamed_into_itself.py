"""The range of the inner average is the outer index, not the inner one."""

from derivations import Function, algebra, counts, mean, theorem

K, k, j = counts("K k j")
a = Function("a", k)


@theorem("corpus", title="Running averages, renamed")
def renamed(proof):
    proof.claim(mean[j:K](mean[k:j](a(j))) == mean[k:K](mean[k:k](a(k))))
    proof.starts(mean[j:K](mean[k:j](a(j))))
    proof.eq(mean[k:K](mean[k:k](a(k))), by=algebra)
