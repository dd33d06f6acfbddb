"""What reads as identical is exchangeable: with one of two draws repeated the average of three is worse than of two."""

from derivations import E, counts, integrable, log, mean, theorem
from derivations import exchangeable as identical
from derivations.chapters.iwelbo import more_exchangeable, q, w, x, z

K, k = counts("K k")


@theorem("corpus", title="One more draw with the same marginal cannot hurt")
def more(proof):
    proof.claim(E[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k]))))
                >= E[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.given(integrable[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                integrable[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.starts(E[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.ge(E[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))), by=more_exchangeable)
