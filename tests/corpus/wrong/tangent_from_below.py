"""The logarithm, taken for at least its tangent."""

from derivations import Function, algebra, log, points, tangent, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(1 + d(z)) >= d(z))
    proof.starts(log(1 + d(z)))
    proof.ge((1 + d(z)) - 1, by=tangent)  # wrong
    proof.eq(d(z), by=algebra)
