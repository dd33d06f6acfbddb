"""One draw's value and a constant: what depends on one of the draws has the mean of one."""

from derivations import (
    E,
    Function,
    Law,
    counts,
    exchangeable,
    integrable,
    linearity,
    one_draw,
    points,
    theorem,
)

x, z = points("x z")
K = counts("K")[0]
q, f, g = Law("q", z | x), Function("f", z), Function("g", x)


@theorem("corpus", title="The first of K draws")
def first(proof):
    proof.claim(E[exchangeable(q(z | x), K)](g(x)*f(z[1])) == g(x)*E[q(z | x)](f(z)))
    proof.given(integrable[q(z | x)](f(z)))
    proof.starts(E[exchangeable(q(z | x), K)](g(x)*f(z[1])))
    proof.eq(g(x)*E[exchangeable(q(z | x), K)](f(z[1])), by=linearity)
    proof.eq(g(x)*E[q(z | x)](f(z)), by=one_draw)
