"""The inner divergence of the chain rule is averaged under the first law, not the second."""

from derivations import KL, E, Law, definition, integrable, linearity, log, points, theorem

x, z = points("x z")
p, m = Law("p", x, z), Law("m", x, z)


@theorem("corpus", title="The chain rule of the divergence")
def chain_rule(proof):
    proof.claim(KL[x, z](p(x, z), m(x, z)) == KL[x](p(x), m(x)) + E[m(x, z)](log(p(z | x)/m(z | x))))
    proof.given(integrable[p(x)](log(p(x)/m(x))), integrable[m(x, z)](log(p(z | x)/m(z | x))), integrable[p(x, z)](log(p(x, z)/m(x, z))))
    proof.starts(KL[x, z](p(x, z), m(x, z)))
    proof.eq(E[p(x, z)](log(p(x, z)/m(x, z))), by=definition)
    proof.eq(E[p(x)](log(p(x)/m(x))) + E[m(x, z)](log(p(z | x)/m(z | x))), by=linearity)
    proof.eq(KL[x](p(x), m(x)) + E[m(x, z)](log(p(z | x)/m(z | x))), by=definition)
