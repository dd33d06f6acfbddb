"""Drawing x and then z given x is drawing the pair, of which only z is looked at."""

from derivations import (
    E,
    Function,
    Law,
    always,
    definition,
    fubini,
    integrable,
    integral,
    marginal,
    points,
    product_rule,
    theorem,
)

x, z = points("x z")
p, f = Law("p", x, z), Function("f", z)


@theorem("corpus", title="The tower property")
def tower(proof):
    proof.claim(E[p(x)](E[p(z | x)](f(z))) == E[p(z)](f(z)))
    proof.given(integrable[p(x), p(z | x)](f(z)), integrable[p(z)](f(z)), always[x](p(x) > 0))
    proof.starts(E[p(x)](E[p(z | x)](f(z))))
    proof.eq(E[p(x), p(z | x)](f(z)), by=fubini)
    proof.eq(integral[x, z](p(x)*p(z | x)*f(z)), by=definition)
    proof.eq(integral[x, z](p(x, z)*f(z)), by=product_rule)
    proof.eq(E[p(x, z)](f(z)), by=definition)
    proof.eq(E[p(z)](f(z)), by=marginal)
