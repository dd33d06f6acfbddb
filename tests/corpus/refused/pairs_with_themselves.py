"""In an average over all pairs a draw meets itself, too."""

from derivations import E, Function, Law, counts, iid, independent_means, integrable, mean, points, theorem

(z,) = points("z")
K, j, k = counts("K j k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="All pairs")
def pairs(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k])*mean[j:K](f(z[j])))) == E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k])*mean[j:K](f(z[j])))))
    proof.eq(E[q(z)](f(z))**2, by=independent_means)
