"""The parts of which conditions are made, each by itself."""

from fractions import Fraction

import pytest

from derivations.kernel.forms.binders import Atom, Refused, const, inverse, lift, mul
from derivations.kernel.forms.expansions import nonzero, positive
from derivations.kernel.logic.conditions import always, close, drawable, integrable
from tests.kernel.test_conditions import BY_FORM, NOT_SAME, SAME
from tests.support.typed_statements import conditions, quantity, statement


@pytest.mark.parametrize("value", [1, 2, Fraction(1, 3), -1, -2, 0])
def test_a_number_is_positive_or_is_not(value) -> None:
    for prop, true in ((positive(const(value)), value > 0), (nonzero(const(value)), value != 0)):
        if true:
            assert always((), (), prop) == ()
        else:
            with pytest.raises(Refused, match="can never hold"):
                always((), (), prop)


def density(text: str) -> Atom:
    """A density by itself."""
    found = quantity(text).atom_alone()
    assert found is not None
    return found


def test_a_mean_is_over_points_that_are_drawn() -> None:
    law, at_x = density("q(z)"), density("f(x)")
    for variables in ((*law.args[1], *at_x.free), tuple(at_x.free)):
        with pytest.raises(Refused, match="laws that draw them all"):
            integrable(variables, (law,), quantity("h(x, z)"))


DRAWABLE = [  # laws, whether each can be drawn after those that it is given
    ([], True), (["q(z)"], True), (["c(x)", "s(z | x)"], True), (["s(z | x)", "c(x)"], True), (["s(z | x)"], True),
    (["w(y | z)", "s(z | x)", "c(x)"], True), (["s(z | x)", "l(x | z)"], False), (["r(y)", "s(z | x)", "l(x | z)"], False)]


@pytest.mark.parametrize(("laws", "one_after_the_other"), DRAWABLE)
def test_laws_are_drawn_one_after_the_other(laws, one_after_the_other) -> None:
    assert drawable([density(text) for text in laws]) is one_after_the_other


def test_laws_of_each_other_are_no_weights() -> None:
    found = conditions("integrable[x, z](s(z | x)*l(x | z)*h(x, z))")
    assert {c.head for c in found} == {"integrable"} and {c.args[1] for c in found} == {()}


@pytest.mark.parametrize("text", [row[0] for row in (*SAME, *BY_FORM, *NOT_SAME) if row[0].startswith(("always", "integrable", "bounded"))])
def test_a_canonical_condition_stays_as_it_is(text) -> None:
    """Two conditions are compared as they were made: what is canonical once is so for good."""
    made = statement(text)
    parts = made.args if made.head == "and" else (made,)
    assert close((), (), parts) == parts


@pytest.mark.parametrize("text", [
    "always[exchangeable(q(z), K + 1)](f(z[1]) + f(z[2]) > 0)", "always[identical(q(z), K + 1), w(y | z[1])](h(y, z[2]) != 0)",
    "integrable[exchangeable(q(z), K + 1)](f(z[1])*f(z[2]))", "always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)"])
def test_two_draws_are_more_than_a_point(text) -> None:
    assert any(weight.head == "draws" for c in conditions(text) for weight in c.args[1])


def test_what_may_vanish_is_not_cancelled() -> None:
    """A law proportional to zero is none, and dividing by it is no reason to refuse to read a line."""
    law, nowhere = density("q(z)"), density("proportional[v](0)(z)")
    body = mul(quantity("f(z)"), lift(nowhere), inverse(lift(nowhere)))
    (c,) = integrable(law.args[1], (law,), body)
    assert c not in conditions("integrable[q(z)](f(z))")
