"""Two instances of one theorem in a row: L_4 ≥ L_3 ≥ L_2, the counts written as sums."""

from derivations import iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, L, k, more, q, w, x, z


@theorem("corpus", title="Four draws are no worse than two")
def four_beat_two(proof):
    proof.claim(L(4) >= L(2))
    proof.given(integrable[iid(q(z | x), 4)](log(mean[k:4](w(z[k])))), integrable[iid(q(z | x), 3)](log(mean[k:3](w(z[k])))),
                integrable[iid(q(z | x), 2)](log(mean[k:2](w(z[k])))))
    proof.starts(L(4))
    proof.ge(L(3), by=more.at({K: 2 + 1}))
    proof.ge(L(2), by=more.at({K: 1 + 1}))
