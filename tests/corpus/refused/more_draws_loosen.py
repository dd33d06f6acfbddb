"""More draws cannot loosen the bound; L_{K+1} ≤ L_K runs the other way."""

from derivations import iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, L, k, more, q, w, x, z


@theorem("corpus", title="One draw more is worse")
def worse(proof):
    proof.claim(L(K + 1) <= L(K))
    proof.given(integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))), integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K + 1))
    proof.le(L(K), by=more)
