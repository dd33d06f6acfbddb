"""Two points of one space become points of two spaces, or one of them stays behind."""

from derivations import Law, Point, algebra, always, points, theorem

z, v, w = points("z v w")
u = Point("u", "z")
q, a, c = Law("q", z), Law("a", v, w), Law("c", v, z)


@theorem("corpus", title="A law whose density is almost nowhere 50")
def general(proof):
    proof.claim((q(u) - 50)/(q(u) - 50) == 1)
    proof.given(always[z](q(z) != 50))
    proof.starts((q(u) - 50)/(q(u) - 50))
    proof.eq(1, by=algebra)


@theorem("corpus", title="What is known of the first coordinate is said of the second")
def other(proof):
    proof.claim((a(w) - 50)/(a(w) - 50) == 1)
    proof.given(always[v](a(v) != 50))
    proof.starts((a(w) - 50)/(a(w) - 50))
    proof.eq(1, by=general.at({q(z): a(v), u: w}))


@theorem("corpus", title="The same, with the second point left where it is")
def left_behind(proof):
    proof.claim((c(u) - 50)/(c(u) - 50) == 1)
    proof.given(always[v](c(v) != 50))
    proof.starts((c(u) - 50)/(c(u) - 50))
    proof.eq(1, by=general.at({q(z): c(v)}))
