"""No number is both positive and negative."""

from derivations import Function, algebra, log, points, theorem

(x,) = points("x")
f = Function("f", x)


@theorem("corpus", title="Under hypotheses that nothing satisfies")
def vacuous(proof):
    proof.claim(log(f(x)) + log(-f(x)) == log(-f(x)) + log(f(x)))
    proof.given(f(x) > 0, -f(x) > 0)
    proof.starts(log(f(x)) + log(-f(x)))
    proof.eq(log(-f(x)) + log(f(x)), by=algebra)
