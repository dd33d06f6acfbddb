"""The logarithm of a quotient as the quotient of the logarithms."""

from derivations import Function, log, logarithm, points, theorem

(z,) = points("z")
d, e = Function("d", z, nonnegative=True), Function("e", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(d(z)/e(z)) == log(d(z))/log(e(z)))
    proof.given(d(z) > 0, e(z) > 1)
    proof.starts(log(d(z)/e(z)))
    proof.eq(log(d(z))/log(e(z)), by=logarithm)  # wrong
