"""Means and integrals over numbers, as the attack has them in balls and in floats, beside sums over grids.

The balls know closed forms, the floats add up the density at a few points, and `plain_quadrature`, which shares no code with
either, adds it up at hundreds; all three have to come to one number.
"""

import math

import flint
import numpy as np
import pytest

from derivations import Gamma, Normal, parameters, positives, reals
from derivations.attack.balls import Balls
from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models, signature
from derivations.attack.numbers import UNDEFINED, Floats, Undecidable
from derivations.kernel import WORDS
from derivations.language.authoring.reader import parse
from tests.support.plain_quadrature import value

a, b, c, m, v = parameters("a b c m v")
x, tau = positives("x tau")
y, mu = reals("y mu")
NAMES = {**WORDS, "Gamma": Gamma, "Normal": Normal, **{thing.name: thing for thing in (a, b, c, m, v, x, tau, y, mu)}}
PLACES = [{"a": 2.5, "b": 0.75, "c": 1.25, "m": -0.5, "v": 1.5}, {"a": 1.25, "b": 3.0, "c": 2.0, "m": 1.75, "v": 0.25},
          {"a": 6.0, "b": 1.0, "c": 0.5, "m": 0.25, "v": 2.0}]

POSITIVE = [  # means and integrals over a positive number
    "E[Gamma[a, b](x)](1)", "E[Gamma[a, b](x)](x)", "E[Gamma[a, b](x)](x**2 - 3*x + 1)", "E[Gamma[a, b](x)](1/x)", "E[Gamma[a, b](x)](c*x + m)",
    "E[Gamma[a, b](x)](log(x))", "E[Gamma[a, b](x)](log(x)**2)", "E[Gamma[a, b](x)](log(x)**3)", "E[Gamma[a, b](x)](x*log(x))",
    "E[Gamma[a, b](x)](x**2*log(x)**2)", "E[Gamma[a, b](x)](log(x)/x)", "E[Gamma[a, b](x)](log(c*x**3))", "E[Gamma[a, b](x)](log(c/x))",
    "E[Gamma[a, b](x)](exp(-c*x))", "E[Gamma[a, b](x)](exp(-x)*exp(-c*x)*x)", "E[Gamma[a, b](x)](exp(c*log(x)))", "E[Gamma[a, b](x)](exp(c*log(x) - x)*log(x))",
    "E[Gamma[a, b](x)](exp(2 - x)**2)", "E[Gamma[a, b](x)]((2*x)**3*(3*x)**(-2))", "E[Gamma[a, b](x)]((log(x) - digamma(a) + log(b))**2)",
    "E[Gamma[a, b](x)](log(Gamma[a, b](x)))", "E[Gamma[a, b](x)](log(Gamma[c, 1](x)))", "E[Gamma[a, b](x)](Gamma[c, b](x))",
    "E[Gamma[a, b](x)](log(Gamma[a, b](x)/Gamma[c, v](x)))", "E[Gamma[a, b](x)](log(x*exp(-c)))", "KL[x](Gamma[a, b](x), Gamma[c, v](x))",
    "integral[x](exp(-b*x))", "integral[x](exp(-b*x)*x**3)", "integral[x](exp((a - 1)*log(x) - b*x))", "integral[x](exp((a - 1)*log(x) - b*x)*log(x))",
    "integral[x](Gamma[a, b](x)*Gamma[c, v](x))", "integral[x](Gamma[a, b](x)**2)", "integral[x](Gamma[a, b](x)/exp(c*x))",
    "E[Gamma[a, b](x)](x)*E[Gamma[c, v](x)](log(x))", "E[Gamma[a, b](x)]((x - E[Gamma[a, b](x)](x))**2)", "E[Gamma[a, b](x)](x*c + digamma(c)*log(x))",
    "E[Gamma[a, b](x), Gamma[c, v](tau)](x*tau)", "E[Gamma[a, b](x), Gamma[c, 1](tau)](x**2*log(tau) - log(x)*tau)", "integral[x, tau](exp(-b*x - v*tau)*x*tau**2)",
    "E[Gamma[a, b](x)](x)*E[Gamma[c, v](tau)](E[Gamma[a, b](x)](x)*tau)", "E[Gamma[c, v](tau)](tau*E[Gamma[a, b](x)](log(x)*tau))*E[Gamma[a, b](x)](log(x))",
    "E[Gamma[a, b](x)](E[Gamma[c, x](tau)](log(tau))) - E[Gamma[c, v](x)](E[Gamma[c, x](tau)](log(tau)))",
    "E[Gamma[a, b](x)](E[Gamma[c, x](tau)](log(tau)*x))", "E[Gamma[a, b](x)](E[Gamma[c, 2*x](tau)](tau**2*x**2))"]
