"""A margin of a law is given no more than the whole of the law is."""

from derivations import Law, counts, integral, marginal, points, theorem

x, y, z = points("x y z")
(K,) = counts("K")
p, a = Law("p", y, z | x), Law("a", x, y, z)


@theorem("corpus", title="A margin")
def margin(proof):
    proof.claim(integral[z](p(y, z | x)) == p(y | x))
    proof.starts(integral[z](p(y, z | x)))
    proof.eq(p(y | x), by=marginal)


@theorem("corpus", title="A conditional for a margin")
def conditional(proof):
    proof.claim((K - 1)*(K - 2)*(K - 3)*integral[z](a(y, z)) == (K - 1)*(K - 2)*(K - 3)*a(y | x))
    proof.given(a(x) > 0)
    proof.starts((K - 1)*(K - 2)*(K - 3)*integral[z](a(y, z)))
    proof.eq((K - 1)*(K - 2)*(K - 3)*a(y | x), by=margin.at({p(y, z | x): a(y, z)}))
