"""The third moment of an average is a K²-th of one value's only if the mean is zero."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The third moment of an average")
def third(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**3) == E[q(z)](f(z)**3)/K**2)
    proof.given(integrable[q(z)](f(z)**3))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**3))
    proof.eq(E[q(z)](f(z)**3)/K**2, by=moments)
