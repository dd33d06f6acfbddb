"""Of two logarithms one is above what would have to be its tangent."""

from derivations import Function, log, points, tangent, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)
e = Function("e", z, nonnegative=True)


@theorem(title="Two tangents in one line, one of them too low")
def two(proof):
    proof.claim(log(1 + d(z)) + log(1 + e(z)) <= d(z) + e(z) - 1)
    proof.starts(log(1 + d(z)) + log(1 + e(z)))
    proof.le(d(z) + e(z) - 1, by=tangent)
