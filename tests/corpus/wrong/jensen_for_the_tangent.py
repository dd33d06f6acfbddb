"""The tangent goes by the name of Jensen."""

from derivations import Function, jensen, log, points, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(1 + d(z)) <= d(z))
    proof.starts(log(1 + d(z)))
    proof.le(d(z), by=jensen)  # wrong
