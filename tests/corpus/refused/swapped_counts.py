"""The count that is averaged over and the index have each other's name."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("k K")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The second moment of an average")
def second(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2))
    proof.eq(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2, by=moments)
