"""A function of SymPy's that evaluates itself: |−2| is 2 before anything is read."""

from sympy import Abs

from derivations import algebra, theorem


@theorem("corpus", title="An absolute value")
def absolute(proof):
    proof.claim(Abs(-2) == 2)
    proof.starts(Abs(-2))
    proof.eq(3 - 1, by=algebra)
    proof.eq(2, by=algebra)
