"""Two infinite suprema cancel, and what is left is finite."""

from derivations import *
(i,) = points("i")
f = Function("f", i)
g = Function("g", i)
k = Function("k", i)

@theorem(title="sup")
def cancel(proof):
    proof.claim(sup[i](f(i)*g(i)/g(i)) - sup[i](f(i)) + sup[i](k(i)) == sup[i](k(i)*g(i)/g(i)))
    proof.given(always[i](g(i) != 0), bounded(sup[i](k(i)*g(i)/g(i))))
    proof.starts(sup[i](f(i)*g(i)/g(i)) - sup[i](f(i)) + sup[i](k(i)))
    proof.eq(sup[i](k(i)*g(i)/g(i)), by=algebra)
