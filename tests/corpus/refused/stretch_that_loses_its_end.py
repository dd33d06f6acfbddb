"""A stretch of which the end is bound for some lengths only: at T = 2 the last point would be left out."""

from derivations import *

x, = points("x")
T, = counts("T")
p = Chain("p", x)


@theorem(title="a stretch without its end")
def shorter(proof):
    proof.claim(integral[x[10]](p(x[9:T + 9])) == p(x[9]))
    proof.starts(integral[x[10]](p(x[9:T + 9])))
    proof.eq(p(x[9]), by=marginal)
