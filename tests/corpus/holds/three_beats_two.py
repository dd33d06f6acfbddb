"""One more independent draw cannot loosen the bound: the case K = 2."""

from derivations import iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, L, k, more, q, w, x, z


@theorem("corpus", title="Three draws are no worse than two")
def three_beats_two(proof):
    proof.claim(L(3) >= L(2))
    proof.given(integrable[iid(q(z | x), 3)](log(mean[k:3](w(z[k])))), integrable[iid(q(z | x), 2)](log(mean[k:2](w(z[k])))))
    proof.starts(L(3))
    proof.ge(L(2), by=more.at({K: 2}))
