"""What is integrable at one draw need not be at two that depend: f of the one times g of the other."""

from derivations import E, Function, Law, counts, exchangeable, integrable, linearity, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="A factor before the product of two averages")
def factor(proof):
    proof.claim(E[exchangeable(q(z), K)](2*mean[k:K](f(z[k]))*mean[k:K](g(z[k])))
                == 2*E[exchangeable(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))
    proof.given(integrable[q(z)](f(z)*g(z)), integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[exchangeable(q(z), K)](2*mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))
    proof.eq(2*E[exchangeable(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))), by=linearity)
