"""Nothing says that d is positive where q has mass: the logarithm of d need not be defined."""

from derivations import E, Function, Law, abbreviation, counts, definition, integrable, integral, log, points, proportional, theorem

(z,) = points("z")
(K,) = counts("K")
q, t, d = Law("q", z), Law("t", z), Function("d", z, nonnegative=True)


@abbreviation
def nought():
    return E[q(z)]((K - 1)*(K - 2)*(K - 3)*(K - 4))


@theorem("corpus", title="One")
def one(proof):
    proof.claim(nought()*E[q(z)](log(proportional[z](d(z))(z)) - log(t(z)))
                == nought()*E[q(z)](log(d(z)/integral[z](d(z))) - log(t(z))))
    proof.given(integrable[q(z)](log(proportional[z](d(z))(z)) - log(t(z))))
    proof.given(integrable[z](d(z)), integral[z](d(z)) > 0)
    proof.starts(nought()*E[q(z)](log(proportional[z](d(z))(z)) - log(t(z))))
    proof.eq(nought()*E[q(z)](log(d(z)/integral[z](d(z))) - log(t(z))), by=definition)


@theorem("corpus", title="Two")
def two(proof):
    proof.claim(nought()*E[q(z)](0)
                == nought()*E[q(z)](log(d(z)/integral[z](d(z))) - log(proportional[z](d(z))(z))))
    proof.given(integrable[z](d(z)), integral[z](d(z)) > 0)
    proof.starts(nought()*E[q(z)](0))
    proof.eq(nought()*E[q(z)](log(d(z)/integral[z](d(z))) - log(proportional[z](d(z))(z))),
             by=one.at({t(z): proportional[z](d(z))(z)}))
