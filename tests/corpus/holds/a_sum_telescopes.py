"""The differences of neighbours add up to the difference of the ends, for every number of terms."""

from derivations import *

T, t = counts("T t")
a = Function("a", t)


@theorem(title="The ends")
def the_ends(proof):
    proof.claim(total[t:1:T](a(t + 1)**2 - a(t)**2) == a(T + 1)**2 - a(1)**2)
    proof.starts(total[t:1:T](a(t + 1)**2 - a(t)**2))
    proof.eq(a(T + 1)**2 - a(1)**2, by=telescope)
