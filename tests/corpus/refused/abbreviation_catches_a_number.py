"""A number that is also the variable of the integral in an abbreviation."""

from derivations import *

(y,) = reals("y")
a, m = parameters("a m")


@abbreviation
def tilt(u):
    return integral[y](Normal[0, 1](y)*(y - u)**2)


@theorem(title="false_at_every_number")
def false_at_every_number(proof):
    proof.claim(tilt(y) == 0)
    proof.starts(tilt(y))
    proof.eq(0, by=algebra)


@theorem(title="false_mean")
def false_mean(proof):
    proof.claim(E[Normal[m, 1](y)](tilt(y)) == 0)
    proof.starts(E[Normal[m, 1](y)](tilt(y)))
    proof.eq(E[Normal[m, 1](y)](0), by=algebra)
    proof.eq(0, by=algebra)
