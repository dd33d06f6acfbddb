"""The mean of Student's law, where it is given that there is one."""

from derivations import *

(tau,) = positives("tau")
(y,) = reals("y")
a, b, m = parameters("a b m")


@theorem(title="mean_of_student_t")
def mean_of_student_t(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/tau](y)](y) == m)
    proof.given(a > 0, b > 0, integrable[Gamma[a, b](tau), Normal[m, 1/tau](y)](y))
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/tau](y)](y))
    proof.eq(m, by=family)
