"""Between two given points of a path the points need have no law at some values of those, where the density of the two is infinite."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)


@theorem(title="A constant")
def unit(proof):
    proof.claim(E[m(y)](3) == 3)
    proof.starts(E[m(y)](3))
    proof.eq(3, by=linearity)


@theorem(title="A bridge")
def wrong(proof):
    proof.claim(E[q(x[1:T] | x[0], x[T + 1])](3) == 3)
    proof.given(q(x[0], x[T + 1]) > 0)
    proof.starts(E[q(x[1:T] | x[0], x[T + 1])](3))
    proof.eq(3, by=unit.at({m(y): q(x[1:T] | x[0], x[T + 1])}))
