"""No member's divergence is negative; so neither is their infimum."""

from derivations import KL, always, extremum, inf, integrable, log, theorem
from derivations.chapters.elbo import F, gibbs, i, q, r, s, z


@theorem("corpus", title="The least divergence of a family is not negative")
def least(proof):
    proof.claim(inf[i:F](KL[z](s(z | i), r(z))) >= 0)
    proof.given(always[i](integrable[s(z | i)](log(s(z | i)/r(z)))))
    proof.starts(inf[i:F](KL[z](s(z | i), r(z))))
    proof.ge(inf[i:F](0), by=gibbs.at({q(z): s(z | i)}))
    proof.eq(0, by=extremum)
