"""The mean of f need not exist, so neither need a function of it."""

from derivations import E, Function, Law, algebra, counts, points, theorem

(z,) = points("z")
k = counts("k")[0]
q, a, f = Law("q", z), Function("a", k), Function("f", z)


@theorem("corpus", title="Twice a function of a mean")
def twice(proof):
    proof.claim(a(E[q(z)](f(z))) + a(E[q(z)](f(z))) == 2*a(E[q(z)](f(z))))
    proof.starts(a(E[q(z)](f(z))) + a(E[q(z)](f(z))))
    proof.eq(2*a(E[q(z)](f(z))), by=algebra)
