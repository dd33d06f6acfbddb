"""Points of a chain are put in for coordinates that a theorem takes to be independent."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)
y, z = points("y z")
m, s, o = Law("m", y), Law("s", z | y), Law("o", y, z)
f, g = Function("f", x), Function("g", y, z)
j = Law("j", y, z, independent=True)


@theorem(title="Independent coordinates")
def apart(proof):
    proof.claim(j(y, z) == j(y)*j(z))
    proof.starts(j(y, z))
    proof.eq(j(y)*j(z), by=factorise)


@theorem(title="Points of a chain")
def wrong(proof):
    proof.claim(p(x[0], x[1:T]) == p(x[0])*p(x[1:T]))
    proof.starts(p(x[0], x[1:T]))
    proof.eq(p(x[0])*p(x[1:T]), by=apart.at({y: x[0], z: x[1:T], j(y, z): p(x[0], x[1:T])}))
