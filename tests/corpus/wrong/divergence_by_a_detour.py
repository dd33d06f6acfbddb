"""A question: does the divergence obey the triangle inequality?"""

from derivations import KL, Law, always, both, points, theorem

(z,) = points("z")
q, r, b = Law("q", z), Law("r", z), Law("b", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(KL[z](q(z), b(z)) <= KL[z](q(z), r(z)) + KL[z](r(z), b(z)))  # wrong
    proof.given(always[z](both(q(z) > 0, r(z) > 0, b(z) > 0)))
