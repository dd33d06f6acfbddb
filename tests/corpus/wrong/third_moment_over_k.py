"""The third moment of a centred average falls with the square of K, not with K."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**3) == E[q(z)](f(z)**3)/K)
    proof.given(integrable[q(z)](f(z)**3), E[q(z)](f(z)) == 0)
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**3))
    proof.eq(E[q(z)](f(z)**3)/K, by=moments)  # wrong
