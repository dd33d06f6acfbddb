"""The mass that q gives to where p is positive need not be one: p(z) (1/p(z)) is zero where p(z) is."""

from derivations import E, Law, abbreviation, algebra, counts, definition, integrable, integral, linearity, log, points, proportional, theorem

(z,) = points("z")
(K,) = counts("K")
q, t, p = Law("q", z), Law("t", z), Law("p", z)


@abbreviation
def nought():
    return E[q(z)]((K - 1)*(K - 2)*(K - 3)*(K - 4))


@theorem("corpus", title="One")
def one(proof):
    proof.claim(E[q(z)](p(z)*(1/p(z))) + E[q(z)](log(proportional[z](p(z))(z)) - log(t(z)))
                == 1 + E[q(z)](log(proportional[z](p(z))(z)) - log(t(z))))
    proof.given(integrable[q(z)](log(proportional[z](p(z))(z)) - log(t(z))))
    proof.given(integral[z](p(z)) > 0)
    proof.starts(E[q(z)](p(z)*(1/p(z))) + E[q(z)](log(proportional[z](p(z))(z)) - log(t(z))))
    proof.eq(E[q(z)](p(z)*(1/p(z))) + E[q(z)](log(p(z)/integral[z](p(z))) - log(t(z))), by=definition)
    proof.eq(E[q(z)](1) + E[q(z)](log(p(z)/integral[z](p(z))) - log(t(z))), by=algebra)
    proof.eq(E[q(z)](1) + E[q(z)](log(proportional[z](p(z))(z)) - log(t(z))), by=definition)
    proof.eq(1 + E[q(z)](log(proportional[z](p(z))(z)) - log(t(z))), by=linearity)


@theorem("corpus", title="Two")
def two(proof):
    proof.claim(nought()*E[q(z)](p(z)*(1/p(z))) == nought())
    proof.given(integral[z](p(z)) > 0)
    proof.starts(nought()*E[q(z)](p(z)*(1/p(z))))
    proof.eq(nought(), by=one.at({t(z): proportional[z](p(z))(z)}))
