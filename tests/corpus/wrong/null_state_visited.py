"""A question: does what holds for almost every point hold at each?"""

from derivations import Function, always, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(f(z) <= g(z))  # wrong
    proof.given(always[z](f(z) <= g(z)))
