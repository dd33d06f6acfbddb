"""What is proved is the lambda of the default, not the body, which reads log p = 0."""

from derivations import Law, algebra, log, points, theorem

(x,) = points("x")
p = Law("p", x)


@theorem("corpus", title="The log evidence is zero")
def zero(proof, hidden=lambda proof: (proof.claim(p(x) - p(x) == 0), proof.starts(p(x) - p(x)), proof.eq(0, by=algebra))):
    proof.claim(log(p(x)) == 0)
    proof.starts(log(p(x)))
    proof.eq(0, by=algebra)
