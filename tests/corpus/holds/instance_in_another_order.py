"""The order in which a law was declared, or in which factors are drawn, does not say which points stand for which."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

x, z = points("x z")
p, a, b, c = Law("p", x, z), Law("a", z, x), Law("b", z), Law("c", x | z)
f, g = Function("f", x), Function("g", z)


@theorem("corpus", title="The mean of a sum")
def of_a_sum(proof):
    proof.claim(E[p(x, z)](f(x) + g(z)) == E[p(x, z)](f(x)) + E[p(x, z)](g(z)))
    proof.given(integrable[p(x, z)](f(x)), integrable[p(x, z)](g(z)))
    proof.starts(E[p(x, z)](f(x) + g(z)))
    proof.eq(E[p(x, z)](f(x)) + E[p(x, z)](g(z)), by=linearity)


@theorem("corpus", title="A law that was declared in another order")
def declared(proof):
    proof.claim(E[a(x, z)](f(x) + g(z)) == E[a(x, z)](f(x)) + E[a(x, z)](g(z)))
    proof.given(integrable[a(x, z)](f(x)), integrable[a(x, z)](g(z)))
    proof.starts(E[a(x, z)](f(x) + g(z)))
    proof.eq(E[a(x, z)](f(x)) + E[a(x, z)](g(z)), by=of_a_sum.at({p(x, z): a(x, z)}))


@theorem("corpus", title="The later coordinate is drawn first")
def drawn(proof):
    proof.claim(E[b(z), c(x | z)](f(x) + g(z)) == E[b(z), c(x | z)](f(x)) + E[b(z), c(x | z)](g(z)))
    proof.given(integrable[b(z), c(x | z)](f(x)), integrable[b(z), c(x | z)](g(z)))
    proof.starts(E[b(z), c(x | z)](f(x) + g(z)))
    proof.eq(E[b(z), c(x | z)](f(x)) + E[b(z), c(x | z)](g(z)), by=of_a_sum.at({p(x, z): [b(z), c(x | z)]}))
