"""A sum of T means is not their mean."""

from derivations import Function, algebra, counts, mean, theorem, total

T, t = counts("T t")
a = Function("a", t)


@theorem("corpus", title="A sum taken for an average")
def average(proof):
    proof.claim(total[t:1:T](a(t)) + 1 == mean[t:T](a(t)) + 1)
    proof.starts(total[t:1:T](a(t)) + 1)
    proof.eq(mean[t:T](a(t)) + 1, by=algebra)
