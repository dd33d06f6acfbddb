"""The number in front of the mean may be negative, and then the inequality is turned."""

from derivations import E, Function, Law, integrable, log, points, tangent, theorem

(z,) = points("z")
a, d, t = Law("a", z), Function("d", z, nonnegative=True), Function("t")


@theorem("corpus", title="Below a number")
def below(proof):
    proof.claim(t()*E[a(z)](log(d(z))) <= t()*E[a(z)](d(z) - 1))
    proof.given(t() != 0, integrable[a(z)](log(d(z))), integrable[a(z)](d(z)))
    proof.starts(t()*E[a(z)](log(d(z))))
    proof.le(t()*E[a(z)](d(z) - 1), by=tangent)
