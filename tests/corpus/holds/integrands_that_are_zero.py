"""Integrals of what is zero everywhere, beside factors that no integral has."""

from derivations import *

(x,) = positives("x")
(y,) = reals("y")
a, phi = parameters("a phi")


@theorem(title="zero_coefficient")
def zero_coefficient(proof):
    proof.claim(E[Gamma[1/2, 1](x)]((digamma(2) - digamma(1) - 1)/x) == 0)
    proof.starts(E[Gamma[1/2, 1](x)]((digamma(2) - digamma(1) - 1)/x))
    proof.eq(0, by=recurrence)


@theorem(title="with_a_parameter")
def with_a_parameter(proof):
    proof.claim(E[Gamma[1/2, 1](x)]((log(6*a**2) - log(2*a) - log(3*a))/x) == 0)
    proof.given(a > 0)
    proof.starts(E[Gamma[1/2, 1](x)]((log(6*a**2) - log(2*a) - log(3*a))/x))
    proof.eq(0, by=logarithm)


@theorem(title="pi_over_pi")
def pi_over_pi(proof):
    proof.claim(E[Gamma[1/2, 1](x)]((pi/pi - 1)/x) == 0)
    proof.starts(E[Gamma[1/2, 1](x)]((pi/pi - 1)/x))
    proof.eq(0, by=algebra)


@theorem(title="slope_at_the_top")
def slope_at_the_top(proof):
    proof.claim(integral[y](D[phi:y](exp(-(y - phi)**2))) == 0)
    proof.starts(integral[y](D[phi:y](exp(-(y - phi)**2))))
    proof.eq(0, by=differentiate)


@theorem(title="score_at_the_mean")
def score_at_the_mean(proof):
    proof.claim(integral[y](D[phi:y](log(Normal[phi, 1](y)))) == 0)
    proof.starts(integral[y](D[phi:y](log(Normal[phi, 1](y)))))
    proof.eq(0, by=differentiate)
