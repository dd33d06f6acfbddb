"""Two exchangeable draws may be one and the same."""

from derivations import E, Function, Law, exchangeable, independent_means, integrable, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Exchangeable is not independent")
def pairs(proof):
    proof.claim(E[exchangeable(q(z), 2)](f(z[1])*f(z[2])) == E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](f(z)**2), integrable[exchangeable(q(z), 2)](f(z[1])*f(z[2])))
    proof.starts(E[exchangeable(q(z), 2)](f(z[1])*f(z[2])))
    proof.eq(E[q(z)](f(z))**2, by=independent_means)
