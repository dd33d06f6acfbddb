"""Jensen and one marginal are all that is used, so exchangeable draws will do."""

from derivations import E, exchangeable, integrable, log, mean, theorem
from derivations.chapters.iwelbo import K, above_one, k, q, w, x, z


@theorem("corpus", title="Exchangeable draws are no worse than one")
def no_worse(proof):
    proof.claim(E[exchangeable(q(z | x), K)](log(mean[k:K](w(z[k])))) >= E[q(z | x)](log(w(z))))
    proof.given(integrable[exchangeable(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(E[exchangeable(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.ge(E[q(z | x)](log(w(z))), by=above_one.at(draws="exchangeable"))
