"""A density before a mean is zero where the law in the brackets is none, and does not cancel there."""

from derivations import E, Law, linearity, points, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem(title="A density that moves into a conditional mean")
def moved(proof):
    proof.claim(p(x)*E[p(z | x)](1/p(x)) == 1)
    proof.starts(p(x)*E[p(z | x)](1/p(x)))
    proof.eq(1, by=linearity)
