"""For T = 1 the range ends at 1 and begins at 3: no sum over it is declared."""

from derivations import Function, algebra, counts, theorem, total

T, t = counts("T t")
a = Function("a", t)


@theorem("corpus", title="A range that ends before it begins")
def early(proof):
    proof.claim(total[t:3:T](a(t)) + total[t:3:T](a(t)) == 2*total[t:3:T](a(t)))
    proof.starts(total[t:3:T](a(t)) + total[t:3:T](a(t)))
    proof.eq(2*total[t:3:T](a(t)), by=algebra)
