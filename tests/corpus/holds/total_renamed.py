"""The names of the indices do not matter, also where the range of one names the other."""

from derivations import Function, algebra, counts, theorem, total

T, s, t = counts("T s t")
h = Function("h", s, t)


@theorem("corpus", title="Two indices exchange their names")
def renamed(proof):
    proof.claim(total[t:1:T](total[s:1:t](h(s, t))) + total[s:1:T](total[t:1:s](h(t, s)))
                == 2*total[s:1:T](total[t:1:s](h(t, s))))
    proof.starts(total[t:1:T](total[s:1:t](h(s, t))) + total[s:1:T](total[t:1:s](h(t, s))))
    proof.eq(2*total[s:1:T](total[t:1:s](h(t, s))), by=algebra)
