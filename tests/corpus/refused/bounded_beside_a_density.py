"""bounded(p(x)*sup f) holds where p(x) = 0, whatever sup f is."""

from derivations import Function, Law, algebra, bounded, points, sup, theorem, log, exp, logarithm

i, x = points("i x")
p, f = Law("p", x), Function("f", i)


@theorem("corpus", title="A supremum that is finite only where p has mass")
def hidden(proof):
    proof.claim(log(exp(sup[i](f(i)))) == sup[i](f(i)))
    proof.given(bounded(p(x)*sup[i](f(i))))
    proof.starts(log(exp(sup[i](f(i)))))
    proof.eq(sup[i](f(i)), by=logarithm)
