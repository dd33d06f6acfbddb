"""The rules for figures of runs, each by itself: boundaries typed by hand, few runs, noise, and figures that are none."""

import math
from statistics import stdev

import pytest

from derivations.reported.decision import Decision
from derivations.reported.rules import (
    Above,
    All,
    Between,
    EveryReading,
    Is,
    IsNot,
    Names,
    Near,
    Printed,
    Ratio,
    at_least,
    at_most,
)
from derivations.reported.rules_noise import Best, Exceeds, More, Spread, Times, Unbiased, clear
from derivations.reported.runs import BadRuns, Metrics
from tests.support.rule_figures import metrics, run

A, B = "exact.a", "exact.b"


def answer(rule, a, b=None, **more):
    return rule.find(run("gamma", {A: a, B: b} | {f"exact.{name}": value for name, value in more.items()})).holds


def about(centre, spread, count=8):
    """Pairs about a centre: standard deviation spread·√(count/(count − 1))."""
    return [centre + spread*(-1)**i for i in range(count)]


def spread(width, count):
    """As many figures with that standard deviation."""
    return [width*x/stdev(about(0.0, 1.0, count)) for x in about(0.0, 1.0, count)]


@pytest.mark.parametrize(("rule", "within", "without"), [
    (at_most(A, 0.1), (0.0, 0.1), (0.1000001, math.inf, math.nan)),
    (at_most(A, 0.0), (0,), (5e-324,)),
    (at_least(A, 0.5), (0.5, 2.0), (0.4999999, -1.0, math.nan)),
    (Between(A, 1.0, 2.0), (1.0, 2.0), (0.9999999, 2.0000001, math.nan)),
    (Printed(A, "0.8634"), (0.86335, 0.86345), (0.86334, 0.86346, math.nan)),
    (Printed(A, "1.0000"), (0.99995, 1.00005), (0.9999, 1.0001)),
    (Is(A, 150), (150, 150.0), (149, 151)),
    (Is(A, True), (True,), (False,)),
    (Is(A, ""), ("",), ("RuntimeError",)),
    (Is(A, [4, 30]), ([4, 30],), ([30, 4], [])),
    (IsNot(A, 0), (1, -1), (0, 0.0)),
    (IsNot(A, []), (["size"],), ([],)),
    (Names(A, "grad"), (["loss", "grad_alpha"],), (["loss"], [])),
])
def test_one_figure(rule, within, without):
    assert [answer(rule, value) for value in within] == [True]*len(within)
    assert [answer(rule, value) for value in without] == [False]*len(without)


@pytest.mark.parametrize(("rule", "within", "without"), [
    (Near(A, B), ((1.0, 1.0),), ((1.0, 1.0000001), (math.nan, math.nan))),
    (Near(A, B, 0.5), ((1.0, 1.5), (1.5, 1.0)), ((1.0, 1.51), (1.51, 1.0))),
    (Above(A, B, 0.5), ((1.5, 1.0),), ((1.49, 1.0), (1.0, 1.5))),
    (Ratio(A, B, 0.5, 2.0), ((1.0, 2.0), (2.0, 1.0)), ((0.99, 2.0), (2.01, 1.0), (math.nan, 1.0))),
])
def test_two_figures(rule, within, without):
    assert [answer(rule, *pair) for pair in within] == [True]*len(within)
    assert [answer(rule, *pair) for pair in without] == [False]*len(without)


@pytest.mark.parametrize(("rule", "figures"), [
    (IsNot(A, []), [None, 1, "a", True, {"a": 1}]),
    (IsNot(A, 0), [None, "a", "nan", True, [1], math.nan, math.inf]),
    (IsNot(A, 0.0), [None, "a", "inf", False, [0.5]]),
    (Is(A, 150), [None, "150", True, [150]]),
    (Is(A, True), [None, 1, "True"]),
    (Is(A, ""), [None, 0, []]),
    (Names(A, "eps"), [None, "eps", {"eps": 1}]),
    (at_most(A, 1e-4), [-5, -1e-300, None, "a", True]),
    (Ratio(A, B), [-1.0, 0.0, None]),
    (Ratio(B, A), [-1.0, 0.0, "-inf"]),
    (Unbiased(B, A, 1.0), [-0.1, None]),
    (Near(B, B, 0.1, A), [-1.0, 0.0]),
])
def test_figures_that_cannot_be_are_refused(rule, figures):
    """Of another kind, not finite, negative where nothing is: the file's and the figure's name, no verdict."""
    for figure in figures:
        with pytest.raises(BadRuns, match=rf"^planted/metrics.json: {A} is \S"):
            answer(rule, figure, 1.0)


