"""The mean of an energy less a divergence is the log partition less a divergence from the energy's law."""

from derivations import (
    KL,
    Function,
    Law,
    abbreviation,
    exp,
    integrable,
    integral,
    log,
    points,
    proportional,
    theorem,
)
from derivations.chapters.elbo import gibbs, r
from derivations.chapters.elbo import q as q0

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@abbreviation
def best(z):
    """The law proportional to exp f."""
    return proportional[z](exp(f(z)))(z)


@theorem("corpus", title="The divergence from an energy model is never negative")
def principle(proof):
    proof.claim(KL[z](q(z), best(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/best(z))), integrable[z](exp(f(z))), integral[z](exp(f(z))) > 0)
    proof.starts(KL[z](q(z), best(z)))
    proof.ge(0, by=gibbs.at({q0(z): q(z), r(z): best(z)}))
