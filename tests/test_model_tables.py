"""Which models are tried, in which order, and what is said where some of them are left out."""

import pytest
import sympy

from derivations.attack import refute
from derivations.kernel import E, Law, Point, counts, iid, implies, integral, points, statement

z, a, b, c, d = points("z a b c d")
zz = Point("zz", "z")
K, = counts("K")
t = sympy.Symbol("t", real=True)
q = Law("q", z)


@statement
def no_three_quarters():
    return q(z) != 3/4


@statement
def whole_draws():
    return E[iid(q(z), 5*K)](1) == 1


@statement
def whole_draws_and_alone():
    return E[iid(q(z), 5*K)](1)*q(zz) == 1


@statement
def alone():
    return q(zz) == 1


def four_spaces(value):
    return implies(integral[a, b, c, d](1) > 0, sympy.Ne(t, value, evaluate=False))


UNREAD = {  # why it is not known to be the smallest
    "too many to be made: 27 tables of three weights up to 2 come before (1, 3)": (
        (), no_three_quarters, {"most": 20}, {"most": 27}),
    "too many axes in the statement: one state and K = 3 come before two states": (
        (), whole_draws_and_alone, {}, None),
    "too many axes in a hypothesis": ((whole_draws,), alone, {}, None),
    "81 shapes, of which 60 are tried: 18 places and t up to 1 come before 1 place and t up to 6": (
        (), four_spaces(6), {"levels": 6}, None)}


@pytest.mark.parametrize("why", UNREAD)
def test_behind_models_that_were_not_read_nothing_is_the_smallest(why):
    given, node, options, enough = UNREAD[why]
    found = refute(given, node, check_earlier=100_000, **options)
    assert found is not None and not found.smallest
    if enough is not None:
        found = refute(given, node, check_earlier=100_000, **enough)
        assert found is not None and found.smallest


def test_before_the_shapes_that_are_left_out_something_is_the_smallest():
    found = refute((), four_spaces(5), levels=6, check_earlier=100_000)
    assert found is not None and found.smallest and abs(found.model.reals[t][0]) == 5
