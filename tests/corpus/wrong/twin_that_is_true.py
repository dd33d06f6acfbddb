"""What the author calls a mistake is true."""

from derivations import Function, algebra, log, points, tangent, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(1 + d(z)) <= d(z))
    proof.starts(log(1 + d(z)))
    proof.le((1 + d(z)) - 1, by=tangent)
    proof.eq(d(z), by=algebra)
    proof.twin(log(1 + d(z)) <= 1 + d(z), "a larger right side")  # wrong
