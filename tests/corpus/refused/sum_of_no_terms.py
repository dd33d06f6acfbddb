"""With T = 1 the sum from 2 to T is empty, and says nothing of a(1)."""

from derivations import *

T, t = counts("T t")
a = Function("a", t)


@theorem(title="No terms")
def no_terms(proof):
    proof.claim(total[t:2:T](a(t)) == total[t:1:T](a(t)))
    proof.starts(total[t:2:T](a(t)))
    proof.eq(total[t:1:T](a(t)), by=telescope)
