"""The second moment of the average of K + 1 draws with the weights of K draws."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k]))**2) == E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k]))**2))
    proof.eq(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2, by=moments)  # wrong
