"""L_2 is above_one at K = 2: a whole number may be put in for a count."""

from derivations import E, iid, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, above_one, k, q, w, x, z


@theorem("corpus", title="Two draws are no worse than one")
def two_beats_one(proof):
    proof.claim(E[iid(q(z | x), 2)](log(mean[k:2](w(z[k])))) >= E[q(z | x)](log(w(z))))
    proof.given(integrable[iid(q(z | x), 2)](log(mean[k:2](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(E[iid(q(z | x), 2)](log(mean[k:2](w(z[k])))))
    proof.ge(E[q(z | x)](log(w(z))), by=above_one.at({K: 2}, draws="iid"))
