"""Whether quadrature agrees with closed forms that a statement is false at a place of a model.

A counterexample in which an integral over numbers decides is found by closed forms (`varying`).  Here the statement is
decided anew by quadrature (`enclosed`).  If the two ways contradict each other, one of them has a fault, and nothing
may be called certified: that is a `Disagreement`, which nothing catches.
"""

from __future__ import annotations

from typing import Any

import flint
import numpy as np
import sympy
from sympy.core.relational import Relational

from . import enclosures
from .enclosed import ByQuadrature
from .evaluate import Evaluator
from .undefined import UNDEFINED, NoNumber, Undecidable


class Disagreement(ArithmeticError):
    """A closed form and quadrature have different values, so that there is a fault in one of the two."""


def confirmed(first: Evaluator, statement: sympy.Basic, where: np.ndarray) -> bool:
    """Whether quadrature too has a statement as false at a place where an evaluator in balls has it as false.

    It is False where quadrature cannot decide, as it cannot where an integral is infinite.  Raises `Disagreement`.
    """
    with flint.ctx.workprec(enclosures.BITS):
        second = ByQuadrature(first.models, tuple(first.free))
        try:
            true, defined = (_at(part, where) for part in second.truth(statement))
        except Undecidable:
            return False
        if true and defined:
            raise Disagreement(f"quadrature has as true what closed forms have as false: {statement}")
        for side in statement.args if isinstance(statement, Relational) else ():
            one, other = (_at(way.array(way.value(side)), where) for way in (first, second))
            if not agree(one, other):
                raise Disagreement(f"{side} is {one} by a closed form and {other} by quadrature")
    return True


def agree(one: Any, other: Any) -> bool:
    """Whether two values may be one number, or both are undefined."""
    if isinstance(one, NoNumber) or isinstance(other, NoNumber):
        return one is UNDEFINED and other is UNDEFINED
    return bool(flint.arb(one).overlaps(flint.arb(other)))


def _at(array: np.ndarray, where: np.ndarray) -> Any:
    return array[tuple(min(w, n - 1) for w, n in zip(where, array.shape))]
