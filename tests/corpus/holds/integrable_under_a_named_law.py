"""Hypotheses that something is integrable under a named law."""

from derivations import *

x, tau = positives("x tau")
(y,) = reals("y")
a, b, m, v = parameters("a b m v")


@theorem(title="plain")
def plain(proof):
    proof.claim(E[Gamma[a, b](x)](2*x) == 2*E[Gamma[a, b](x)](x))
    proof.given(a > 0, b > 0, integrable[Gamma[a, b](x)](x))
    proof.starts(E[Gamma[a, b](x)](2*x))
    proof.eq(2*E[Gamma[a, b](x)](x), by=linearity)


@theorem(title="followed")
def followed(proof):
    proof.claim(E[Gamma[a, b](x)](2/x) == 2*E[Gamma[a, b](x)](1/x))
    proof.given(a > 0, b > 0, integrable[Gamma[a, b](x)](1/x))
    proof.starts(E[Gamma[a, b](x)](2/x))
    proof.eq(2*E[Gamma[a, b](x)](1/x), by=linearity)


@theorem(title="normal")
def normal(proof):
    proof.claim(E[Normal[m, v](y)](2*y**2) == 2*E[Normal[m, v](y)](y**2))
    proof.given(v > 0, integrable[Normal[m, v](y)](y**2))
    proof.starts(E[Normal[m, v](y)](2*y**2))
    proof.eq(2*E[Normal[m, v](y)](y**2), by=linearity)
