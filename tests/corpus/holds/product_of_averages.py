"""Two averages of the same draws have a K-th of the covariance of one draw."""

from derivations import E, Function, Law, counts, iid, integrable, linearity, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="The covariance of two averages is a K-th of that of one draw")
def covariance(proof):
    proof.claim(E[iid(q(z), K)]((mean[k:K](f(z[k])) - E[q(z)](f(z)))*(mean[k:K](g(z[k])) - E[q(z)](g(z))))
                == (E[q(z)](f(z)*g(z)) - E[q(z)](f(z))*E[q(z)](g(z)))/K)
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[iid(q(z), K)]((mean[k:K](f(z[k])) - E[q(z)](f(z)))*(mean[k:K](g(z[k])) - E[q(z)](g(z)))))
    proof.eq(E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))) - E[iid(q(z), K)](mean[k:K](f(z[k])))*E[q(z)](g(z))
             - E[q(z)](f(z))*E[iid(q(z), K)](mean[k:K](g(z[k]))) + E[q(z)](f(z))*E[q(z)](g(z)), by=linearity)
    proof.eq((E[q(z)](f(z)*g(z)) - E[q(z)](f(z))*E[q(z)](g(z)))/K, by=moments)
