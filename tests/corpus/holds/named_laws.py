"""Means under named laws exist by lemmas of their own: by moments, by exponentials that fall, and near a parameter."""

from derivations import *

a, b, m = parameters("a b m")
(x,) = positives("x")
(y,) = reals("y")


@theorem("corpus", title="The mean of the logarithm")
def mean_of_the_logarithm(proof):
    proof.claim(E[Gamma[a, b](x)](log(x)) == digamma(a) - log(b))
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](log(x)))
    proof.eq(digamma(a) - log(b), by=family)
    proof.twin(E[Gamma[a, b](x)](log(x)) == log(a) - log(b), "taking the logarithm of the mean")


@theorem("corpus", title="The integral of Gauss")
def gauss(proof):
    proof.claim(integral[y](exp(-a*y**2/2 + m*y)) == exp(m**2/(2*a) + log(2*pi)/2 - log(a)/2))
    proof.given(a > 0)
    proof.starts(integral[y](exp(-a*y**2/2 + m*y)))
    proof.eq(integral[y](exp(m**2/(2*a) + log(2*pi)/2 - log(a)/2)*Normal[m/a, 1/a](y)), by=density)
    proof.eq(exp(m**2/(2*a) + log(2*pi)/2 - log(a)/2), by=marginal)


@theorem("corpus", title="The derivative of a mean in the shape")
def slope(proof):
    proof.claim(D[a](E[Gamma[a, b](x)](log(x))) == trigamma(a))
    proof.given(a > 0, b > 0)
    proof.starts(D[a](E[Gamma[a, b](x)](log(x))))
    proof.eq(D[a](digamma(a) - log(b)), by=family)
    proof.eq(trigamma(a), by=differentiate)


@theorem("corpus", title="The second moment of a normal number whose precision is drawn")
def scale_mixture(proof):
    proof.claim(E[Gamma[a, b](x), Normal[m, 1/x](y)](y**2) == m**2 + b/(a - 1))
    proof.given(a > 1, b > 0)
    proof.starts(E[Gamma[a, b](x), Normal[m, 1/x](y)](y**2))
    proof.eq(m**2 + b/(a - 1), by=family)
