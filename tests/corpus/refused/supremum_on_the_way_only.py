"""f(z) = 1 > c at a z that the base measure does not count: that every z counts is said by no supremum on the way alone."""

from derivations import Function, always, extremum, hypothesis, nested, points, sup, theorem

x, z = points("x z")
c, f = Function("c", x), Function("f", z)


@theorem("corpus", title="Almost every place is not every place")
def every_place(proof):
    proof.claim(f(z) <= c(x))
    proof.given(always[z](f(z) <= c(x)))
    proof.starts(f(z))
    proof.le(sup[z](f(z)), by=nested)
    proof.le(sup[z](c(x)), by=hypothesis)
    proof.eq(c(x), by=extremum)