REAL = [  # and over any number
    "E[Normal[m, v](y)](1)", "E[Normal[m, v](y)](y)", "E[Normal[m, v](y)](y**2)", "E[Normal[m, v](y)](y**3 - y)", "E[Normal[m, v](y)](y**4)", "E[Normal[m, v](y)](y**5)",
    "E[Normal[m, v](y)]((y - m)**6)", "E[Normal[m, v](y)](-c*y*(2 - y))", "E[Normal[m, v](y)](exp(c*y/4))", "E[Normal[m, v](y)](exp(-c*y**2))",
    "E[Normal[m, v](y)](exp(y/2 - c*y**2)*y)", "E[Normal[m, v](y)](log(exp(c*y**2)))", "E[Normal[m, v](y)](log(Normal[m, v](y)))",
    "E[Normal[m, v](y)](log(Normal[0, c](y)))", "E[Normal[m, v](y)](Normal[c, 1](y))", "KL[y](Normal[m, v](y), Normal[c, b](y))",
    "integral[y](exp(-b*y**2))", "integral[y](exp(-b*y**2 + m*y))", "integral[y](exp(-b*y**2 + m*y)*y**2)", "integral[y](exp(-(y - m)**2)*(y + 1)*(y - 1))",
    "integral[y](Normal[m, v](y)*Normal[c, b](y))", "integral[y](Normal[m, v](y)**2)", "E[Normal[m, v](y), Normal[c, b](mu)](y*mu)",
    "E[Normal[m, v](y), Normal[c, b](mu)]((y - mu)**2)", "E[Normal[m, v](y)](E[Normal[c*y, b](mu)](mu**2))", "E[Normal[m, v](y)](E[Normal[y, b](mu)](mu*y + mu**3))",
    "integral[y, mu](Normal[m, v](y)*Normal[y, 1](mu)*mu**2)", "integral[y, mu](exp(-y**2 - (mu - c*y)**2)*(y + mu)**2)"]
BOTH = [  # and of a normal law whose precision or mean has a Gamma law
    "E[Gamma[a, b](tau), Normal[m, 1/tau](mu)](1)", "E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](mu)", "E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](tau*mu**2)",
    "E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](log(Normal[m, 1/(c*tau)](mu)))", "E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](tau**2*(mu - v)**4*log(tau))",
    "E[Gamma[a, b](tau), Normal[m, v](mu)](log(Normal[c, 1/tau](mu)) + tau*(mu - c)**2)", "E[Gamma[a, b](tau)](E[Normal[tau, v](mu)](mu**3*tau))",
    "KL[tau, mu](Gamma[a, b](tau)*Normal[m, 1/(c*tau)](mu), Gamma[c, v](tau)*Normal[0, 1/(b*tau)](mu))",
    "KL[tau, mu](Gamma[a, b](tau)*Normal[m, v](mu), Gamma[c, v](tau)*Normal[0, 1/(b*tau)](mu))"]
SLOPES = [  # derivatives of them, in parameters of the law and of what is averaged
    "D[a](E[Gamma[a, b](x)](log(x)))", "D[b](E[Gamma[a, b](x)](x**2))", "D[b](integral[x](exp((a - 1)*log(x) - b*x)))", "D[a](integral[x](exp((a - 1)*log(x) - b*x)))",
    "E[Gamma[a, b](x)](D[a](log(Gamma[a, b](x)))**2)", "E[Gamma[a, b](x)](D[a](log(Gamma[a, b](x)))*D[b](log(Gamma[a, b](x))))",
    "integral[x](D[a](exp((a - 1)*log(x) - b*x)))", "integral[x](D[b](exp((a - 1)*log(x) - b*x*log(2)))*x)", "D[m](E[Normal[m, v](y)](y**3))",
    "D[v](E[Normal[m, v](y)](y**4))", "E[Normal[m, v](y)](D[m](log(Normal[m, v](y)))*y)", "E[Normal[m, v](y)](D[v](log(Normal[m, v](y)))**2)",
    "integral[y](D[m](exp(-b*(y - m)**2))*y)", "D[c](E[Gamma[a, b](x)](exp(-c*x)*c**2))", "D[a](KL[x](Gamma[a, b](x), Gamma[c, v](x)))",
    "D[m](KL[y](Normal[m, v](y), Normal[c, b](y)))"]


