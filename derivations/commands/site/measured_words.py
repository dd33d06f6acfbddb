"""Names and numbers of what runs measured, as pages say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10

from ...pages.signs import signed

ROUNDING = 1e-15  # what is smaller is rounding: the estimator is exact there
POPULAR = "reinforce"
CALLED = {
    POPULAR: "REINFORCE",
    "rao_blackwell": "Rao-Blackwell",
    "half": "point half way",
    "path": "path derivative",
    "total": "total gradient",
}
PLAIN = (1e-4, 1e15)  # numbers between these have no exponent


def words(name: str) -> str:
    return CALLED.get(name, name.replace("_", " "))


def several(names: Sequence[str]) -> str:
    """Several names: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def nats(error: str) -> str:
    """A number of nats, as a run writes it, with its noun."""
    return f"{signed(error)} {'nat' if float(error) == 1 else 'nats'}"


def exact(value: float) -> float:
    """A number in which what is only rounding is 0."""
    return 0.0 if abs(value) < ROUNDING else value


def span(values: Sequence[float]) -> str:
    return f"{number(exact(min(values)))} … {number(exact(max(values)))}"


def number(value: object) -> str:
    """A number with three digits; empty where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return signed(f"{value:,.0f}" if abs(value) >= 1000 and abs(value) < PLAIN[1] else f"{value:.3g}")


def two_digits(value: float) -> str:
    """A number that was measured, or a ratio of two: their errors leave room for no third digit."""
    if value in (0, 1) or not PLAIN[0] <= value < PLAIN[1]:
        return signed(f"{value:.2g}")
    return _rounded(value, 1 - floor(log10(value)))


def with_error(value: float, error: float) -> str:
    """A number and its standard error, which has two digits, to the same place."""
    if not PLAIN[0] <= error < PLAIN[1]:
        return f"{number(value)} ± {number(error)}"
    places = 1 - floor(log10(error))
    return f"{_rounded(value, places)} ± {_rounded(error, places)}"


def _rounded(value: float, places: int) -> str:
    return signed(f"{round(value, places):,.{max(0, places)}f}")


def weighted(one: Mapping) -> float:
    """The variance of a gradient, weighed by the Fisher information where the run tells it."""
    found = one.get("fisher_variance")
    return exact(one["variance"] if found is None else found)
