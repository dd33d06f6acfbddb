"""A number of thousands of digits is no reason to fail: the statement is false, and too large to be tried."""

from derivations import *

(k,) = counts("k")


@theorem(title="a large number")
def large(proof):
    proof.claim(product[k:1:10000](3) <= 3)
    proof.starts(product[k:1:10000](3))
    proof.le(3, by=algebra)
