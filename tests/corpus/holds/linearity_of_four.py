"""An expectation is linear in terms that are integrable one by one."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

x, z = points("x z")
q = Law("q", z | x)
a, f, g, h = Function("a", x), Function("f", z), Function("g", x, z), Function("h", z)


@theorem("corpus", title="Four terms")
def four_terms(proof):
    proof.claim(E[q(z | x)](a(x)*f(z) - 3*g(x, z) + h(z)/2 - a(x)**2)
                == a(x)*E[q(z | x)](f(z)) - 3*E[q(z | x)](g(x, z)) + E[q(z | x)](h(z))/2 - a(x)**2)
    proof.given(integrable[q(z | x)](f(z)), integrable[q(z | x)](g(x, z)), integrable[q(z | x)](h(z)))
    proof.starts(E[q(z | x)](a(x)*f(z) - 3*g(x, z) + h(z)/2 - a(x)**2))
    proof.eq(a(x)*E[q(z | x)](f(z)) - 3*E[q(z | x)](g(x, z)) + E[q(z | x)](h(z))/2 - a(x)**2, by=linearity)
