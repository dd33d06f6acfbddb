"""Two infinite suprema cancel in one step with logarithms."""

from derivations import *
(i,) = points("i")
f = Function("f", i)
k = Function("k", i)

@theorem(title="sup")
def cancel(proof):
    proof.claim(sup[i](log(exp(f(i)))) - sup[i](f(i)) + sup[i](k(i)) == sup[i](log(exp(k(i)))))
    proof.given(bounded(sup[i](log(exp(k(i))))))
    proof.starts(sup[i](log(exp(f(i)))) - sup[i](f(i)) + sup[i](k(i)))
    proof.eq(sup[i](log(exp(k(i)))), by=logarithm)
