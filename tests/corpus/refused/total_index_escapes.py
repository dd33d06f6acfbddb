"""The range of the inner sum names an index that is bound in another way on the right."""

from derivations import Function, algebra, counts, theorem, total

T, s, t = counts("T s t")
h = Function("h", s, t)


@theorem("corpus", title="The inner range with the other index")
def escapes(proof):
    proof.claim(total[t:1:T](total[s:1:t](h(s, t))) + 1 == total[s:1:T](total[t:1:s](h(s, t))) + 1)
    proof.starts(total[t:1:T](total[s:1:t](h(s, t))) + 1)
    proof.eq(total[s:1:T](total[t:1:s](h(s, t))) + 1, by=algebra)
