"""An average over two is half of the sum."""

from derivations import E, Function, Law, counts, iid, integrable, mean, points, theorem, written_out

(z,) = points("z")
(k,) = counts("k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Two draws, written out")
def two(proof):
    proof.claim(E[iid(q(z), 2)](mean[k:2](f(z[k]))) == E[iid(q(z), 2)]((f(z[1]) + f(z[2]))/2))
    proof.given(integrable[q(z)](f(z)))
    proof.starts(E[iid(q(z), 2)](mean[k:2](f(z[k]))))
    proof.eq(E[iid(q(z), 2)]((f(z[1]) + f(z[2]))/2), by=written_out)
