"""The fourth moment of a centred average has a term with the squared variance."""

from derivations import E, Function, Law, counts, iid, integrable, mean, moments, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The fourth moment of an average")
def fourth(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**4) == E[q(z)](f(z)**4)/K**3)
    proof.given(integrable[q(z)](f(z)**4), E[q(z)](f(z)) == 0)
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**4))
    proof.eq(E[q(z)](f(z)**4)/K**3, by=moments)
