"""The logarithm does not pass into an average."""

from derivations import E, iid, integrable, linearity, log, logarithm, mean, one_draw, theorem
from derivations.chapters.iwelbo import K, k, q, w, x, z


@theorem("corpus", title="The bound with K draws is the ELBO")
def is_the_elbo(proof):
    proof.claim(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))) == E[q(z | x)](log(w(z))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.eq(E[iid(q(z | x), K)](mean[k:K](log(w(z[k])))), by=logarithm)
    proof.eq(mean[k:K](E[iid(q(z | x), K)](log(w(z[k])))), by=linearity)
    proof.eq(mean[k:K](E[q(z | x)](log(w(z)))), by=one_draw)
    proof.eq(E[q(z | x)](log(w(z))), by=linearity)
