"""L_K is at least L_1, not at most."""

from derivations import E, iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, L, above_one, k, q, w, x, z


@theorem("corpus", title="K draws are no better than one")
def no_better(proof):
    proof.claim(L(K) <= E[q(z | x)](log(w(z))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K))
    proof.le(E[q(z | x)](log(w(z))), by=above_one.at(draws="iid"))
