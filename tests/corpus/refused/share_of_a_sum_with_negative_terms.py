"""A term over a sum is between zero and one only where no term is negative: 1/z^1.5 has no mean on (0, 1)."""

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
