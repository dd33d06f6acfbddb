"""An index may go further than the largest count: to a sum of counts, or to a number."""

from derivations import Function, counts, log, mean, tangent, theorem, total

S, T, t = counts("S T t")
d = Function("d", t, nonnegative=True)


@theorem("corpus", title="A range that ends at a sum of counts")
def longer(proof):
    proof.claim(total[t:2:S + T](log(1 + d(t))) <= total[t:2:S + T](d(t)))
    proof.starts(total[t:2:S + T](log(1 + d(t))))
    proof.le(total[t:2:S + T](d(t)), by=tangent)


@theorem("corpus", title="A range that ends at a number")
def five(proof):
    proof.claim(mean[t:5](log(1 + d(t))) <= mean[t:5](d(t)))
    proof.starts(mean[t:5](log(1 + d(t))))
    proof.le(mean[t:5](d(t)), by=tangent)
