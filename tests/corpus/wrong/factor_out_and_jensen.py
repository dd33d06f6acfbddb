"""A factor leaves the mean and Jensen's inequality is used, in one line."""

from derivations import E, Function, Law, integrable, jensen, log, points, theorem

(z,) = points("z")
q, d = Law("q", z), Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](2*log(d(z))) <= 2*log(E[q(z)](d(z))))
    proof.given(integrable[q(z)](log(d(z))), integrable[q(z)](d(z)))
    proof.starts(E[q(z)](2*log(d(z))))
    proof.le(2*log(E[q(z)](d(z))), by=jensen)  # wrong
