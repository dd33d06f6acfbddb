"""The first term is left out on the right."""

from derivations import Function, algebra, counts, theorem, total

T, t = counts("T t")
a = Function("a", t)


@theorem("corpus", title="A first term left out")
def left_out(proof):
    proof.claim(total[t:1:T](a(t)) + 1 == total[t:2:T](a(t)) + 1)
    proof.starts(total[t:1:T](a(t)) + 1)
    proof.eq(total[t:2:T](a(t)) + 1, by=algebra)
