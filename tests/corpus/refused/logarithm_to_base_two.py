"""log to the base two of two is one, not log 2."""

import sympy

from derivations import algebra, theorem


@theorem("corpus", title="One is the natural logarithm of two")
def base(proof):
    proof.claim(sympy.log(2, 2, evaluate=False) == sympy.log(2))
    proof.starts(sympy.log(2, 2, evaluate=False))
    proof.eq(2*sympy.log(2) - sympy.log(2), by=algebra)
    proof.eq(sympy.log(2), by=algebra)
