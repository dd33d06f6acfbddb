"""Two integrable quantities need not have an integrable product, and averages of the same draws meet at one draw."""

from derivations import E, Function, Law, counts, iid, integrable, linearity, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="A factor before the product of two averages")
def factor(proof):
    proof.claim(E[iid(q(z), K)](2*mean[k:K](f(z[k]))*mean[k:K](g(z[k]))) == 2*E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[iid(q(z), K)](2*mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))
    proof.eq(2*E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))), by=linearity)
