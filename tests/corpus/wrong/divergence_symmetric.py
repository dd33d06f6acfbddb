"""A question: is the divergence symmetric?"""

from derivations import KL, Law, always, both, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(KL[z](q(z), r(z)) == KL[z](r(z), q(z)))  # wrong
    proof.given(always[z](both(q(z) > 0, r(z) > 0)))
