"""The law of total expectation asks for no positive density."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
p, h = Law("p", x, z), Function("h", x, z)


@theorem("corpus", title="The law of total expectation")
def of_conditional_means(proof):
    proof.claim(E[p(x, z)](h(x, z)) == E[p(x)](E[p(z | x)](h(x, z))))
    proof.given(integrable[p(x, z)](h(x, z)))
    proof.starts(E[p(x, z)](h(x, z)))
    proof.eq(E[p(x)](E[p(z | x)](h(x, z))), by=total_expectation)
