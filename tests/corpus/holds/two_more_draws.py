"""What holds from K to K + 1 holds from K + 1 to K + 2, and so from K to K + 2."""

from derivations import iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, L, k, more, q, w, x, z


@theorem("corpus", title="Two more draws cannot loosen the bound")
def two_more(proof):
    proof.claim(L(K + 2) >= L(K))
    proof.given(integrable[iid(q(z | x), K + 2)](log(mean[k:K + 2](w(z[k])))),
                integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K + 2))
    proof.ge(L(K + 1), by=more.at({K: K + 1}))
    proof.ge(L(K), by=more)
