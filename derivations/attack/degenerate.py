"""The things in a model that hide a mistake: a uniform law, a constant function, two equal tables, a zero or a one.

In such a model many false formulas are true by chance, so a reader learns little from the one that is not.  The search
for a telling counterexample counts these things, and takes a model with as few of them as it finds.

A number that multiplies all of a statement, such as the u₁ in u₁·v₁·M₁₁ + u₂·v₁·M₂₁, chooses an entry: there zero and
one are the simplest choice, and hide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import sympy

from ..language import terms as t
from .models import Models

LINEAR = (sympy.Add, sympy.Mul, sympy.Eq)


def degenerate(models: Models, chosen: Sequence[sympy.Symbol] = ()) -> np.ndarray:
    """How many things in each model hide mistakes, axes (model); the `chosen` numbers choose entries."""
    found = np.zeros(models.batch, dtype=int)
    laws = [(law, table) for law, table in models.weights.items() if not law.parameters]
    for _, table in laws:
        found += _constant(table)
    for f, table in models.functions.items():
        found += _constant(table) + ((table == 0).reshape(len(table), -1).all(axis=1) & ("real" in f.spaces))
    for kind in (laws, models.functions.items()):
        for (_, one), (_, other) in combinations(kind, 2):
            if one.shape[1:] == other.shape[1:] and one[0].size > 1:
                found += (one == other).reshape(max(len(one), len(other)), -1).all(axis=1)
    plain = [table for symbol, table in models.reals.items() if symbol not in chosen]
    for table in plain:
        found += np.isin(np.abs(table), (0, 1))
    for one, other in combinations(plain, 2):
        found += one == other
    for symbol in chosen:
        found += ~np.isin(models.reals[symbol], (0, 1))
    return found


def _constant(table: np.ndarray) -> np.ndarray:
    """In which models a table has several cells that are all equal, axes (model)."""
    flat = table.reshape(len(table), -1)
    return (flat == flat[:, :1]).all(axis=1) & (flat.shape[1] > 1)


def choosing(statement: sympy.Basic, reals: Sequence[sympy.Symbol], given: Sequence = ()) -> list[sympy.Symbol]:
    """The numbers that choose an entry: of them no hypothesis speaks, both sides of an equation are linear in each, and
    zero where all of them are."""
    if not isinstance(statement, sympy.Eq):
        return []
    free = [symbol for symbol in reals if not any(hypothesis.has(symbol) for hypothesis in given)]
    linear = [symbol for symbol in free if all(_degree(side, symbol) is not None for side in statement.args)]
    within = [symbol for symbol in linear if any(symbol in side.free_symbols for side in statement.args)]
    return within if within and all(_vanishes(side, within) for side in statement.args) else []


def _degree(node: sympy.Basic, symbol: sympy.Symbol) -> int | None:
    """The degree of a quantity in a number, 0 or 1; None where it is no polynomial in it that is seen to be linear."""
    node = t.unnamed(node)
    if node == symbol:
        return 1
    if not node.has(symbol):
        return 0
    degrees = [_degree(part, symbol) for part in node.args] if isinstance(node, LINEAR) else [None]
    known = [one for one in degrees if one is not None]
    if len(known) < len(degrees):
        return None
    total = sum(known) if isinstance(node, sympy.Mul) else max(known)
    return total if total <= 1 else None


def _vanishes(node: sympy.Basic, numbers: Sequence[sympy.Symbol]) -> bool:
    """Whether a quantity is seen to be zero where some numbers are."""
    node = t.unnamed(node)
    if isinstance(node, sympy.Add):
        return all(_vanishes(part, numbers) for part in node.args)
    if isinstance(node, sympy.Mul):
        return any(_vanishes(part, numbers) for part in node.args)
    return node == 0 or node in numbers
