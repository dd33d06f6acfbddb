"""With identical marginals alone a further draw may hurt: repeat one of two."""

from derivations import E, identical, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, k, more_exchangeable, q, w, x, z


@theorem("corpus", title="One more draw, whatever the draws")
def whatever(proof):
    proof.claim(E[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k]))))
                >= E[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.given(integrable[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                integrable[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.starts(E[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.ge(E[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))), by=more_exchangeable.at(draws="identical"))
