"""One comparison: what the library is asked, what is right, and what comes of both."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import torch

from .balls import NotCertified, Right, certified
from .families import Parameters
from .judge import AGREES, WRONG, judge


class WrongShape(Exception):
    """A result whose shape is not that of both batches together."""


Asked = Callable[[], torch.Tensor | float]


@dataclass(frozen=True)
class Case:
    """A question to the library about one distribution, or one pair, at one choice of parameters."""

    distribution: str
    method: str
    parameters: str
    said: Asked
    right: Callable[[], Right] | None  # None where the library has to refuse
    edge: bool = False  # a log density at an end of the support or at infinity
    unchecked: bool = False  # the library was told not to check its arguments
    refusable: bool = False  # an exception is as right as the value
    default: torch.dtype = torch.float32  # torch's default type, which it has unless a program changes it


@dataclass(frozen=True)
class Outcome:
    """The verdict on a case, with what the library said and the right value as text."""

    case: Case
    kind: str
    error: float
    said: str
    right: str


def outcome(case: Case) -> Outcome | None:
    """Ask the library and judge it; None where no ball was narrow enough."""
    said = answer(case)
    if case.right is None:
        agrees = isinstance(said, Exception) or said == float("-inf")
        return Outcome(case, AGREES if agrees else WRONG, 0.0, spoken(said), "outside of the support")
    if isinstance(said, Exception) and case.refusable:
        return Outcome(case, AGREES, 0.0, spoken(said), "")
    try:
        right = certified(case.right)
    except NotCertified:
        return None
    except NotImplementedError:
        return Outcome(case, "refuses", 0.0, spoken(said), "not computed") if isinstance(said, Exception) else None
    if isinstance(said, Exception):
        return Outcome(case, WRONG if isinstance(said, WrongShape) else "refuses", 0.0, spoken(said), right.digits())
    verdict = judge(said, right)
    kind = verdict.kind
    if kind != AGREES:
        kind = "edge" if case.edge else "unchecked" if case.unchecked else kind
    return Outcome(case, kind, verdict.error, spoken(said), right.digits())


def answer(case: Case) -> float | Exception:
    """What the library says: a number or an exception."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(case.default)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(case.said())
    except (ValueError, NotImplementedError, RuntimeError, TypeError, AttributeError, IndexError, WrongShape) as error:
        return error
    finally:
        torch.set_default_dtype(before)


def spoken(said: float | Exception) -> str:
    """A number with all its digits, or an exception with the beginning of what it says."""
    if isinstance(said, Exception):
        return f"{type(said).__name__}: {' '.join(str(said).split())[:60]}".rstrip(": ")
    return repr(said)


def written(parameters: Parameters) -> str:
    """Parameters as they are typed."""
    return ", ".join(f"{value:.17g}" if float(f"{value:g}") != value else f"{value:g}" for value in parameters)
