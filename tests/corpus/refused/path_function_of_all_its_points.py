"""A function of a point is taken at a stretch, of which nothing says which point is meant."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)
h = Function("h", y)


@theorem(title="Twice a mean")
def doubled(proof):
    proof.claim(E[m(y)](2*h(y)) == 2*E[m(y)](h(y)))
    proof.given(integrable[m(y)](h(y)))
    proof.starts(E[m(y)](2*h(y)))
    proof.eq(2*E[m(y)](h(y)), by=linearity)


@theorem(title="A stretch")
def wrong(proof):
    proof.claim(E[q(x[1:T] | x[0])](2*f(x[T])) == 2*E[q(x[1:T] | x[0])](f(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](f(x[T])))
    proof.starts(E[q(x[1:T] | x[0])](2*f(x[T])))
    proof.eq(2*E[q(x[1:T] | x[0])](f(x[T])), by=doubled.at({m(y): q(x[1:T] | x[0])}))
