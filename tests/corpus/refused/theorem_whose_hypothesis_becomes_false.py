"""With a + 1 for a and a for b the hypothesis of the theorem is false, which no other comparison may hide."""

from derivations import *

a, b = parameters("a b")


@theorem("corpus", title="t")
def one(proof):
    proof.claim(2*a <= 2*b)
    proof.given(a <= b)
    proof.starts(2*a)
    proof.le(2*b, by=hypothesis)


@theorem("corpus", title="t")
def two(proof):
    proof.claim(2*(a + 1) <= 2*a)
    proof.starts(2*(a + 1))
    proof.le(2*a, by=one.at({a: a + 1, b: a}))
