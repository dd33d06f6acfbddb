"""A question: is a divergence at most one, as a probability is?"""

from derivations import KL, Law, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(KL[z](q(z), r(z)) <= 1)  # wrong
