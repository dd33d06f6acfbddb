"""The draw with the number K + 1 is looked at, so it cannot be dropped."""

from derivations import E, drop_draws, iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, k, q, w, x, z


@theorem("corpus", title="A draw too many is dropped")
def dropped(proof):
    proof.claim(E[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))) == E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.given(integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))), integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(E[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.eq(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), by=drop_draws)
