"""What balls decide of all numbers at once: signs, differences, and whether integrals in turn are finite."""

import numpy as np
import pytest

from derivations import Gamma, Normal, parameters, positives, reals
from derivations.attack.certificate import Certain
from derivations.attack.counterexamples import refute
from derivations.attack.models import Models
from derivations.attack.numbers import Undecidable
from derivations.kernel import WORDS, Function, points
from derivations.language.authoring.reader import parse

a, b, m = parameters("a b m")
x, tau = positives("x tau")
y, mu = reals("y mu")
NAMES = {**WORDS, "Gamma": Gamma, "Normal": Normal, "a": a, "b": b, "m": m, "x": x, "tau": tau, "y": y, "mu": mu}


def truth(text, **values) -> bool:
    models = Models({}, {}, {}, {}, {}, {}, None, {NAMES[v]: np.array([float(one)]) for v, one in values.items()})
    return bool(Certain(models, ()).truth(parse(text, NAMES))[0].all())


@pytest.mark.parametrize("text", [
    "always[x](x > 0)", "always[x](x + 1 > 0)", "always[y](y**2 + 1 > 0)", "always[y](-1 - y**4 < 0)", "always[y](exp(-y**2/2) > 0)", "always[y](y != 0)",
    "always[y](y + y == 2*y)", "always[y, mu](y != mu)", "always[Gamma[2, 3](x)](x > 0)", "always[Normal[0, 1](y)](y*y != 4)",
    "always[Normal[0, 1](y)](Normal[0, 1](y) > 0)", "always[y](y**2 > 0)", "always[y](y**2 >= 0)", "always[y, mu](-y**2*mu**4 < 0)",
    "always[y](y + (log(6) - log(2) - log(3))*y**2 != 0)", "always[y](D[a:2](y**3) == 0)", "always[y](D[a:2](a + y**3) > 0)", "always[x](x**2*3 - x**2 > x**2/2)",
    "always[x](log(x)*2 == log(x**2))", "always[x](exp(3*log(x)) == x**3)", "always[x, tau](exp(log(x) - log(tau)) == x/tau)", "always[x](log(x) != x)"])
def test_what_is_so_for_almost_every_number(text) -> None:
    assert truth(text)


@pytest.mark.parametrize("text", [
    "always[x](x > 1)", "always[x](x <= 2)", "always[y](y > 0)", "always[y](y**2 > 1)", "always[y](y == 2)", "always[y, mu](y*mu >= 0)",
    "always[x, tau](x <= tau)", "always[x](always[tau](x <= tau))",
    "always[Gamma[2, 3](x)](log(x) > 0)", "always[y](1 - y**2 > 0)", "always[x](x + log(1 - 1) > -1)", "always[x](x**2 + 1/(2 - 2) > -1)"])
def test_what_some_number_refutes(text) -> None:
    assert not truth(text)


@pytest.mark.parametrize("text", ["always[y](y > -2**20)", "always[y](y**4 - 4*y**2 + 4 >= 0)", "always[y](y**4 - 2*y**2 + 1 > 0)", "integrable[y, x](exp(-y**2)*exp(-x*y**2))",
                                  "always[x](exp((log(9)/log(3))*log(x)) != x**2)", "always[x](x + (log(6) - log(2) - log(3))*x**2 > 0)"])
def test_what_is_not_decided_is_not_said(text) -> None:
    with pytest.raises(Undecidable):
        truth(text)


@pytest.mark.parametrize("power", range(-4, 5))
def test_one_number_alone_refutes_nothing(power) -> None:
    """A statement fails near numbers at which balls try it, or is not decided: also of just these numbers it is true almost everywhere."""
    for size in (8192, 8193, 8194, 8196):
        with pytest.raises(Undecidable):
            truth(f"always[x]((x - {size}/8192*2**{power + 4}/16)**2 > 0)")


@pytest.mark.parametrize(("text", "left"), [
    ("integrable[x](exp(-x)/x)", "undefined"), ("integrable[Gamma[2, 1](x)](1/x**3)", "undefined"), ("integrable[Gamma[2, 1](x), Normal[0, x](y)](y/x**5)", "undefined"),
    ("always[y](y > 0)", "false"), ("always[x](log(x) <= x - 2)", "false"), ("always[x](always[tau](x <= tau))", "false"), ("always[Gamma[2, 1](x)](x > 1)", "false"),
    ("always[x](implies(x > 1, x > 2))", "false"), ("implies(always[x](x > 0), always[y](y > 0))", "true")])
def test_a_refuted_statement_about_numbers_is_shown(text, left) -> None:
    """A statement that binds numbers has no table of states to look through, and sides all the same."""
    found = refute((), parse(text, NAMES))
    assert found is not None and found.sides.lhs == left
    if left == "false":
        assert "it fails near " in found.sides.gap and "=" in found.sides.gap