def in_model(text, held, numbers):
    """A quantity at values of its parameters."""
    node = parse(text, NAMES)
    known = Models({}, {}, {}, {}, {}, {}, None, {p: np.array([float(held[p.name])]) for p in signature(node).reals})
    with flint.ctx.workprec(160), np.errstate(all="ignore"):
        evaluator = Evaluator(known, numbers, ())
        return evaluator.array(evaluator.value(node)).item()


def on_a_grid(text, held) -> float:
    node = parse(text, NAMES)
    return value(node, {p: float(held[p.name]) for p in signature(node).reals})


@pytest.mark.parametrize("text", [*POSITIVE, *REAL, *BOTH, *SLOPES])
@pytest.mark.parametrize("held", PLACES, ids=range(len(PLACES)))
def test_a_closed_form_is_the_sum_over_a_grid(text, held) -> None:
    found, want = in_model(text, held, Balls), on_a_grid(text, held)
    room = 1e-9 if text in SLOPES else 1e-11
    assert found is not UNDEFINED and abs(float(found) - want) <= room*(1 + abs(want)), (found, want)


@pytest.mark.parametrize("text", [*POSITIVE, *REAL, *BOTH, *SLOPES])
@pytest.mark.parametrize("held", PLACES, ids=range(len(PLACES)))
def test_a_few_points_of_the_density_suffice(text, held) -> None:
    """For what the attack compares in floats, which is then settled in balls."""
    found, want = in_model(text, held, Floats), on_a_grid(text, held)
    assert math.isfinite(found) and abs(float(found) - want) <= 1e-7*(1 + abs(want)), (found, want)


@pytest.mark.parametrize(("text", "want"), [
    ("D[m](integral[y](m*exp(-y**2/2)))", math.sqrt(2*math.pi)), ("D[m](E[Normal[0, v](y)](m*y**2))", 1.5), ("D[m](E[Gamma[a, b](x)](m*x))", 2.5/0.75),
    ("D[m](D[m](E[Gamma[a, b](x)](m**2*x)))", 2*2.5/0.75), ("D[m](D[m](E[Normal[0, v](y)](m**2*y**2 + m*y)))", 3.0), ("D[m](E[Normal[0, v](y)](m**2*y**2))", 0.0)])
def test_a_factor_that_is_zero_and_moves_is_not_left_out(text, want) -> None:
    """At m = 0 no integral has mass, and its derivative has."""
    held = PLACES[0] | {"m": 0.0}
    for numbers in (Balls, Floats):
        assert abs(float(in_model(text, held, numbers)) - want) <= 1e-9*(1 + want)


FAR = [  # where the mass is far from one, and from where a law alone has it
    "integral[y](Normal[m + 300, v/4](y)*Normal[m + 301, v](y))", "integral[y](Normal[m + 300, v](y)*y + 2*Normal[m + 300, v](y))", "integral[y](exp(-(y - 500)**2)*y)",
    "integral[y](Normal[m + 100, v](y)**2)", "E[Normal[m, v](y)](exp(30*y - c*y**2))", "integral[x](Gamma[a, 1000*b](x)*Gamma[c, 2000*v](x))",
    "integral[x](Gamma[a, 10000*b](x)*x + Gamma[a, 10000*b](x))", "integral[x](exp(-5000*x)*x**2)", "integral[x](Gamma[a, b/2000](x)*exp(-x/100))",
    "E[Gamma[a, b/5000](x)](E[Gamma[c, x](tau)](tau*x)) + E[Gamma[a, 5000*b](x)](E[Gamma[c, x](tau)](tau*x))",
    "E[Gamma[a, b/5000](x)](x**2)", "E[Normal[1000*m, v](y)](y)"]


