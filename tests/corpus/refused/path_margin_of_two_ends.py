"""The integral over the points between two ends may be infinite at some of these ends."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)


@theorem(title="A margin")
def margin(proof):
    proof.claim(integral[z](o(y, z)) == o(y))
    proof.starts(integral[z](o(y, z)))
    proof.eq(o(y), by=marginal)


@theorem(title="Two ends")
def wrong(proof):
    proof.claim(integral[x[1:T]](p(x[0], x[1:T], x[T + 1])) == p(x[0], x[T + 1]))
    proof.starts(integral[x[1:T]](p(x[0], x[1:T], x[T + 1])))
    proof.eq(p(x[0], x[T + 1]), by=margin.at({y: (x[0], x[T + 1]), z: x[1:T], o(y, z): p(x[0], x[1:T], x[T + 1])}))
