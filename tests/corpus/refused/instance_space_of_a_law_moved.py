"""A point moves to another space, and the law over its old one stays."""

from derivations import Law, Point, algebra, always, points, theorem

x, y = points("x y")
u = Point("u", "x")
a = Law("a", x, y)


@theorem("corpus", title="A law whose first marginal is almost nowhere 50")
def general(proof):
    proof.claim((a(u) - 50)/(a(u) - 50) == 1)
    proof.given(always[x](a(x) != 50))
    proof.starts((a(u) - 50)/(a(u) - 50))
    proof.eq(1, by=algebra)


@theorem("corpus", title="What is known of the second marginal is said of the first")
def other(proof):
    proof.claim((a(u) - 50)/(a(u) - 50) == 1)
    proof.given(always[y](a(y) != 50))
    proof.starts((a(u) - 50)/(a(u) - 50))
    proof.eq(1, by=general.at({x: y}))
