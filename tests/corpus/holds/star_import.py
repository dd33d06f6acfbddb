"""All words at once; the divergence of a law from itself is zero."""

# ruff: noqa: F403, F405
from derivations import *
from derivations.chapters.elbo import q as q0
from derivations.chapters.elbo import self_divergence

x, z = points("x z")
q = Law("q", z | x)


@theorem("corpus", title="An encoder does not diverge from itself")
def itself(proof):
    proof.claim(KL[z](q(z | x), q(z | x)) == 0)
    proof.starts(KL[z](q(z | x), q(z | x)))
    proof.eq(0, by=self_divergence.at({q0(z): q(z | x)}))
