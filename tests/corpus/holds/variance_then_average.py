"""Several theorems, each resting on the one before: second moment, variance, twice the draws."""

from derivations import E, Function, Law, algebra, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The second moment of an average")
def second(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2))
    proof.eq(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2, by=moments)


@theorem("corpus", title="The variance of an average")
def spread(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2 == (E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/K)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2)
    proof.eq(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2 - E[q(z)](f(z))**2, by=second)
    proof.eq((E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/K, by=algebra)


@theorem("corpus", title="With one draw more")
def one_more(proof):
    proof.claim(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k]))**2) - E[q(z)](f(z))**2
                == (E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/(K + 1))
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k]))**2) - E[q(z)](f(z))**2)
    proof.eq((E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/(K + 1), by=spread.at({K: K + 1}))
