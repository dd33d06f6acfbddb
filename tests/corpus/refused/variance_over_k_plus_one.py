"""The variance of an average is a K-th of the variance, not a (K + 1)-th."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The variance of an average")
def spread(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/(K + 1))
    proof.given(integrable[q(z)](f(z)**2), E[q(z)](f(z)) == 0)
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2))
    proof.eq(E[q(z)](f(z)**2)/(K + 1), by=moments)
