"""ψ(k − 1) is not defined for the first k."""

from derivations import counts, digamma, recurrence, theorem, total

K, k = counts("K k")


@theorem("corpus", title="A sum of ψ, one step down")
def one_step_down(proof):
    proof.claim(total[k:1:K](digamma(k)) == total[k:1:K](digamma(k - 1) + 1/(k - 1)))
    proof.starts(total[k:1:K](digamma(k)))
    proof.eq(total[k:1:K](digamma(k - 1) + 1/(k - 1)), by=recurrence)
