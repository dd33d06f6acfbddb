"""For T = 1 there is no second time, so nothing is given of f(x), and the logarithm need not be defined."""

from derivations import Function, counts, each, log, logarithm, points, theorem

(x,) = points("x")
T, t = counts("T t")
f, a = Function("f", x), Function("a", t)


@theorem("corpus", title="A hypothesis for each of no times")
def none(proof):
    proof.claim(log(f(x)**2) == 2*log(f(x)))
    proof.given(each[t:2:T](f(x) > 0))
    proof.starts(log(f(x)**2))
    proof.eq(2*log(f(x)), by=logarithm)
