"""One draw is used twice where two draws are meant."""

from derivations import E, Function, Law, iid, independent_means, integrable, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), 2)](f(z[1])*f(z[1])) == E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), 2)](f(z[1])*f(z[1])))
    proof.eq(E[q(z)](f(z))**2, by=independent_means)  # wrong
