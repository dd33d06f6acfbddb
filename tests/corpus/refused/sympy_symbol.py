"""A symbol that SymPy holds to be zero or one cannot be told from a number when it is printed."""

from sympy import Symbol

from derivations import algebra, theorem

one = Symbol("1")


@theorem("corpus", title="One is two minus one")
def equal(proof):
    proof.claim(one + one - one == one)
    proof.starts(one + one - one)
    proof.eq(one, by=algebra)
