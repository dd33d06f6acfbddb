"""Twice the mean of a logarithm is at most the logarithm of the mean square, where both exist."""

from derivations import E, Function, Law, integrable, jensen, linearity, log, logarithm, points, theorem

(z,) = points("z")
q, d = Law("q", z), Function("d", z, nonnegative=True)


@theorem(title="Jensen's inequality for a square")
def square(proof):
    proof.claim(2*E[q(z)](log(d(z))) <= log(E[q(z)](d(z)**2)))
    proof.given(integrable[q(z)](log(d(z))), integrable[q(z)](d(z)**2))
    proof.starts(2*E[q(z)](log(d(z))))
    proof.eq(E[q(z)](2*log(d(z))), by=linearity)
    proof.eq(E[q(z)](log(d(z)**2)), by=logarithm)
    proof.le(log(E[q(z)](d(z)**2)), by=jensen)
    proof.twin(2*E[q(z)](log(d(z))) >= log(E[q(z)](d(z)**2)), "taking the logarithm for convex")