@pytest.mark.parametrize("rule", [Times(A, B, 1.1), More(A, B)])
def test_how_many_seeds_it_takes(rule):
    """Eight, however clear it is."""
    for count, found in ((7, None), (8, True), (9, True)):
        assert answer(rule, about(3.0, 0.01, count), about(1.0, 0.01, count)) is found
        assert answer(rule, about(1.0, 0.01, count), about(3.0, 0.01, count)) is (found and False)
    assert answer(Spread(A, B, 2.0), about(1.0, 100.0, 7), about(1.0, 0.01)) is None
    assert answer(Spread(A, B, 2.0), about(1.0, 100.0, 8), about(1.0, 0.01, 8)) is True


def test_how_clear_it_has_to_be():
    """Four standard errors: of eight figures c ± 1 that is 4·√(8/7)/√8 = 4/√7 = 1.5119."""
    level = [0.0]*8
    for centre, found in ((1.52, True), (1.50, None), (-1.50, None), (-1.52, False)):
        assert answer(More(A, B), about(centre, 1.0), level) is found
        ratios = [math.exp(x) for x in about(centre, 1.0)]
        assert answer(Times(A, B, 2.0), [2*x for x in ratios], [1.0]*8) is found
    for above, found in ((4.01, True), (3.99, None), (-3.99, None), (-4.01, False)):
        errors = {"a_error": 0.6, "b_error": 0.8}  # together 1
        assert answer(Exceeds(A, B), 10 + above, 10.0, **errors) is found
        assert answer(Exceeds(A, B, 2.0), 20 + above, 10.0, a_error=0.6, b_error=0.4) is found
    assert answer(Exceeds(A, B, 1.1), 10.9, 10.0, a_error=1e-6, b_error=1e-6) is False


def test_more_than_a_tenth_is_not_just_more():
    for ratio, found in ((1.09, False), (1.11, True)):
        assert answer(Times(A, B, 1.1), about(100*ratio, 0.01), about(100.0, 0.01)) is found


def test_scatter_has_the_errors_of_both():
    """Of 33 and 33 runs the log ratio has standard error √(1/64 + 1/64) = 0.1768: it takes a factor e^0.7071 = 2.028."""
    for factor, found in ((2.04, True), (2.01, None), (1/2.01, None), (1/2.04, False)):
        assert answer(Spread(A, B, 3.0), spread(3*factor, 33), spread(1.0, 33)) is found
    # of 9 and 513 it is √(1/16 + 1/1024) = 0.2519, a factor of 2.739, whichever of the two is short
    for factor, found in ((2.8, True), (2.7, None)):
        assert answer(Spread(A, B, 1.0), spread(factor, 9), spread(1.0, 513)) is found
        assert answer(Spread(A, B, 1.0), spread(factor, 513), spread(1.0, 9)) is found


def test_unbiased_only_where_a_bias_would_show():
    rule = Unbiased(A, B, 1.5)
    for mean, error, found in ((0.9, 0.25, True), (-1.1, 0.25, False), (0.0, 0.375, True), (0.0, 0.376, None),
                               (300.0, 1e3, None), (1e6, math.inf, None), (math.nan, 0.1, None), (0.0, math.nan, None),
                               (0.0, 0.0, True), (1e-9, 0.0, False), (math.inf, 0.1, False)):
        assert answer(rule, mean, error) is found, (mean, error)


def test_the_best_step_size():
    def rows(*medians, spread=1.1, lost=()):
        return [{"step_size": 10.0**i, "gap": [m/spread, m, m*spread], "lost": int(i in lost)} for i, m in enumerate(medians)]

    rule = Best(A, B, 2.0)
    assert answer(rule, rows(9.0, 2.5), rows(5.0, 1.0)) is True  # 2.27 against twice 1.1
    assert answer(rule, rows(9.0, 2.4), rows(5.0, 1.0)) is None  # 2.18
    assert answer(rule, rows(9.0, 1.6), rows(5.0, 1.0)) is False  # 1.76 against twice 0.909
    assert answer(rule, rows(9.0, 1.7), rows(5.0, 1.0)) is None
    assert answer(rule, rows(9.0, 1.6, lost=[1]), rows(5.0, 1.0)) is True  # 9 then
    assert answer(rule, rows(9.0, lost=[0]), rows(5.0, 1.0)) is None


