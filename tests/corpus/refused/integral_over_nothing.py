"""An integral runs over nothing."""

from derivations import Law, algebra, integrable, log, points, theorem

(x,) = points("x")
p = Law("p", x)


@theorem("corpus", title="Finite without a law")
def one(proof):
    proof.claim(log(p(x)) + 0 == log(p(x)))
    proof.given(p(x) > 0, integrable[()](log(p(x))))
    proof.starts(log(p(x)) + 0)
    proof.eq(log(p(x)), by=algebra)
