"""Where the density of b is zero, that of q need not be: there d may be zero, and d/d is not defined."""

from derivations import Function, Law, algebra, always, integral, points, theorem

(z,) = points("z")
b, q, d = Law("b", z), Law("q", z), Function("d", z, nonnegative=True)


@theorem("corpus", title="One under a mixture")
def one(proof):
    proof.claim(integral[z]((b(z) + q(z))*(d(z)/d(z))) == integral[z](b(z) + q(z)))
    proof.given(always[b(z)](d(z) > 0))
    proof.starts(integral[z]((b(z) + q(z))*(d(z)/d(z))))
    proof.eq(integral[z](b(z) + q(z)), by=algebra)
