"""Lines as Unicode text: 𝔼_{q(z)}[log(p(x, z)/q(z))]."""

from __future__ import annotations

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t
from ..language.names import as_letter
from .layout import POWER, PRODUCT, Layout, Piece

_RELATIONS = {Eq: "=", Ne: "≠", Le: "≤", Lt: "<", Ge: "≥", Gt: ">", t.Iff: "⇔", sympy.Implies: "⇒"}
_SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

_POLYGAMMA = ("lnΓ", "ψ", "ψ′", "ψ″")


class Text(Layout):
    """The printer for one line of Unicode text."""

    relations = _RELATIONS
    minus, bar, parallel, space, member, infinity = "−", " | ", " ‖ ", " ", "∈", "∞"
    mean_sign, integral_sign, derivative_sign, until = "𝔼", "∫", "∂", " … "
    transposed_sign = "ᵀ"

    def paren(self, text: str) -> str:
        return f"({text})"

    def bracket(self, text: str) -> str:
        return f"[{text}]"

    def size(self, text: str) -> str:
        return f"|{text}|"

    def word(self, name: str) -> str:
        return name

    def polygamma_sign(self, order: int) -> str:
        if order < len(_POLYGAMMA) - 1:
            return _POLYGAMMA[order + 1]
        return f"ψ⁽{str(order).translate(_SUPERSCRIPTS)}⁾"

    def name(self, name: str) -> str:
        return as_letter(name)

    def prose(self, words: str) -> str:
        return words

    def lowered(self, head: str, index: str) -> str:
        return f"{head}_{index}" if len(index) == 1 else f"{head}_{{{index}}}"

    def of_parameters(self, head: str, index: str) -> str:
        return f"{head}_{index}" if index.isidentifier() else self.lowered(head, index)  # no other name is like it

    def raised(self, base: str, exponent: sympy.Basic) -> str:
        text = self(exponent)
        return base + (text.translate(_SUPERSCRIPTS) if text.strip("0123456789−") == "" else f"^{{{text}}}")

    def times(self, a: str, b: str) -> str:
        return f"{a}·{b}"

    def quotient(self, a: sympy.Basic, b: sympy.Basic) -> Piece:
        return Piece(f"{self.at_least(a, PRODUCT, closed=True)}/{self._below(b)}", PRODUCT)

    def _below(self, node):
        """A divisor."""
        piece = self.piece(node)
        return self.paren(piece.text) if piece.open else self.right(piece, POWER)

    def average(self, index: sympy.Symbol, count: sympy.Expr, but: sympy.Expr | None) -> str:
        over = f"{self(index)}≤{self.tight(count)}"
        return self.lowered("mean", over if but is None else f"{over}, {self(index)}≠{self.tight(but)}")

    def summed(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        return self.lowered("Σ", f"{self(index)}={self.tight(first)}") + f"^{{{self.tight(last)}}}"

    def multiplied(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        return self.lowered("Π", f"{self(index)}={self.tight(first)}") + f"^{{{self.tight(last)}}}"

    def table(self, rows: list[list[str]]) -> str:
        return self.bracket(", ".join(self.bracket(", ".join(row)) for row in rows))

    def identity_sign(self, size: str) -> str:
        return f"identity({size})"

    def sampled(self, sample: str, kind: str, law: str) -> str:
        return f"{sample} {kind} ∼ {law}"


text = Text()
"""The text of a node."""