@pytest.mark.parametrize("odd", [[1e-308]*32, [1e308]*32, [-1e308, 1e308]*16, [5e-324, 1.7e308]*16, [0.0]*32, ["nan"]*32])
def test_what_overflows_tells_nothing(odd):
    for rule in (Times(A, B, 1.1), Times(B, A, 1.1), More(A, B), More(B, A), Spread(A, B, 2.0), Spread(B, A, 2.0)):
        for other in ([1.0]*32, [1e-308]*32, about(1e308, 1e307, 32), about(1.0, 0.1, 32)):
            assert answer(rule, odd, other) in (True, False, None)
    assert answer(Times(A, B, 1.1), [1e-308]*32, [1e308]*32) is False
    assert answer(Times(A, B, 1.1), [1e308]*32, [1e-308]*32) is True


def test_what_a_correction_quotes():
    """A figure, short; a list of them; and the ratio of geometric means: of 1, 4, 2 and 2, 8, 4 it is one half."""
    one = run("gamma", {A: [1.0, 4.0, 2.0], B: [2.0, 8.0, 4.0], "exact.c": [1e-300], "exact.d": [1e300], "exact.e": [0.0]})

    def told(text):
        return Decision("gamma", Is(A, []), text).correction(one)

    assert told(f"it is {{{A}}}, {{{A} / {B}}} times") == "it is [1, 4, 2], 0.5 times"
    assert told(f"{{{B} / {A}}}") == "2"
    assert told("{exact.c / exact.d}") == "0" and told("{exact.d / exact.c}") == "1.0142e+304"  # at most e^700
    assert told(f"{{{A} / exact.e}}") == "nan"
    with pytest.raises(BadRuns, match=r"exact\.none is missing"):
        told("{exact.none / exact.a}")


def test_two_runs_of_one_estimator_in_one_family_are_refused():
    content = metrics("gamma", {"runs.gd.listing.epochs": 151})
    content["runs"].append({"estimator": "gd", "family": "log", "epochs": 3})
    assert Metrics("planted/metrics.json", content).value("runs.gd.listing.epochs") == 151
    content["runs"].append({"estimator": "gd", "family": "listing", "epochs": 3})
    with pytest.raises(BadRuns, match=r"^planted/metrics.json: runs.gd.listing is there twice"):
        Metrics("planted/metrics.json", content).value("runs.gd.listing.epochs")


def test_several_rules_at_once():
    """One that fails decides; else one that does not tell; readings have to agree."""
    yes, no, unknown = Between(A, 0.0, 1.0), Between(A, 2.0), Unbiased(A, B, 0.1)  # of 0.5 ± 1: a bias would not show
    assert [answer(rule, 0.5, 1.0) for rule in (yes, no, unknown)] == [True, False, None]
    for rules, together, reading in (((yes, yes), True, True), ((yes, no), False, None), ((no, no), False, False), ((yes, unknown), None, None),
                                     ((unknown, no), False, None), ((unknown, unknown), None, None), ((unknown, yes, no), False, None)):
        for order in (rules, rules[::-1]):
            assert answer(All(order), 0.5, 1.0) is together and answer(EveryReading(order), 0.5, 1.0) is reading


def test_bounds_that_are_left_out_bound_nothing():
    for value in (-1e300, 0.0, 1e300):
        assert answer(Between(A, most=1e301), value) and answer(Between(A, least=-1e301), value) and answer(Between(A), value)
    assert answer(Ratio(A, B, most=1e9), 1e-300, 1.0) and answer(Ratio(A, B, least=0.0), 1e300, 1.0)
    assert answer(Near(A, B, 3.0, "exact.c"), 1.0, 1.75, c=0.25) and not answer(Near(A, B, 3.0, "exact.c"), 1.0, 1.76, c=0.25)


@pytest.mark.parametrize(("excess", "error", "found"), [
    (4.0, 1.0, None), (-4.0, 1.0, None), (4.01, 1.0, True), (-4.01, 1.0, False), (0.0, 0.0, False), (1.0, 0.0, True), (-1.0, 0.0, False),
    (math.nan, 1.0, None), (1.0, math.nan, None), (1.0, math.inf, None)])
def test_what_is_clear(excess, error, found):
    assert clear(excess, error) is found
