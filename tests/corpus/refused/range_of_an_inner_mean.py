"""An average over the first j of averages is not the average over all: a(1) counts more."""

from derivations import Function, counts, linearity, mean, theorem

K, k, j = counts("K k j")
a = Function("a", k)


@theorem("corpus", title="The average of running averages")
def running(proof):
    proof.claim(mean[j:K](mean[k:j](a(k))) == mean[j:K](mean[k:K](a(k))))
    proof.starts(mean[j:K](mean[k:j](a(k))))
    proof.eq(mean[j:K](mean[k:K](a(k))), by=linearity)
