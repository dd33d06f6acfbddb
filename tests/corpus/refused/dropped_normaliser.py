"""The logarithm of the optimal factor is the score only up to the log normaliser."""

from derivations import always, definition, exp, integrable, log, logarithm, theorem
from derivations.chapters.cavi import Z, b, best, p, score, x, y, z


@theorem("corpus", title="The optimal factor")
def optimal(proof):
    proof.claim(log(best(y)) == score(y))
    proof.given(always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(score(y))), Z(x) > 0)
    proof.starts(log(best(y)))
    proof.eq(log(exp(score(y))/Z(x)), by=definition)
    proof.eq(score(y), by=logarithm)
