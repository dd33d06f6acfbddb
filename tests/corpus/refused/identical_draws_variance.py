"""K copies of one draw have an average that varies as much as one."""

from derivations import E, Function, Law, counts, identical, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The variance of an average of identical draws")
def of_copies(proof):
    proof.claim(E[identical(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K)
    proof.given(integrable[q(z)](f(z)**2), E[q(z)](f(z)) == 0)
    proof.starts(E[identical(q(z), K)](mean[k:K](f(z[k]))**2))
    proof.eq(E[q(z)](f(z)**2)/K, by=moments)
