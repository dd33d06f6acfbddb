"""A mean square under three laws, one inside the other."""

from derivations import *

y, mu, nu = reals("y mu nu")
x, tau, rho = positives("x tau rho")
a, = parameters("a")


@theorem(title="with a parameter")
def t02(proof):
    proof.claim(E[Gamma[a, 1](x), Gamma[x, 1](tau), Gamma[tau, 1](rho)](rho) == a)
    proof.given(a > 0)
    proof.starts(E[Gamma[a, 1](x), Gamma[x, 1](tau), Gamma[tau, 1](rho)](rho))
    proof.eq(a, by=family)
