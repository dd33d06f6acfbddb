"""Lines for the terminal: 𝔼_{q(z)}[log(p(x, z)/q(z))]."""

from __future__ import annotations

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t
from .layout import POWER, PRODUCT, Layout, Piece

_RELATIONS = {Eq: "=", Ne: "≠", Le: "≤", Lt: "<", Ge: "≥", Gt: ">", t.Iff: "⇔", sympy.Implies: "⇒"}
_RAISED = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Text(Layout):
    """Unicode, one line."""

    relations = _RELATIONS
    minus, bar, parallel, space, member, infinity = "−", " | ", " ‖ ", " ", "∈", "∞"
    mean_sign, integral_sign = "𝔼", "∫"

    def paren(self, text):
        return f"({text})"

    def bracket(self, text):
        return f"[{text}]"

    def size(self, text):
        return f"|{text}|"

    def word(self, name):
        return name

    def name(self, name):
        return name

    def prose(self, words):
        return words

    def lowered(self, head, index):
        return f"{head}_{index}" if len(index) == 1 else f"{head}_{{{index}}}"

    def raised(self, base, exponent):
        text = self(exponent)
        return base + (text.translate(_RAISED) if text.strip("0123456789−") == "" else f"^{{{text}}}")

    def times(self, a, b):
        return f"{a}·{b}"

    def quotient(self, a, b):
        return Piece(f"{self.at_least(a, PRODUCT, closed=True)}/{self._below(b)}", PRODUCT)

    def _below(self, node):
        piece = self.piece(node)
        return self.paren(piece.text) if piece.open else self.right(piece, POWER)

    def average(self, index, count, but):
        over = f"{self(index)}≤{self.tight(count)}"
        return self.lowered("mean", over if but is None else f"{over}, {self(index)}≠{self.tight(but)}")

    def summed(self, index, first, last):
        return self.lowered("Σ", f"{self(index)}={self.tight(first)}") + f"^{{{self.tight(last)}}}"

    def sampled(self, sample, kind, law):
        return f"{sample} {kind} ∼ {law}"


text = Text()
"""The text of a node."""
