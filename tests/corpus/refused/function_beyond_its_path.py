"""At the last index the function is taken at a point that is not bound with the others."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:1:T + 1](f(x[t]))) == total[t:1:T + 1](E[q(x[1:T] | x[0])](f(x[t]))))
    proof.given(q(x[0]) > 0, each[t:1:T](integrable[q(x[t] | x[0])](f(x[t]))))
    proof.starts(E[q(x[1:T] | x[0])](total[t:1:T + 1](f(x[t]))))
    proof.eq(total[t:1:T + 1](E[q(x[1:T] | x[0])](f(x[t]))), by=linearity)
