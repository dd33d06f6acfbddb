"""Every member's ELBO is at most the log evidence; so is their supremum."""

from derivations import always, extremum, integrable, log, sup, theorem
from derivations.chapters.elbo import ELBO, F, bound, i, p, q, s, x, z


@theorem("corpus", title="The best of a family is still a bound")
def family_bound(proof):
    proof.claim(sup[i:F](ELBO(s(z | i), p(x, z))) <= log(p(x)))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))))
    proof.starts(sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.le(sup[i:F](log(p(x))), by=bound.at({q(z): s(z | i)}))
    proof.eq(log(p(x)), by=extremum)
