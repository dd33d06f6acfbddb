"""The logarithm below its tangent holds with numbers before it and around it, and for several logarithms at once."""

from derivations import Function, log, points, tangent, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)
e = Function("e", z, nonnegative=True)


@theorem(title="Half of it")
def half(proof):
    proof.claim(log(d(z))/2 <= d(z)/2 - 1/2)
    proof.given(d(z) > 0)
    proof.starts(log(d(z))/2)
    proof.le(-1/2 + d(z)/2, by=tangent)


@theorem(title="Twice, taken from a number")
def from_a_number(proof):
    proof.claim(1 - 2*log(d(z)) >= 3 - 2*d(z))
    proof.given(d(z) > 0)
    proof.starts(1 - 2*log(d(z)))
    proof.ge(3 - 2*d(z), by=tangent)


@theorem(title="Two tangents in one line")
def two(proof):
    proof.claim(log(d(z))/2 + log(e(z))/2 <= (d(z) + e(z))/2 - 1)
    proof.given(d(z) > 0, e(z) > 0)
    proof.starts(log(d(z))/2 + log(e(z))/2)
    proof.le(d(z)/2 - 1/2 + e(z)/2 - 1/2, by=tangent)
