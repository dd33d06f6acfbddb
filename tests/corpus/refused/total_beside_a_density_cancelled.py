"""Where the density is zero the left side is zero, and the sum on the right side need not be."""

from derivations import *

(z,) = points("z")
T, t = counts("T t")
q, a = Law("q", z), Function("a", t)


@theorem(title="A density cancelled")
def cancelled(proof):
    proof.claim(q(z)*total[t:1:T](a(t))/q(z) == total[t:1:T](a(t)))
    proof.starts(q(z)*total[t:1:T](a(t))/q(z))
    proof.eq(total[t:1:T](a(t)), by=telescope)
