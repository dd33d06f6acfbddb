"""A theorem is cited with the law of another line."""

from derivations import E, Function, Law, integrable, jensen, linearity, log, points, theorem

(z,) = points("z")
q, r, d = Law("q", z), Law("r", z), Function("d", z, nonnegative=True)


@theorem(title="A mean of logarithms")
def above(proof):
    proof.claim(E[q(z)](log(1 + d(z))) <= log(1 + E[q(z)](d(z))))
    proof.given(integrable[q(z)](log(1 + d(z))), integrable[q(z)](d(z)))
    proof.starts(E[q(z)](log(1 + d(z))))
    proof.le(log(E[q(z)](1 + d(z))), by=jensen)
    proof.eq(log(1 + E[q(z)](d(z))), by=linearity)


@theorem(title="The same for the other law")
def other(proof):
    proof.claim(E[r(z)](log(1 + d(z))) <= log(1 + E[r(z)](d(z))))
    proof.given(integrable[r(z)](log(1 + d(z))), integrable[r(z)](d(z)))
    proof.starts(E[r(z)](log(1 + d(z))))
    proof.le(log(1 + E[r(z)](d(z))), by=above)  # wrong
