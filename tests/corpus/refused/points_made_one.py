"""For almost every pair of points f(u, v) is not zero; on the diagonal it may be, and then 0/0 stands there."""

from derivations import Function, Point, algebra, always, integrable, integral, points, theorem

(u,) = points("u")
v, w = Point("v", "u"), Point("w", "u")
f, h = Function("f", u, v), Function("h", u)


@theorem("corpus", title="Almost every pair")
def general(proof):
    proof.claim(f(u, v)/f(u, v) + integral[w](h(w)*(f(w, v)/f(w, v))) == 1 + integral[w](h(w)))
    proof.given(integrable[u](h(u)), integrable[w](h(w)*(f(w, v)/f(w, v))), always[w](f(w, v) != 0))
    proof.starts(f(u, v)/f(u, v) + integral[w](h(w)*(f(w, v)/f(w, v))))
    proof.eq(1 + integral[w](h(w)), by=algebra)


@theorem("corpus", title="On the diagonal")
def diagonal(proof):
    proof.claim(f(v, v)/f(v, v) + integral[w](h(w)*(f(w, v)/f(w, v))) == 1 + integral[w](h(w)))
    proof.given(integrable[u](h(u)), integrable[w](h(w)*(f(w, v)/f(w, v))), always[w](f(w, v) != 0))
    proof.starts(f(v, v)/f(v, v) + integral[w](h(w)*(f(w, v)/f(w, v))))
    proof.eq(1 + integral[w](h(w)), by=general.at({u: v}))
