"""A term over a sum is between zero and one only where no term is negative: d/(d + f) with f = z^(3/2) − 1 and d = 1
under a uniform law of z on (0, 1) has no mean."""

from derivations import E, Function, Law, algebra, always, linearity, points, theorem

(z,) = points("z")
q, d, f = Law("q", z), Function("d", z, nonnegative=True), Function("f", z)


@theorem("corpus", title="Two shares")
def shares(proof):
    proof.claim(E[q(z)](d(z)/(d(z) + f(z))) + E[q(z)](f(z)/(d(z) + f(z))) == E[q(z)](1))
    proof.given(always[q(z)](d(z) + f(z) > 0))
    proof.starts(E[q(z)](d(z)/(d(z) + f(z))) + E[q(z)](f(z)/(d(z) + f(z))))
    proof.eq(E[q(z)](d(z)/(d(z) + f(z)) + f(z)/(d(z) + f(z))), by=linearity)
    proof.eq(E[q(z)](1), by=algebra)
