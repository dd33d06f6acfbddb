"""With particulars put in, the step of an induction still follows from what it supposes: half and half again stays below."""

from derivations import Function, counts, each, exp, hypothesis, induction, points, theorem

(x,) = points("x")
K, k = counts("K k")
a, b, f = Function("a", k), Function("b", k), Function("f", x)


@theorem("corpus", title="Half of it and f")
def step(proof):
    proof.claim(a(K + 1) <= 2*f(x))
    proof.given(a(K) <= 2*f(x), a(K + 1) == a(K)/2 + f(x))
    proof.starts(a(K + 1))
    proof.eq(a(K)/2 + f(x), by=hypothesis)
    proof.le(2*f(x), by=hypothesis)


@theorem("corpus", title="At most twice f at every count")
def whole(proof):
    proof.claim(a(K) <= 2*f(x))
    proof.given(a(1) <= 2*f(x), each[k:1:K - 1](a(k + 1) == a(k)/2 + f(x)))
    proof.starts(a(K))
    proof.le(2*f(x), by=induction.using(step))


@theorem("corpus", title="Of an exponential, with three counts more")
def at(proof):
    proof.claim(exp(b(K + 3)) <= 2*f(x))
    proof.given(exp(b(1)) <= 2*f(x), each[k:1:K + 2](exp(b(k + 1)) == exp(b(k))/2 + f(x)))
    proof.starts(exp(b(K + 3)))
    proof.le(2*f(x), by=whole.at({a(k): exp(b(k)), K: K + 3}))


@theorem("corpus", title="At the second count")
def bound(proof):
    proof.claim(a(2) <= 2*f(x))
    proof.given(a(1) <= 2*f(x), a(2) == a(1)/2 + f(x))
    proof.starts(a(2))
    proof.le(2*f(x), by=whole.at({K: 2}))
