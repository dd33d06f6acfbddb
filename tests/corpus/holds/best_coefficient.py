"""At c = 𝔼[f g]/𝔼[g²] the parabola has its least value, 𝔼[f²] − 𝔼[f g]²/𝔼[g²]."""

from derivations import E, Function, Law, algebra, integrable, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="Completing the square for the coefficient of a control variate")
def completed(proof):
    proof.claim(E[q(z)](f(z)**2) - 2*(E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2))*E[q(z)](f(z)*g(z))
                + (E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2))**2*E[q(z)](g(z)**2)
                == E[q(z)](f(z)**2) - E[q(z)](f(z)*g(z))**2/E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](f(z)*g(z)), integrable[q(z)](g(z)**2), E[q(z)](g(z)**2) != 0)
    proof.starts(E[q(z)](f(z)**2) - 2*(E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2))*E[q(z)](f(z)*g(z))
                 + (E[q(z)](f(z)*g(z))/E[q(z)](g(z)**2))**2*E[q(z)](g(z)**2))
    proof.eq(E[q(z)](f(z)**2) - E[q(z)](f(z)*g(z))**2/E[q(z)](g(z)**2), by=algebra)
