"""The tower property with the marginal law in the place of the conditional one."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
p, h = Law("p", x, z), Function("h", x, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[p(x, z)](h(x, z)) == E[p(x)](E[p(z)](h(x, z))))
    proof.given(integrable[p(x, z)](h(x, z)), integrable[p(x), p(z)](h(x, z)))
    proof.starts(E[p(x, z)](h(x, z)))
    proof.eq(E[p(x)](E[p(z)](h(x, z))), by=total_expectation)  # wrong
