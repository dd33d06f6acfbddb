"""What stands in the brackets of a law is a quantity, and a step may be about it alone."""

from derivations import *

(x,) = reals("x")
(z,) = points("z")
a, b, m, n, v = parameters("a b m n v")
q, c = Law("q", z), Law("c", z)
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="A mean that is another number")
def another_mean(proof):
    proof.claim(Normal[m, v](x) == Normal[0, v](x))
    proof.given(m == 0, v > 0)
    proof.starts(Normal[m, v](x))
    proof.eq(Normal[0, v](x), by=hypothesis)


@theorem("corpus", title="A mean that is written otherwise")
def written_otherwise(proof):
    proof.claim(Normal[log(a*b), v](x) == Normal[log(a) + log(b), v](x))
    proof.given(a > 0, b > 0, v > 0)
    proof.starts(Normal[log(a*b), v](x))
    proof.eq(Normal[log(a) + log(b), v](x), by=logarithm)


@theorem("corpus", title="A divergence from a law of another mean")
def divergence(proof):
    proof.claim(KL[x](Normal[m, v](x), Normal[a, v](x)) == KL[x](Normal[b, v](x), Normal[a, v](x)))
    proof.given(m == b, v > 0)
    proof.starts(KL[x](Normal[m, v](x), Normal[a, v](x)))
    proof.eq(KL[x](Normal[b, v](x), Normal[a, v](x)), by=hypothesis)


@theorem("corpus", title="A member of a family")
def member(proof):
    proof.claim(q[m](z) == q[n](z))
    proof.given(m == n)
    proof.starts(q[m](z))
    proof.eq(q[n](z), by=hypothesis)


@theorem("corpus", title="Means that are almost surely the same")
def almost_surely(proof):
    proof.claim(E[c(z)](Normal[f(z), 2](x)) == E[c(z)](Normal[g(z), 2](x)))
    proof.given(always[c(z)](f(z) == g(z)), integrable[c(z)](Normal[f(z), 2](x)))
    proof.starts(E[c(z)](Normal[f(z), 2](x)))
    proof.eq(E[c(z)](Normal[g(z), 2](x)), by=hypothesis)
