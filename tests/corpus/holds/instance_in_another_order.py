"""The order in which a law was declared, or in which factors are drawn, does not say which points stand for which."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

x, z = points("x z")
p, a, b, c = Law("p", x, z), Law("a", z, x), Law("b", z), Law("c", x | z)
f, g = Function("f", x, z), Function("g", x, z)


@theorem("corpus", title="The mean of a sum")
def of_a_sum(proof):
    proof.claim(E[p(x, z)](f(x, z) + g(x, z)) == E[p(x, z)](f(x, z)) + E[p(x, z)](g(x, z)))
    proof.given(integrable[p(x, z)](f(x, z)), integrable[p(x, z)](g(x, z)))
    proof.starts(E[p(x, z)](f(x, z) + g(x, z)))
    proof.eq(E[p(x, z)](f(x, z)) + E[p(x, z)](g(x, z)), by=linearity)


@theorem("corpus", title="A law that was declared in another order")
def declared(proof):
    proof.claim(E[a(x, z)](f(x, z) + g(x, z)) == E[a(x, z)](f(x, z)) + E[a(x, z)](g(x, z)))
    proof.given(integrable[a(x, z)](f(x, z)), integrable[a(x, z)](g(x, z)))
    proof.starts(E[a(x, z)](f(x, z) + g(x, z)))
    proof.eq(E[a(x, z)](f(x, z)) + E[a(x, z)](g(x, z)), by=of_a_sum.at({p(x, z): a(x, z)}))


@theorem("corpus", title="The later coordinate is drawn first")
def drawn(proof):
    proof.claim(E[b(z), c(x | z)](f(x, z) + g(x, z)) == E[b(z), c(x | z)](f(x, z)) + E[b(z), c(x | z)](g(x, z)))
    proof.given(integrable[b(z), c(x | z)](f(x, z)), integrable[b(z), c(x | z)](g(x, z)))
    proof.starts(E[b(z), c(x | z)](f(x, z) + g(x, z)))
    proof.eq(E[b(z), c(x | z)](f(x, z)) + E[b(z), c(x | z)](g(x, z)), by=of_a_sum.at({p(x, z): [b(z), c(x | z)]}))
