"""A smaller family's best is no better than a larger one's."""

from derivations import always, bounded, integrable, log, nested, sup, theorem
from derivations.chapters.elbo import ELBO, F, G, i, p, s, x, z


@theorem("corpus", title="The best of a smaller family")
def smaller(proof):
    proof.claim(sup[i:G](ELBO(s(z | i), p(x, z))) <= sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))), bounded(sup[i:G](ELBO(s(z | i), p(x, z)))))
    proof.starts(sup[i:G](ELBO(s(z | i), p(x, z))))
    proof.le(sup[i:F](ELBO(s(z | i), p(x, z))), by=nested)
