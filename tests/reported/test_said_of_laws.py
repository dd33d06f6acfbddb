"""The lines of 1.2.4 and 2.2.14 that say which law a density is of: each is proved, and with another law it is refuted."""

from dataclasses import replace

import pytest

from derivations import Gamma, Normal, exp, integral, lgamma, log, pi, product, total
from derivations.commands.finding import load, load_reported
from derivations.reported.printed import Printed
from derivations.reported.q1_2_4_densities import N, P, a, b, f, lam, m, mu, n, t, tau, v, w, x, y
from derivations.reported.q2_2_14 import alpha, beta, p
from derivations.reported.q2_2_14 import x as point
from derivations.reported.verdicts import adjudicate

load()
CLAIMS = load_reported()


def independent_prior(proof):
    proof.claim(log(P(v, w)) == log(P(v)*P(w)))
    proof.given(P(v) > 0, P(v, w) > 0)


def variance_for_precision(proof):
    proof.claim(total[n:1:N](log(Normal[x(n), t](y))) == log(product[n:1:N](exp(log(t/(2*pi))/2)*exp(-t/2*(x(n) - y)**2))))


def normaliser_without_pi(proof):
    proof.claim(total[n:1:N](log(Normal[x(n), 1/t](y))) == log(product[n:1:N](exp(log(t)/2)*exp(-t/2*(x(n) - y)**2))))


def product_of_logarithms(proof):
    proof.claim(log(product[n:1:N](f(n, mu, tau))) == product[n:1:N](log(f(n, mu, tau))))
    proof.given(tau > 0)


def scale_for_rate(proof):
    proof.claim(log(Normal[m, 1/lam](y)*Gamma[a, 1/b](t))
                == log(lam/(2*pi))/2 - lam*(y - m)**2/2 + (a*log(b) + (a - 1)*log(t) - lgamma(a) - b*t))
    proof.given(lam > 0, a > 0, b > 0)


def precision_for_variance(proof):
    proof.claim(log(Normal[m, lam](y)*Gamma[a, b](t))
                == log(lam/(2*pi))/2 - lam*(y - m)**2/2 + (a*log(b) + (a - 1)*log(t) - lgamma(a) - b*t))
    proof.given(lam > 0, a > 0, b > 0)


def structured(proof):
    proof.claim(log(Normal[m, 1/(lam*t)](y)*Gamma[a, b](t))
                == log(lam/(2*pi))/2 - lam*(y - m)**2/2 + (a*log(b) + (a - 1)*log(t) - lgamma(a) - b*t))
    proof.given(lam > 0, a > 0, b > 0)


def without_the_normaliser(proof):
    proof.claim(integral[point](exp(lgamma(alpha))*p(point, alpha, beta)) == 1)
    proof.given(alpha > 0, beta > 0)


def rate(proof):
    proof.claim(p(point, alpha, beta) == Gamma[alpha, beta](point))
    proof.given(alpha > 0, beta > 0)


def exponent_of_x(proof):
    proof.claim(p(point, alpha, beta) == Gamma[alpha + 1, 1/beta](point))
    proof.given(alpha > 0, beta > 0)


SLIPS = [("1.2.4-j", independent_prior), ("1.2.4-x", variance_for_precision), ("1.2.4-x", normaliser_without_pi),
         ("1.2.4-y", product_of_logarithms), ("1.2.4-z", scale_for_rate), ("1.2.4-z", precision_for_variance), ("1.2.4-z", structured),
         ("2.2.14-m", without_the_normaliser), ("2.2.14-n", rate), ("2.2.14-n", exponent_of_x)]


@pytest.mark.parametrize(("name", "slip"), SLIPS, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_another_law_is_refuted(name, slip):
    claim = CLAIMS[name]
    assert adjudicate(claim).verdict == "proved"
    assert adjudicate(replace(claim, statement=Printed(slip, title="with a slip", register=False))).verdict == "refuted"
