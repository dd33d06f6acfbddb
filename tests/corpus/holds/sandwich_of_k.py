"""ELBO ≤ L_K ≤ log p(x): two theorems in a row, the draws being independent."""

from derivations import iid, integrable, log, mean, theorem
from derivations.chapters.elbo import ELBO
from derivations.chapters.iwelbo import K, L, above_one, bound_iid, k, p, q, w, x, z


@theorem("corpus", title="The bound with K draws lies between the ELBO and the log evidence")
def above_the_elbo(proof):
    proof.claim(ELBO(q(z | x), p(x, z)) <= L(K))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(ELBO(q(z | x), p(x, z)))
    proof.le(L(K), by=above_one.at(draws="iid"))


@theorem("corpus", title="So the ELBO is a bound, by way of K draws")
def through_k(proof):
    proof.claim(ELBO(q(z | x), p(x, z)) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(ELBO(q(z | x), p(x, z)))
    proof.le(L(K), by=above_the_elbo)
    proof.le(log(p(x)), by=bound_iid)
