"""The abbreviation reads log p and means the lambda of its default."""

from derivations import Law, abbreviation, algebra, log, points, theorem

(x,) = points("x")
p = Law("p", x)


@abbreviation
def u(x, hidden=lambda x, hidden=None: p(x)):
    return log(p(x))


@theorem("corpus", title="The log density is the density")
def equal(proof):
    proof.claim(u(x) == p(x))
    proof.starts(u(x))
    proof.eq(2*p(x) - p(x), by=algebra)
    proof.eq(p(x), by=algebra)
