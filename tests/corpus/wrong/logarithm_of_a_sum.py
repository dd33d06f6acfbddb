"""The logarithm of a sum, split into two logarithms."""

from derivations import E, Function, Law, integrable, linearity, log, logarithm, points, theorem

(z,) = points("z")
q, d, e = Law("q", z), Function("d", z, nonnegative=True), Function("e", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(d(z) + e(z))) == E[q(z)](log(d(z))) + E[q(z)](log(e(z))))
    proof.given(integrable[q(z)](log(d(z))), integrable[q(z)](log(e(z))))
    proof.starts(E[q(z)](log(d(z) + e(z))))
    proof.eq(E[q(z)](log(d(z)) + log(e(z))), by=logarithm)  # wrong
    proof.eq(E[q(z)](log(d(z))) + E[q(z)](log(e(z))), by=linearity)
