"""The mean of the product of two averages of the same draws."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))) == E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))
    proof.eq(E[q(z)](f(z))*E[q(z)](g(z)), by=moments)  # wrong
