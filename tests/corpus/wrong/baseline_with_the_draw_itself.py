"""A leave-one-out baseline that does not leave the draw itself out."""

from derivations import E, Function, Law, counts, iid, independent_means, integrable, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K + 1)](f(z[1])*mean[k:K + 1](g(z[k]))) == E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[iid(q(z), K + 1)](f(z[1])*mean[k:K + 1](g(z[k]))))
    proof.eq(E[q(z)](f(z))*E[q(z)](g(z)), by=independent_means)  # wrong
