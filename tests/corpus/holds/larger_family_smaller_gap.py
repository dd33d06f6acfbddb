"""The least divergence over a larger family is no larger."""

from derivations import KL, always, bounded, inf, integrable, log, nested, theorem
from derivations.chapters.elbo import F, G, i, r, s, z


@theorem("corpus", title="A larger family comes no less near")
def comes_nearer(proof):
    proof.claim(inf[i:G](KL[z](s(z | i), r(z))) <= inf[i:F](KL[z](s(z | i), r(z))))
    proof.given(always[i](integrable[s(z | i)](log(s(z | i)/r(z)))), bounded(inf[i:G](KL[z](s(z | i), r(z)))))
    proof.starts(inf[i:G](KL[z](s(z | i), r(z))))
    proof.le(inf[i:F](KL[z](s(z | i), r(z))), by=nested)
