"""The variance of an average of exchangeable draws, as if they were independent."""

from derivations import E, Function, Law, counts, exchangeable, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[exchangeable(q(z), K)](mean[k:K](f(z[k]))**2) <= E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[exchangeable(q(z), K)](mean[k:K](f(z[k]))**2))
    proof.le(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2, by=moments)  # wrong
