"""Two exchangeable draws taken for independent ones."""

from derivations import E, Function, Law, exchangeable, independent_means, integrable, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[exchangeable(q(z), 2)](f(z[1])*f(z[2])) == E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)), integrable[exchangeable(q(z), 2)](f(z[1])*f(z[2])))
    proof.starts(E[exchangeable(q(z), 2)](f(z[1])*f(z[2])))
    proof.eq(E[q(z)](f(z))**2, by=independent_means)  # wrong
