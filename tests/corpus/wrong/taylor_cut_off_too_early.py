"""The second Taylor polynomial of the logarithm, taken for an upper bound."""

from derivations import Function, log, points, taylor, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(1 + d(z)) <= d(z) - d(z)**2/2)
    proof.starts(log(1 + d(z)))
    proof.le(d(z) - d(z)**2/2, by=taylor)  # wrong
