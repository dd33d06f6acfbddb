"""What holds of the gap for K draws holds for K + 1."""

from derivations import always, iid, implies, integrable, log, mean, theorem
from derivations.chapters.iwelbo_rate import K, L, d, gap_below, k, mu, p, q, w, x, z


@theorem("corpus", title="The gap with one draw more")
def one_more(proof):
    proof.claim(log(p(x)) - L(K + 1) >= mu(2)/2/(K + 1) - mu(3)/3/(K + 1)/(K + 1))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                always[z](implies(p(x, z) > 0, q(z | x) > 0)), integrable[q(z | x)](d(z)**3))
    proof.starts(log(p(x)) - L(K + 1))
    proof.ge(mu(2)/2/(K + 1) - mu(3)/3/(K + 1)/(K + 1), by=gap_below.at({K: K + 1}))
