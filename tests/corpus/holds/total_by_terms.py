"""A sum over time grows with each of its terms, and an empty sum is zero on both sides."""

from derivations import Function, counts, log, tangent, theorem, total

T, t = counts("T t")
d = Function("d", t, nonnegative=True)


@theorem("corpus", title="The tangent at every time from the second on")
def each_time(proof):
    proof.claim(total[t:2:T](log(1 + d(t))) <= total[t:2:T](d(t)))
    proof.starts(total[t:2:T](log(1 + d(t))))
    proof.le(total[t:2:T](d(t)), by=tangent)
