"""No number is both positive and negative; the term in f keeps the models away."""

from derivations import Function, Law, algebra, counts, log, points, theorem

(x,) = points("x")
k = counts("k")[0]
p, a, f = Law("p", x), Function("a", k), Function("f", x)


@theorem("corpus", title="Under hypotheses that nothing satisfies")
def vacuous(proof):
    proof.claim(a(p(x)) + log(f(x)) + log(-f(x)) == log(-f(x)) + log(f(x)) + a(p(x)))
    proof.given(f(x) > 0, -f(x) > 0)
    proof.starts(a(p(x)) + log(f(x)) + log(-f(x)))
    proof.eq(log(-f(x)) + log(f(x)) + a(p(x)), by=algebra)
