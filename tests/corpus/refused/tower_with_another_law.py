"""The inner law has to be the conditional one."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
p, h = Law("p", x, z), Function("h", x, z)


@theorem("corpus", title="The marginal for the conditional law")
def of_conditional_means(proof):
    proof.claim(E[p(x, z)](h(x, z)) == E[p(x)](E[p(z)](h(x, z))))
    proof.given(integrable[p(x, z)](h(x, z)), integrable[p(x), p(z)](h(x, z)))
    proof.starts(E[p(x, z)](h(x, z)))
    proof.eq(E[p(x)](E[p(z)](h(x, z))), by=total_expectation)
