"""Where the density of b is zero, that of q need not be: there d may be zero, and log d is not defined."""

from derivations import Function, Law, algebra, implies, log, points, theorem

(z,) = points("z")
b, q, d = Law("b", z), Law("q", z), Function("d", z, nonnegative=True)


@theorem("corpus", title="Nothing of a mixture")
def nothing(proof):
    proof.claim((b(z) + q(z))*log(d(z)) - (b(z) + q(z))*log(d(z)) == 0)
    proof.given(implies(b(z) > 0, d(z) > 0))
    proof.starts((b(z) + q(z))*log(d(z)) - (b(z) + q(z))*log(d(z)))
    proof.eq(0, by=algebra)
