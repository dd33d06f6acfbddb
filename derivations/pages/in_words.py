"""Hypotheses as a textbook says them: w(z)² is integrable under q(z), and q(z) > 0 wherever p(x, z) > 0."""

from __future__ import annotations

from collections.abc import Sequence

import sympy

from ..language import terms as t
from .text import text


def in_words(hypothesis: sympy.Basic) -> str:
    """A hypothesis in words, as far as there are shorter ones than its signs."""
    if isinstance(hypothesis, t.Integrable):
        over, body = hypothesis.args
        laws = [w for w in over if not isinstance(w, t.Place)]
        where = "under " + _listed(laws) if laws else "over " + _listed(over)
        return f"{text(body)} is integrable {where}"
    if isinstance(hypothesis, t.Always):
        over, statement = hypothesis.args
        return in_words(statement) + text.for_almost_every(over)
    if isinstance(hypothesis, t.Near):
        return in_words(hypothesis.args[1]) + text.for_every_near(hypothesis)
    if isinstance(hypothesis, sympy.Implies):
        first, then = hypothesis.args
        return f"{in_words(then)} wherever {in_words(first)}"
    return text(hypothesis)


def _listed(nodes: Sequence[sympy.Basic]) -> str:
    """Several laws or points: d(x) and e(y | x)."""
    return " and ".join(map(text, nodes))
