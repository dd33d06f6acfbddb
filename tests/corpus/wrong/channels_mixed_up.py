"""The second step of a chain is drawn as if it did not depend on the first."""

from derivations import Law, factorise, points, theorem

x, y, z = points("x y z")
c, s, w = Law("c", x), Law("s", z | x), Law("w", y | z)
o = Law("o", x, y, z, product=(c(x), s(z | x), w(y | z)))


@theorem(title="Mine")
def mine(proof):
    proof.claim(o(x, y, z) == c(x)*s(z | x)*o(y))
    proof.starts(o(x, y, z))
    proof.eq(c(x)*s(z | x)*o(y), by=factorise)  # wrong
