"""What an induction supposes at one count is not known at others: p(y) ≥ 1/3, from the statement at two, is false."""

from derivations import Function, Law, algebra, always, counts, each, hypothesis, induction, points, theorem

y, z = points("y z")
K, k = counts("K k")
a = Function("a", k)
p, r = Law("p", y, z), Law("r", y, z)


@theorem("corpus", title="A step that leans on a positive density")
def step(proof):
    proof.claim(K <= a(K + 1))
    proof.given(K - 1 <= a(K), always[p(z | y)](r(y, z) > 0), K*(r(y)/r(y)) <= a(K + 1))
    proof.starts(K)
    proof.eq(K*(r(y)/r(y)), by=algebra)
    proof.le(a(K + 1), by=hypothesis)


@theorem("corpus", title="The statement at every count")
def whole(proof):
    proof.claim(K - 1 <= a(K))
    proof.given(0 <= a(1), always[p(z | y)](r(y, z) > 0), each[k:1:K - 1](k*(r(y)/r(y)) <= a(k + 1)))
    proof.starts(K - 1)
    proof.le(a(K), by=induction.using(step))


@theorem("corpus", title="Every density is large")
def false(proof):
    proof.claim(K + 2 <= 3*(K + 2)*p(y))
    proof.given(each[k:1:K + 2](k*(p(y)/p(y)) <= 3*k*p(y)))
    proof.starts(K + 2)
    proof.le(3*(K + 2)*p(y), by=whole.at({a(k): 3*(k - 1)*p(y), r(y, z): p(y, z), K: K + 3}))
