"""What is printed as exp is the logarithm: exp(p q) is not exp p + exp q."""

from derivations import Law, logarithm, points, theorem
from derivations import log as exp

x, z = points("x z")
p, q = Law("p", x), Law("q", z)


@theorem("corpus", title="An exponential of a product")
def of_a_product(proof):
    proof.claim(exp(p(x)*q(z)) == exp(p(x)) + exp(q(z)))
    proof.given(p(x) > 0, q(z) > 0)
    proof.starts(exp(p(x)*q(z)))
    proof.eq(exp(p(x)) + exp(q(z)), by=logarithm)