MIXTURE = "Gamma[a, 1](tau)*Normal[0, 1/tau](mu)"


@pytest.mark.parametrize(("body", "least"), [("1", 0), ("mu", 1/2), ("mu**2", 1), ("mu**3", 3/2), ("mu**4", 2), ("mu - mu**3", 3/2), ("1/tau", 1), ("mu/tau", 3/2)])
def test_integrals_in_turn_are_of_sizes(body, least) -> None:
    """Student's law of a: |μ|ᵏ has a mean only where 2 a > k, though the integral of an odd power over μ alone is zero."""
    for excess in (-1/4, 0, 1/4):
        if least + excess > 0:
            held = truth(f"integrable[tau, mu]({MIXTURE}*({body}))", a=least + excess)
            drawn = truth(f"integrable[Gamma[a, 1](tau), Normal[0, 1/tau](mu)]({body})", a=least + excess)
            assert held == drawn == (excess > 0 or least == 0)


@pytest.mark.parametrize("text", ["integrable[y, x](exp(-y**2)*x*exp(-x*y))", "integrable[y, x](exp(-y**2)*exp(-x*y**3))"])
def test_a_rate_that_may_be_negative_gives_no_integral(text) -> None:
    assert not truth(text)


@pytest.mark.parametrize(("text", "holds"), [
    ("dominated[x](a, exp((a - 1)*log(x) - x))", True), ("dominated[x](a, exp((a - 1)*log(x) - a*x))", True), ("dominated[x](a, exp((a - 2)*log(x) - x))", False),
    ("dominated[x](a, a**2*x)", False), ("dominated[x](b, exp(-b*x))", True), ("dominated[x](b, exp((b - 1)*x))", False)])
def test_what_is_dominated_is_integrable(text, holds) -> None:
    assert truth(text, a=3/4, b=2) == holds


@pytest.mark.parametrize("over", ["z, x", "x, z"])
@pytest.mark.parametrize(("grows", "holds"), [("exp(-b*x)", True), ("exp((b - 1)*x)", False)])
def test_beside_a_point_that_is_no_number_an_integral_must_converge_too(over, grows, holds) -> None:
    z, _ = points("z u")
    f = Function("f", z)
    found = refute([parse("b == 2", NAMES)], parse(f"dominated[{over}](b, (1 + f(z)**2)*{grows})", NAMES | {"z": z, "f": f}), limit=200)
    assert (found is None) == holds


@pytest.mark.parametrize("text", [
    "E[Gamma[1/2, 1](x)]((digamma(2) - digamma(1) - 1)/x) == 0", "integral[y](D[m:y](exp(-(y - m)**2))) == 0", "D[m:1](integral[x]((m - m)*exp(x))) == 0",
    "integral[x](exp(-x) + (log(6) - log(2) - log(3))*exp(x)) == 1"])
def test_an_integral_of_zero_is_zero(text) -> None:
    assert refute([], parse(text, NAMES), limit=200) is None


@pytest.mark.parametrize("text", ["E[Gamma[1/2, 1](x)](1/x) == 0", "integral[x](exp(-x) + (log(6) - log(2) - log(4))*exp(x)) == 1", "integral[y](exp(y**2)) == 0"])
def test_an_integral_of_what_is_not_is_not(text) -> None:
    assert refute([], parse(text, NAMES), limit=200) is not None


@pytest.mark.parametrize("power", [-10, -4, -2, -1, 0, 1, 2, 4, 10])
def test_what_fails_around_one_number_alone_is_refuted(power) -> None:
    """Around each of some powers of two, of either sign, a statement may fail."""
    low, high = f"{2**(power + 10)}*{999}/(1024*1000)", f"{2**(power + 10)}*{1001}/(1024*1000)"
    for sign, name in ("", "x"), ("", "y"), ("-", "y"):
        assert not truth(f"always[{name}](({sign}{name} - {low})*({sign}{name} - {high}) > 0)")


UNDECIDED = "trigamma(a + 1) == trigamma(a) - 1/a**2"  # true, and balls of any size overlap


@pytest.mark.parametrize("text", [f"both({UNDECIDED}, a == a + 1)", f"both(a == a + 1, {UNDECIDED})", f"both({UNDECIDED}, a == a, trigamma(a) < 0)"])
def test_a_part_that_is_false_decides_beside_one_that_is_undecided(text) -> None:
    found = refute([parse("a > 0", NAMES)], parse(text, NAMES))
    assert found is not None and found.sides.part is not None and found.sides.part != parse(UNDECIDED, NAMES)


@pytest.mark.parametrize("text", [f"both({UNDECIDED}, a == a)", f"both({UNDECIDED}, {UNDECIDED})"])
def test_parts_that_are_undecided_refute_nothing(text) -> None:
    assert refute([parse("a > 0", NAMES)], parse(text, NAMES)) is None
    with pytest.raises(Undecidable):
        truth(text, a=1)
