"""A point that is drawn, or bound by itself, is no point of a path of the same name."""

from derivations import *

x, = points("x")
m, q = Law("m", x), Chain("q", x)


@theorem(title="draws and a path")
def drawn(proof):
    proof.claim(E[iid(m(x), 2)](m(x[1])) == E[iid(m(x), 2)](q(x[1])))
    proof.starts(E[iid(m(x), 2)](m(x[1])))
    proof.eq(E[iid(m(x), 2)](q(x[1])), by=algebra)
