"""A Greek capital K looks like the Latin one, which is another count."""

from derivations import E, Function, Law, counts, drop_draws, iid, integrable, mean, points, theorem

(z,) = points("z")
K, Κ, k = counts("K Κ k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Fewer draws")
def fewer(proof):
    proof.claim(E[iid(q(z), K + Κ)](mean[k:K](f(z[k]))) == E[iid(q(z), K)](mean[k:K](f(z[k]))))
    proof.given(integrable[iid(q(z), K)](mean[k:K](f(z[k]))))
    proof.starts(E[iid(q(z), K + Κ)](mean[k:K](f(z[k]))))
    proof.eq(E[iid(q(z), K)](mean[k:K](f(z[k]))), by=drop_draws)
