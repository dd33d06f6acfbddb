"""What is printed as log is the exponential: log(f + g) is not log f times log g."""

from derivations import Function, logarithm, points, theorem
from derivations import exp as log

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="A logarithm of a sum")
def of_a_sum(proof):
    proof.claim(log(f(z) + g(z)) == log(f(z))*log(g(z)))
    proof.starts(log(f(z) + g(z)))
    proof.eq(log(f(z))*log(g(z)), by=logarithm)
