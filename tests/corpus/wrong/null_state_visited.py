"""A question: do two densities that agree almost everywhere agree at each point?"""

from derivations import Law, always, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(q(z) == r(z))  # wrong
    proof.given(always[z](q(z) == r(z)))
