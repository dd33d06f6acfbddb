"""With g centred, the second moment of f − c g is a parabola in c."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

x, z = points("x z")
q, c, f, g = Law("q", z), Function("c", x), Function("f", z), Function("g", z)


@theorem("corpus", title="The second moment with a control variate")
def parabola(proof):
    proof.claim(E[q(z)]((f(z) - c(x)*g(z))**2)
                == E[q(z)](f(z)**2) - 2*c(x)*E[q(z)](f(z)*g(z)) + c(x)**2*E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](f(z)*g(z)), integrable[q(z)](g(z)**2))
    proof.starts(E[q(z)]((f(z) - c(x)*g(z))**2))
    proof.eq(E[q(z)](f(z)**2) - 2*c(x)*E[q(z)](f(z)*g(z)) + c(x)**2*E[q(z)](g(z)**2), by=linearity)