@pytest.mark.parametrize("text", FAR)
@pytest.mark.parametrize("held", PLACES, ids=range(len(PLACES)))
def test_points_lie_where_the_mass_is(text, held) -> None:
    found, want = in_model(text, held, Floats), float(in_model(text, held, Balls))
    assert want and abs(found - want) <= 1e-7*abs(want), (found, want)


@pytest.mark.parametrize(("text", "want"), [
    ("E[Gamma[1/20, b](x)](log(x))", -20.497844991299 - 100*math.log(10)), ("E[Gamma[1/20, b](x)](log(x)*x*b)", (-0.497844991299 - 100*math.log(10))/20)])
def test_the_logarithm_of_a_number_may_be_larger_in_size_than_that_of_the_least_float(text, want) -> None:
    """ψ(1/20) is −20.497844991299…, and ψ(21/20) is 20 more."""
    found = in_model(text, {"b": 1e100}, Floats)
    assert found == pytest.approx(want, rel=1e-7) and float(in_model(text, {"b": 1e100}, Balls)) == pytest.approx(want, rel=1e-12)


INFINITE = ["integral[x](1)", "integral[y](-b)", "integral[x](x + x**2)", "integral[x](1/x - 1/x**2)", "integral[x](log(x) - 3)", "integral[y](y - y**2)", "integral[y](exp(y))",
            "E[Gamma[a, b](x)](x**(-7))", "E[Gamma[a, b](x)](exp(b*x))", "integral[x](exp(-b*x)/x)", "E[Gamma[a, b](x)](exp(2*b*x) + x)", "E[Normal[m, v](y)](exp(y**2/v))",
            "E[Gamma[a, b](x)](x + log(a - a))", "E[Gamma[a, b](x)](log(m - m) + x)", "E[Gamma[a, b](x)](x*log(a - a))", "E[Gamma[a, b](x)](x/(a - a))", "E[Gamma[a, m - m](x)](x)",
            "E[Normal[m, v - v](y)](y)", "E[Gamma[a, -b](x)](x)", "E[Normal[m, -v](y)](y)"]


@pytest.mark.parametrize("text", INFINITE)
def test_what_is_infinite_or_no_number_is_undefined(text) -> None:
    for held in PLACES:
        assert in_model(text, held, Balls) is UNDEFINED


SMALL = "(log(6) - log(2) - log(3))"  # zero, as no ball tells
UNDECIDED = [  # the first two are finite, though each of their terms is not: log 2, log 2 and log 2 again
    "integral[x](exp(-x)/x - exp(-2*x)/x)", "integral[tau, x](exp(-x - tau)/x - exp(-2*x - tau)/x)", "integral[x](exp(-x)*log(x)/x - exp(-2*x)*log(x)/x)",
    f"integral[x]({SMALL})", f"integral[x]({SMALL}*exp(x))", f"integral[x](exp({SMALL}*x))", f"integral[x](x**2*exp(-x)*exp({SMALL}*log(x)) + {SMALL}*x)",
    "E[Normal[m, v](y)](log(y**2))", "E[Normal[m, v](y)](log(y))", "E[Gamma[a, b](x)](log(log(x)))", "E[Gamma[a, b](x)](log(x + 1))", "E[Gamma[a, b](x)](1/log(x))",
    "E[Gamma[a, b](x)](1/(x + 1))", "E[Gamma[a, b](x)](exp(-x**2))", "E[Gamma[a, b](x)](exp(exp(-x)))", "E[Gamma[a, b](x)](exp(x*log(x)))", "E[Gamma[a, b](x)](exp(log(x)**2))",
    "E[Gamma[a, b](x)](digamma(x))", "E[Gamma[a, b](x)](lgamma(x + 1))", "E[Normal[m, v](y)](1/y)", "E[Normal[m, v](y)](exp(-y**4))", "integral[y](exp(y**3))"]


@pytest.mark.parametrize("text", UNDECIDED)
def test_an_integral_without_a_closed_form_is_not_decided(text) -> None:
    for held in PLACES:
        with pytest.raises(Undecidable):
            in_model(text, held, Balls)
