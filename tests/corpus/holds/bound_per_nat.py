"""An inequality stays one when both sides are divided by three."""

from derivations import integrable, log, theorem
from derivations.chapters.elbo import ELBO, bound, p, q, x, z


@theorem("corpus", title="A third of the bound")
def third(proof):
    proof.claim(ELBO(q(z), p(x, z))/3 <= log(p(x))/3)
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z))/3)
    proof.le(log(p(x))/3, by=bound)
