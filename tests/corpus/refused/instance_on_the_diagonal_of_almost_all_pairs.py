"""Half circles ahead of a point and behind it overlap for almost all pairs of points, and never on the diagonal."""

from derivations import E, Law, Point, algebra, always, counts, implies, integrable, linearity, log, points, theorem

x, w = points("x w")
v = Point("v", "x")
(K,) = counts("K")
s, r, t = Law("s", w | x), Law("r", w | x), Law("t", w | x)


@theorem("corpus", title="One")
def one(proof):
    proof.claim((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))) == (K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.given(integrable[w](log(r(w | v)/t(w | v))))
    proof.given(always[x, v](E[s(w | x)](r(w | v)) > 0))
    proof.given(always[s(w | x)](implies(r(w | v) > 0, E[s(w | x)](r(w | v)) > 0)))
    proof.given(integrable[s(w | x)](r(w | v)), integrable[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))))
    proof.starts((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))))
    proof.eq((K - 1)*(K - 2)*(K - 3)*(K - 4)*(E[s(w | x)](r(w | v))*(1/E[s(w | x)](r(w | v)))), by=linearity)
    proof.eq((K - 1)*(K - 2)*(K - 3)*(K - 4), by=algebra)


@theorem("corpus", title="For every pair")
def two(proof):
    proof.claim((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))) == (K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.given(always[x, v](E[s(w | x)](r(w | v)) > 0))
    proof.given(always[s(w | x)](implies(r(w | v) > 0, E[s(w | x)](r(w | v)) > 0)))
    proof.given(integrable[s(w | x)](r(w | v)), integrable[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))))
    proof.starts((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | v)*(1/E[s(w | x)](r(w | v)))))
    proof.eq((K - 1)*(K - 2)*(K - 3)*(K - 4), by=one.at({t(w | x): r(w | x)}))


@theorem("corpus", title="On the diagonal")
def three(proof):
    proof.claim((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | x)*(1/E[s(w | x)](r(w | x)))) == (K - 1)*(K - 2)*(K - 3)*(K - 4))
    proof.given(always[x, v](E[s(w | x)](r(w | v)) > 0))
    proof.given(always[s(w | x)](implies(r(w | x) > 0, E[s(w | x)](r(w | x)) > 0)))
    proof.given(integrable[s(w | x)](r(w | x)), integrable[s(w | x)](r(w | x)*(1/E[s(w | x)](r(w | x)))))
    proof.starts((K - 1)*(K - 2)*(K - 3)*(K - 4)*E[s(w | x)](r(w | x)*(1/E[s(w | x)](r(w | x)))))
    proof.eq((K - 1)*(K - 2)*(K - 3)*(K - 4), by=two.at({v: x}))
