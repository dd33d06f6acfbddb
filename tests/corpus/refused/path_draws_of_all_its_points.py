"""Several draws of a stretch are no draws of its points."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)
h = Function("h", y)


@theorem(title="A mean of draws")
def drawn(proof):
    proof.claim(E[iid(m(y), T)](mean[t:T](h(y[t]))) == E[m(y)](h(y)))
    proof.given(integrable[m(y)](h(y)))
    proof.starts(E[iid(m(y), T)](mean[t:T](h(y[t]))))
    proof.eq(mean[t:T](E[iid(m(y), T)](h(y[t]))), by=linearity)
    proof.eq(mean[t:T](E[m(y)](h(y))), by=one_draw)
    proof.eq(E[m(y)](h(y)), by=linearity)


@theorem(title="Points for draws")
def wrong(proof):
    proof.claim(E[q(x[1:T])](mean[t:T](f(x[t]))) == E[q(x[1])](f(x[1])))
    proof.given(integrable[q(x[1])](f(x[1])))
    proof.starts(E[q(x[1:T])](mean[t:T](f(x[t]))))
    proof.eq(E[q(x[1])](f(x[1])), by=drawn.at({y: x[1], m(y): q(x[1]), h(y): f(x[1])}))
