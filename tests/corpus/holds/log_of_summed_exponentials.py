"""Jensen for K numbers: the mean of the logarithms of exponentials is at most the logarithm of their mean."""

from derivations import Function, counts, exp, jensen, log, logarithm, mean, theorem

K, k = counts("K k")
a = Function("a", k)


@theorem("corpus", title="A mean is at most the log-mean-exp")
def log_mean_exp(proof):
    proof.claim(mean[k:K](a(k)) <= log(mean[k:K](exp(a(k)))))
    proof.given(mean[k:K](exp(a(k))) > 0)
    proof.starts(mean[k:K](a(k)))
    proof.eq(mean[k:K](log(exp(a(k)))), by=logarithm)
    proof.le(log(mean[k:K](exp(a(k)))), by=jensen)
