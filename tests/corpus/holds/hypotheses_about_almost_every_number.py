"""Hypotheses about almost every number, and about functions of numbers."""

from derivations import *

x, = positives("x")
y, = reals("y")
a, = parameters("a")
f = Function("f", y)


@theorem(title="every positive number is positive, almost everywhere")
def t01(proof):
    proof.claim(2*a <= a**2 + 1)
    proof.given(always[x](x > 0))
    proof.starts(2*a)
    proof.le(a**2 + 1, by=sum_of_squares)


@theorem(title="tangent, almost everywhere")
def t02(proof):
    proof.claim(log(f(y)) <= f(y) - 1)
    proof.given(always[y](f(y) > 0))
    proof.starts(log(f(y)))
    proof.le(f(y) - 1, by=tangent)


@theorem(title="a mean square is not negative")
def t03(proof):
    proof.claim(E[Normal[0, 1](y)](f(y)**2) >= 0)
    proof.given(integrable[Normal[0, 1](y)](f(y)**2))
    proof.starts(E[Normal[0, 1](y)](f(y)**2))
    proof.ge(0, by=sum_of_squares)


@theorem(title="Jensen's inequality")
def t04(proof):
    proof.claim(log(E[Normal[0, 1](y)](exp(f(y)))) >= E[Normal[0, 1](y)](f(y)))
    proof.given(integrable[Normal[0, 1](y)](exp(f(y))), integrable[Normal[0, 1](y)](f(y)))
    proof.starts(log(E[Normal[0, 1](y)](exp(f(y)))))
    proof.ge(E[Normal[0, 1](y)](log(exp(f(y)))), by=jensen)
    proof.eq(E[Normal[0, 1](y)](f(y)), by=logarithm)


@theorem(title="near, which is true")
def t05(proof):
    proof.claim(2*a <= a**2 + 1)
    proof.given(near[a:1](1000*a > 999))
    proof.starts(2*a)
    proof.le(a**2 + 1, by=sum_of_squares)


@theorem(title="y is not zero, almost everywhere")
def t06(proof):
    proof.claim(y/y == 1)
    proof.given(always[y](y != 0))
    proof.starts(y/y)
    proof.eq(1, by=algebra)
