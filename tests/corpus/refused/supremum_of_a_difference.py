"""A minus sign turns a supremum into an infimum."""

from derivations import KL, always, bounded, extremum, integrable, log, sup, theorem
from derivations.chapters.elbo import ELBO, F, evidence, i, p, q, s, x, z


@theorem("corpus", title="The gap of the best bound")
def best_gap(proof):
    proof.claim(sup[i:F](ELBO(s(z | i), p(x, z))) == log(p(x)) - sup[i:F](KL[z](s(z | i), p(z | x))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))), bounded(sup[i:F](KL[z](s(z | i), p(z | x)))))
    proof.starts(sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.eq(sup[i:F](log(p(x)) - KL[z](s(z | i), p(z | x))), by=evidence.at({q(z): s(z | i)}))
    proof.eq(log(p(x)) - sup[i:F](KL[z](s(z | i), p(z | x))), by=extremum)
