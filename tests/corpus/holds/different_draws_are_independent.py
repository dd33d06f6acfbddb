"""The mean product of two different draws is the product of the means."""

from derivations import E, Function, Law, counts, iid, independent_means, integrable, mean, points, theorem

(z,) = points("z")
K, j, k = counts("K j k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="Pairs of different draws")
def pairs(proof):
    proof.claim(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k])*mean[j:K + 1:k](g(z[j])))) == E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k])*mean[j:K + 1:k](g(z[j])))))
    proof.eq(E[q(z)](f(z))*E[q(z)](g(z)), by=independent_means)
