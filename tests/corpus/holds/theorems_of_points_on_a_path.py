"""A margin, means in turn and a mean of a function of one point are the same on a path as for points alone."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)
h = Function("h", y)


@theorem(title="A margin")
def margin(proof):
    proof.claim(integral[z](o(y, z)) == o(y))
    proof.starts(integral[z](o(y, z)))
    proof.eq(o(y), by=marginal)


@theorem(title="Two means, one in the other")
def in_turn(proof):
    proof.claim(E[m(y), s(z | y)](g(y, z)) == E[m(y)](E[s(z | y)](g(y, z))))
    proof.given(integrable[m(y), s(z | y)](g(y, z)))
    proof.starts(E[m(y), s(z | y)](g(y, z)))
    proof.eq(E[m(y)](E[s(z | y)](g(y, z))), by=fubini)


@theorem(title="Twice a mean")
def doubled(proof):
    proof.claim(E[m(y)](2*h(y)) == 2*E[m(y)](h(y)))
    proof.given(integrable[m(y)](h(y)))
    proof.starts(E[m(y)](2*h(y)))
    proof.eq(2*E[m(y)](h(y)), by=linearity)


@theorem(title="The first point")
def first(proof):
    proof.claim(integral[x[1:T]](p(x[0:T])) == p(x[0]))
    proof.starts(integral[x[1:T]](p(x[0:T])))
    proof.eq(p(x[0]), by=margin.at({y: x[0], z: x[1:T], o(y, z): p(x[0:T])}))


@theorem(title="The last point")
def last(proof):
    proof.claim(integral[x[0:T]](p(x[0:T], x[T + 1])) == p(x[T + 1]))
    proof.starts(integral[x[0:T]](p(x[0:T], x[T + 1])))
    proof.eq(p(x[T + 1]), by=margin.at({y: x[T + 1], z: x[0:T], o(y, z): p(x[0:T], x[T + 1])}))


@theorem(title="Means along a path")
def along_it(proof):
    proof.claim(E[p(x[0]), q(x[1:T] | x[0])](f(x[T])) == E[p(x[0])](E[q(x[1:T] | x[0])](f(x[T]))))
    proof.given(q(x[0]) > 0, always[p(x[0])](q(x[0]) > 0), integrable[p(x[0]), q(x[T] | x[0])](f(x[T])))
    proof.starts(E[p(x[0]), q(x[1:T] | x[0])](f(x[T])))
    proof.eq(E[p(x[0])](E[q(x[1:T] | x[0])](f(x[T]))), by=in_turn.at({y: x[0], z: x[1:T], m(y): p(x[0]), s(z | y): q(x[1:T] | x[0]), g(y, z): f(x[T])}))


@theorem(title="A function of the last point")
def twice(proof):
    proof.claim(E[q(x[1:T] | x[0])](2*f(x[T])) == 2*E[q(x[1:T] | x[0])](f(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](f(x[T])))
    proof.starts(E[q(x[1:T] | x[0])](2*f(x[T])))
    proof.eq(2*E[q(x[1:T] | x[0])](f(x[T])), by=doubled.at({m(y): q(x[1:T] | x[0]), h(y): f(x[T])}))
