"""Jensen's inequality for the logarithm, turned round."""

from derivations import E, Function, Law, integrable, jensen, log, points, theorem

(z,) = points("z")
q, d = Law("q", z), Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(d(z))) >= log(E[q(z)](d(z))))
    proof.given(integrable[q(z)](log(d(z))), integrable[q(z)](d(z)))
    proof.starts(E[q(z)](log(d(z))))
    proof.ge(log(E[q(z)](d(z))), by=jensen)  # wrong
