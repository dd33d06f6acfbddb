"""What is given up to T says nothing of T + 1."""

from derivations import Function, counts, each, log, logarithm, mean, theorem

T, t = counts("T t")
a, b = Function("a", t), Function("b", t)


@theorem("corpus", title="One time too few")
def early(proof):
    proof.claim(mean[t:T + 1](log(a(t)*b(t))) == mean[t:T + 1](log(a(t)) + log(b(t))))
    proof.given(each[t:1:T](a(t) > 0), each[t:1:T](b(t) > 0))
    proof.starts(mean[t:T + 1](log(a(t)*b(t))))
    proof.eq(mean[t:T + 1](log(a(t)) + log(b(t))), by=logarithm)
