"""Where f(x) = 0 the left side holds a function of 1/0, the right side is 0."""

from derivations import Function, Law, algebra, counts, points, theorem

(x,) = points("x")
k = counts("k")[0]
p, a, f = Law("p", x), Function("a", k), Function("f", x)


@theorem("corpus", title="An undefined term added and taken away")
def hidden(proof):
    proof.claim(f(x) + a(1/f(x)) - a(1/f(x)) == f(x))
    proof.starts(f(x) + a(1/f(x)) - a(1/f(x)))
    proof.eq(f(x), by=algebra)
