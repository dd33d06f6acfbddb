"""Drawing x and then z given x is drawing the pair, for a function of both."""

from derivations import (
    E,
    Function,
    Law,
    always,
    definition,
    fubini,
    integrable,
    integral,
    points,
    product_rule,
    theorem,
)

x, z = points("x z")
p, f = Law("p", x, z), Function("f", x, z)


@theorem("corpus", title="The law of total expectation")
def tower(proof):
    proof.claim(E[p(x, z)](f(x, z)) == E[p(x)](E[p(z | x)](f(x, z))))
    proof.given(integrable[p(x, z)](f(x, z)), integrable[p(x), p(z | x)](f(x, z)), always[x](p(x) > 0))
    proof.starts(E[p(x, z)](f(x, z)))
    proof.eq(integral[x, z](p(x, z)*f(x, z)), by=definition)
    proof.eq(integral[x, z](p(x)*p(z | x)*f(x, z)), by=product_rule)
    proof.eq(E[p(x), p(z | x)](f(x, z)), by=definition)
    proof.eq(E[p(x)](E[p(z | x)](f(x, z))), by=fubini)
