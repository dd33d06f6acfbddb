"""Two abbreviations print as L(K): the bound with independent draws, and one with any draws at all."""

from derivations import E, abbreviation, algebra, identical, iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, k, q, w, x, z
from derivations.chapters.iwelbo import L as L0


@abbreviation
def L(K):
    return E[identical(q(z | x), K)](log(mean[k:K](w(z[k]))))


@theorem("corpus", title="A difference that reads as zero")
def difference(proof):
    proof.claim(L0(K) - L(K) == -L(K) + L0(K))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L0(K) - L(K))
    proof.eq(-L(K) + L0(K), by=algebra)
