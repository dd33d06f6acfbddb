"""Two causes are independent, and taken for independent given their common effect."""

from derivations import Law, factorise, points, theorem

x, y, z = points("x y z")
b, q, s = Law("b", y), Law("q", z), Law("s", x | y, z)
o = Law("o", x, y, z, product=(b(y), q(z), s(x | y, z)))


@theorem(title="Mine")
def mine(proof):
    proof.claim(o(y, z | x) == o(y | x)*o(z | x))
    proof.given(o(x) > 0)
    proof.starts(o(y, z | x))
    proof.eq(o(y | x)*o(z | x), by=factorise)  # wrong
