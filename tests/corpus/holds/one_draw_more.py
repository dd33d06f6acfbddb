"""The theorem for K draws holds for K + 1, a count being any whole number from one on."""

from derivations import E, exchangeable, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, bound, k, p, q, w, x, z


@theorem("corpus", title="The bound with one draw more")
def one_more(proof):
    proof.claim(E[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))) <= log(p(x)))
    proof.given(integrable[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.starts(E[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.le(log(p(x)), by=bound.at({K: K + 1}, draws="exchangeable"))
