"""The factors of a law that is drawn in two steps are mixed up."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
c, s = Law("c", x), Law("s", z | x)
o = Law("o", x, z, product=(c(x), s(z | x)))


@theorem(title="Mine")
def mine(proof):
    proof.claim(o(x, z) == c(x)*o(z))
    proof.starts(o(x, z))
    proof.eq(c(x)*o(z), by=factorise)  # wrong
