"""What is left of the hypothesis of an instance holds for almost every z, and the claim is made for every z."""

from derivations import Law, Point, algebra, counts, integrable, log, points, theorem

x, z = points("x z")
w = Point("w", "z")
(K,) = counts("K")
p, s, t, q = Law("p", x, z), Law("s", x, z), Law("t", x, z), Law("q", z)


@theorem("corpus", title="One")
def one(proof):
    proof.claim(p(x, z)*s(x)*(1/s(x))*(K - 1)*(K - 2)*(K - 3)*(K - 4) == p(x, z)*(K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.given(integrable[q(w)](log(s(x, w)/t(x, w))))
    proof.starts(p(x, z)*s(x)*(1/s(x))*(K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.eq(p(x, z)*(K - 1)*(K - 2)*(K - 3)*(K - 4), by=algebra)


@theorem("corpus", title="At every z, null states among them")
def two(proof):
    proof.claim(p(x, z)*p(x)*(1/p(x))*(K - 1)*(K - 2)*(K - 3)*(K - 4) == p(x, z)*(K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.starts(p(x, z)*p(x)*(1/p(x))*(K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.eq(p(x, z)*(K - 1)*(K - 2)*(K - 3)*(K - 4), by=one.at({s(x, z): p(x, z), t(x, z): p(x, z)}))
