"""What the brackets and the parentheses of a named law refuse, each fault by itself."""

import pytest

from derivations import Gamma, Normal, parameters, points, positives, reals
from derivations.language.terms import Derivative

a, b = parameters("a b")
x, tau = positives("x tau")
(y,) = reals("y")
(z,) = points("z")


@pytest.mark.parametrize(("places", "named"), [((y,), "not of y"), ((z,), "not of z"), ((x, tau), "not of x, tau"), ((x | tau,), "not of x"), ((), "not of nothing")])
def test_a_named_law_is_of_one_number_of_its_kind(places, named) -> None:
    assert Gamma[a, b](x).taken == (a, b) and Normal[a, b](y).outs == (y,)
    with pytest.raises(ValueError, match=rf"Gamma\[…\] is the law of a positive number, declared by positives\(…\), {named}: write"):
        Gamma[a, b](*places)


@pytest.mark.parametrize("places", [(x,), (z,), (y, x), (y | x,)])
def test_a_normal_law_is_of_any_number(places) -> None:
    with pytest.raises(ValueError, match=r"Normal\[…\] is the law of a real number"):
        Normal[a, b](*places)


@pytest.mark.parametrize("values", [a, (a,), (a, b, a), ()])
def test_brackets_hold_two_numbers(values) -> None:
    with pytest.raises(ValueError, match=r"Gamma\[…\] takes"):
        Gamma[values]


@pytest.mark.parametrize("values", [(x, b), (a, x), (a + x, b), (a, 1/x)])
def test_brackets_do_not_hold_the_number_itself(values) -> None:
    with pytest.raises(ValueError, match="is a law of x at numbers that do not depend on x"):
        Gamma[values](x)


@pytest.mark.parametrize("thing", [x, z, 2*a, a + b])
def test_a_derivative_is_in_a_parameter_alone(thing) -> None:
    with pytest.raises(ValueError, match="parameter"):
        Derivative(thing, a**2, a)
