"""As an inequality: the supremum over i is finite because it is at most another, and the one over j with it."""

from derivations import Function, bounded, exp, log, logarithm, points, sup, theorem

i, j = points("i j")
f, a = Function("f", i), Function("a", j)


@theorem("corpus", title="Suprema that cancel inside another, as an inequality")
def hidden(proof):
    proof.claim(sup[i](f(i) + sup[j](log(exp(a(j)))) - sup[j](a(j))) <= sup[i](f(i)))
    proof.given(bounded(sup[i](f(i))))
    proof.starts(sup[i](f(i) + sup[j](log(exp(a(j)))) - sup[j](a(j))))
    proof.le(sup[i](f(i)), by=logarithm)
