"""The means of the normal laws are the same almost surely under b, and z has the law c."""

from derivations import *

(x,) = reals("x")
(z,) = points("z")
b, c = Law("b", z), Law("c", z)
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[c(z)](Normal[f(z), 2](x)) == E[c(z)](Normal[g(z), 2](x)))
    proof.given(always[b(z)](f(z) == g(z)), integrable[c(z)](Normal[f(z), 2](x)), integrable[c(z)](Normal[g(z), 2](x)))
    proof.starts(E[c(z)](Normal[f(z), 2](x)))
    proof.eq(E[c(z)](Normal[g(z), 2](x)), by=hypothesis)
