"""A true claim before there is a proof."""

from derivations import E, Function, Law, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z))**2 <= E[q(z)](f(z)**2))  # wrong
