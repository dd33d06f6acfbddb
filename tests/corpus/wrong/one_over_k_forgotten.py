"""The variance of an average without the division by K."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2 == E[q(z)](f(z)**2) - E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2)
    proof.eq(E[q(z)](f(z)**2) - E[q(z)](f(z))**2, by=moments)  # wrong
