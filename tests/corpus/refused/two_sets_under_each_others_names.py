"""Two sets are imported under each other's names: read in the file, the larger family is the worse one."""

from derivations import always, bounded, integrable, log, nested, sup, theorem
from derivations.chapters.elbo import ELBO, i, p, s, x, z
from derivations.chapters.elbo import F as G
from derivations.chapters.elbo import G as F


@theorem("corpus", title="The best of a smaller family is at least as good")
def nested_families(proof):
    proof.claim(sup[i:G](ELBO(s(z | i), p(x, z))) <= sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))),
                bounded(sup[i:F](ELBO(s(z | i), p(x, z)))))
    proof.starts(sup[i:G](ELBO(s(z | i), p(x, z))))
    proof.le(sup[i:F](ELBO(s(z | i), p(x, z))), by=nested)
