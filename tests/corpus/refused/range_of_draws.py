"""The number of draws is the index of the average around them, so the terms differ."""

from derivations import E, Function, Law, counts, drop_draws, exp, iid, integrable, mean, points, theorem

(z,) = points("z")
K, k, j = counts("K k j")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Averages over more and more draws")
def more_and_more(proof):
    proof.claim(mean[j:K](E[iid(q(z), j)](exp(mean[k:j](f(z[k]))))) == E[iid(q(z), K)](exp(mean[k:K](f(z[k])))))
    proof.given(integrable[iid(q(z), K)](exp(mean[k:K](f(z[k])))))
    proof.starts(mean[j:K](E[iid(q(z), j)](exp(mean[k:j](f(z[k]))))))
    proof.eq(E[iid(q(z), K)](exp(mean[k:K](f(z[k])))), by=drop_draws)
