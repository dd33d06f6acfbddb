"""The logarithm of a sum is not a sum of logarithms."""

from derivations import Law, log, logarithm, points, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem("corpus", title="The logarithm of a mixture")
def mixture(proof):
    proof.claim(log(p(z)/2 + q(z)/2) == log(p(z))/2 + log(q(z))/2)
    proof.given(p(z) > 0, q(z) > 0)
    proof.starts(log(p(z)/2 + q(z)/2))
    proof.eq(log(p(z))/2 + log(q(z))/2, by=logarithm)
