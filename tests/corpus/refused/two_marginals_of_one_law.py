"""Two marginals of one law are two laws: what is drawn from the one is not drawn from the other."""

from derivations import E, Law, algebra, integrable, log, points, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The entropies of two marginals")
def entropies(proof):
    proof.claim(E[p(x)](log(p(x)) + log(p(x))) == E[p(z)](2*log(p(z))))
    proof.given(integrable[p(x)](log(p(x))), integrable[p(z)](log(p(z))))
    proof.starts(E[p(x)](log(p(x)) + log(p(x))))
    proof.eq(E[p(z)](2*log(p(z))), by=algebra)
