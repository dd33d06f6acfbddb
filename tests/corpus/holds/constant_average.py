"""An average of independent draws is sure to be c only if every value is."""

from derivations import Function, Law, always, counts, iff, iid, independent_constant, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="A constant average")
def constant(proof):
    proof.claim(iff(always[iid(q(z), K)](mean[k:K](f(z[k])) == 2), always[q(z)](f(z) == 2)))
    proof.starts(always[iid(q(z), K)](mean[k:K](f(z[k])) == 2))
    proof.iff(always[q(z)](f(z) == 2), by=independent_constant)
