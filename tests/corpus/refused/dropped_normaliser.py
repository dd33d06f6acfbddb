"""The logarithm of the optimal factor is the expected log joint only up to the log normaliser."""

from derivations import always, definition, exp, integrable, log, logarithm, theorem
from derivations.chapters.cavi import Z, b, best, expected, p, x, y, z


@theorem("corpus", title="The optimal factor")
def optimal(proof):
    proof.claim(log(best(y)) == expected(y))
    proof.given(always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))), Z(x) > 0)
    proof.starts(log(best(y)))
    proof.eq(log(exp(expected(y))/Z(x)), by=definition)
    proof.eq(expected(y), by=logarithm)
