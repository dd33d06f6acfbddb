"""What stands in the table depends on an import below it: a file is read from top to bottom."""

from derivations import algebra, log, points, Law, theorem
from derivations.reported.claim import CLAIMS
x, z = points("x z")
p = Law("p", x, z)


@theorem("1", title="nothing added")
def nothing_added(proof):
    proof.claim(log(p(x)) + 0 == log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(log(p(x)) + 0)
    proof.eq(log(p(x)), by=(algebra, CLAIMS["1.1.1-a"])[0])


from derivations.reported.q1_1_1 import gibbs
