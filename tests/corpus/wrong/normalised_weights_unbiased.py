"""A question: is the self-normalised estimate of two draws unbiased?"""

from derivations import E, Function, Law, abbreviation, always, both, iid, points, theorem

(z,) = points("z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@abbreviation
def w(point):
    return r(point)/q(point)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), 2)]((w(z[1])*f(z[1]) + w(z[2])*f(z[2]))/(w(z[1]) + w(z[2]))) == E[r(z)](f(z)))  # wrong
    proof.given(always[z](both(q(z) > 0, r(z) > 0)))
