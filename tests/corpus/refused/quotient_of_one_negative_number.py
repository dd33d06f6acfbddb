"""A negative number divided by itself is one, so the negative of that is not positive and has no logarithm."""

from derivations import Function, Law, abbreviation, implies, log, points, sum_of_squares, theorem

(x,) = points("x")
p, f = Law("p", x), Function("f", x)


@abbreviation
def value(point):
    return f(point)


@theorem("corpus", title="The logarithm of minus one")
def minus_one(proof):
    proof.claim(p(x)*log(-value(x)/f(x)) <= p(x)*log(-value(x)/f(x)) + 1)
    proof.given(implies(p(x) > 0, f(x) < -100))
    proof.starts(p(x)*log(-value(x)/f(x)))
    proof.le(p(x)*log(-value(x)/f(x)) + 1, by=sum_of_squares)
