"""Of K + 2 independent draws only the first K are looked at."""

from derivations import E, Function, Law, counts, drop_draws, exp, iid, integrable, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Draws that nothing depends on")
def not_made(proof):
    proof.claim(E[iid(q(z), K + 2)](exp(mean[k:K](f(z[k])))) == E[iid(q(z), K)](exp(mean[k:K](f(z[k])))))
    proof.given(integrable[iid(q(z), K)](exp(mean[k:K](f(z[k])))))
    proof.starts(E[iid(q(z), K + 2)](exp(mean[k:K](f(z[k])))))
    proof.eq(E[iid(q(z), K)](exp(mean[k:K](f(z[k])))), by=drop_draws)
