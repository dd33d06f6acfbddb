"""Suprema over j cancel inside the supremum over i; they are said to be finite because the rest is."""

from derivations import Function, bounded, exp, log, logarithm, points, sup, theorem

i, j = points("i j")
f, a = Function("f", i), Function("a", j)


@theorem("corpus", title="Suprema that cancel inside another")
def hidden(proof):
    proof.claim(sup[i](f(i) + sup[j](log(exp(a(j)))) - sup[j](a(j))) == sup[i](f(i)))
    proof.given(bounded(sup[i](f(i))))
    proof.starts(sup[i](f(i) + sup[j](log(exp(a(j)))) - sup[j](a(j))))
    proof.eq(sup[i](f(i)), by=logarithm)
