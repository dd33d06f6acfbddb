"""A point that is bound again is that of the inner mean, also within a stretch that begins before what is bound."""

from derivations import *

x, = points("x")
T, t = counts("T t")
q = Chain("q", x)


@theorem(title="a point bound twice")
def twice(proof):
    proof.claim(total[t:2:T](1)*E[q(x[7:T + 7])](E[q(x[8])](q(x[6:T + 7]))) == total[t:2:T](1)*E[q(x[7:T + 7])](q(x[6:T + 7])))
    proof.given(integrable[q(x[7:T + 7])](q(x[6:T + 7])))
    proof.starts(total[t:2:T](1)*E[q(x[7:T + 7])](E[q(x[8])](q(x[6:T + 7]))))
    proof.eq(total[t:2:T](1)*E[q(x[7:T + 7])](q(x[6:T + 7])), by=marginal)
