"""The logarithm of an average is at most the average less one."""

from derivations import Function, counts, log, mean, tangent, theorem

K, k = counts("K k")
a = Function("a", k, nonnegative=True)


@theorem("corpus", title="The logarithm of an average of positive numbers")
def below(proof):
    proof.claim(log(mean[k:K](a(k))) <= mean[k:K](a(k)) - 1)
    proof.given(mean[k:K](a(k)) > 0)
    proof.starts(log(mean[k:K](a(k))))
    proof.le(mean[k:K](a(k)) - 1, by=tangent)
