"""The mass that q gives to where p is positive need not be one: p(x) (1/p(x)) is zero where p(x) is."""

from derivations import E, Law, abbreviation, algebra, counts, integrable, integral, linearity, log, marginal, points, theorem

x, z = points("x z")
(K,) = counts("K")
q, t, p = Law("q", x), Law("t", x), Law("p", x, z)


@abbreviation
def nought():
    return E[q(x)]((K - 1)*(K - 2)*(K - 3)*(K - 4))


@theorem("corpus", title="One")
def one(proof):
    proof.claim(E[q(x)](p(x)*(1/p(x))) + E[q(x)](log(p(x)) - log(t(x))) == 1 + E[q(x)](log(p(x)) - log(t(x))))
    proof.given(integrable[q(x)](log(p(x)) - log(t(x))))
    proof.starts(E[q(x)](p(x)*(1/p(x))) + E[q(x)](log(p(x)) - log(t(x))))
    proof.eq(E[q(x)](p(x)*(1/p(x))) + E[q(x)](log(integral[z](p(x, z))) - log(t(x))), by=marginal)
    proof.eq(E[q(x)](1) + E[q(x)](log(integral[z](p(x, z))) - log(t(x))), by=algebra)
    proof.eq(E[q(x)](1) + E[q(x)](log(p(x)) - log(t(x))), by=marginal)
    proof.eq(1 + E[q(x)](log(p(x)) - log(t(x))), by=linearity)


@theorem("corpus", title="Two")
def two(proof):
    proof.claim(nought()*E[q(x)](p(x)*(1/p(x))) == nought())
    proof.starts(nought()*E[q(x)](p(x)*(1/p(x))))
    proof.eq(nought(), by=one.at({t(x): p(x)}))
