"""What reads as exchangeable is independent: averages of exchangeable draws may be constant where no value is."""

from derivations import Function, Law, always, counts, iff, independent_constant, mean, points, theorem
from derivations import iid as exchangeable

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="A constant average")
def constant(proof):
    proof.claim(iff(always[exchangeable(q(z), K)](mean[k:K](f(z[k])) == 2), always[q(z)](f(z) == 2)))
    proof.starts(always[exchangeable(q(z), K)](mean[k:K](f(z[k])) == 2))
    proof.iff(always[q(z)](f(z) == 2), by=independent_constant)
