r"""Lines for a page: \mathbb{E}_{q(z)}\left[\log\left(\frac{p(x, z)}{q(z)}\right)\right]."""

from __future__ import annotations

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t
from .layout import POWER, Layout, Piece, as_typed

_WORDS = {"log": r"\log", "exp": r"\exp", "sup": r"\sup", "inf": r"\inf"}
_HANG = {"iid": "iid", "exchangeable": "exch.", "identical": "ident."}

_RELATIONS = {Eq: "=", Ne: r"\neq", Le: r"\le", Lt: "<", Ge: r"\ge", Gt: ">",
              t.Iff: r"\iff", sympy.Implies: r"\implies"}


class LaTeX(Layout):
    """For math mode; needs amsmath and amssymb, as MathJax has them."""

    relations = _RELATIONS
    minus, bar, parallel, space, member, infinity = "-", r" \mid ", r" \,\|\, ", r"\,", r" \in ", r"\infty"
    mean_sign, integral_sign = r"\mathbb{E}", r"\int"

    def paren(self, text):
        return rf"\left({text}\right)"

    def bracket(self, text):
        return rf"\left[{text}\right]"

    def size(self, text):
        return rf"\left|{text}\right|"

    def word(self, name):
        return _WORDS.get(name) or rf"\mathrm{{{name}}}"

    def name(self, name):
        return name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")

    def prose(self, words):
        return rf"\text{{{words}}}"

    def lowered(self, head, index):
        return f"{head}_{{{index}}}"

    def raised(self, base, exponent):
        return f"{base}^{{{self(exponent)}}}"

    def times(self, a, b):
        apart = b[0].isdigit() or b.startswith(r"\left(")  # 2·3, and K·(a + b), which is no value of a function K
        return rf"{a} \cdot {b}" if apart else rf"{a}\,{b}"

    def quotient(self, a, b):
        return Piece(rf"\frac{{{self(a)}}}{{{self(b)}}}", POWER)

    def average(self, index, count, but):
        k = self(index)
        if but is None:
            return rf"\frac{{1}}{{{self(count)}}} \sum_{{{k}=1}}^{{{self(count)}}}"
        return rf"\frac{{1}}{{{self(as_typed(count))}}} \sum_{{{k} \le {self(count)},\, {k} \neq {self(but)}}}"

    def summed(self, index, first, last):
        return rf"\sum_{{{self(index)}={self(first)}}}^{{{self(last)}}}"

    def sampled(self, sample, kind, law):
        return rf"{sample} \overset{{\text{{{_HANG[kind]}}}}}{{\sim}} {law}"


latex = LaTeX()
"""The LaTeX of a node."""
