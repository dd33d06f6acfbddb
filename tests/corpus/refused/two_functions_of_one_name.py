"""Two functions called f, one of them nonnegative: E[log f] ≤ E[f] − 1 reads as if it held for the other."""

from derivations import Function, algebra, points, theorem

(z,) = points("z")
f = Function("f", z)
g = Function("f", z, nonnegative=True)


@theorem("corpus", title="A difference that reads as zero")
def difference(proof):
    proof.claim(f(z) - g(z) == -g(z) + f(z))
    proof.starts(f(z) - g(z))
    proof.eq(-g(z) + f(z), by=algebra)
