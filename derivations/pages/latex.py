r"""Lines as LaTeX: \mathbb{E}_{q(z)}\left[\log\left(\frac{p(x, z)}{q(z)}\right)\right]."""

from __future__ import annotations

import re

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t
from ..language.names import SPELLED_OUT, as_letter
from .layout import POWER, Layout, Piece, one_less

_OPERATORS = {"log": r"\log", "exp": r"\exp", "sup": r"\sup", "inf": r"\inf"}
_DEPENDENCE = {"iid": "iid", "exchangeable": "exch.", "identical": "ident."}  # between several draws

_GREEK = {letter: f"\\{name}" for name, letter in SPELLED_OUT.items()} | {"ε": r"\varepsilon", "λ": r"\lambda"}

_RELATIONS = {
    Eq: "=",
    Ne: r"\neq",
    Le: r"\le",
    Lt: "<",
    Ge: r"\ge",
    Gt: ">",
    t.Iff: r"\iff",
    sympy.Implies: r"\implies",
}


class LaTeX(Layout):
    """The printer for LaTeX's math mode, which needs amsmath and amssymb; MathJax has both."""

    relations = _RELATIONS
    minus, bar, parallel, space, member, infinity = "-", r" \mid ", r" \,\|\, ", r"\,", r" \in ", r"\infty"
    mean_sign, integral_sign, derivative_sign, until = r"\mathbb{E}", r"\int", r"\partial", r", \ldots, "
    transposed_sign = r"^{\top}"

    def paren(self, text: str) -> str:
        return rf"\left({text}\right)"

    def bracket(self, text: str) -> str:
        return rf"\left[{text}\right]"

    def size(self, text: str) -> str:
        return rf"\left|{text}\right|"

    def word(self, name: str) -> str:
        return _OPERATORS.get(name) or rf"\mathrm{{{name}}}"

    def polygamma_sign(self, order: int) -> str:
        if order < 0:
            return r"\ln\Gamma"
        return r"\psi" + ("'" * order if order < 3 else rf"^{{({order})}}")

    def name(self, name: str) -> str:
        if (letter := as_letter(name)) in _GREEK:
            return _GREEK[letter]
        return name if len(name) == 1 else rf"\mathrm{{{_with_below(name)}}}"

    def prose(self, words: str) -> str:
        return rf"\text{{{words}}}"

    def lowered(self, head: str, index: str) -> str:
        return f"{head}_{{{index}}}"

    def raised(self, base: str, exponent: sympy.Basic) -> str:
        return f"{base}^{{{self(exponent)}}}"

    def times(self, a: str, b: str) -> str:
        dot = b[0].isdigit() or b.startswith(r"\left(")  # 2·3, and K·(a + b), which is no value of a function K
        return rf"{a} \cdot {b}" if dot else rf"{a}\,{b}"

    def quotient(self, a: sympy.Basic, b: sympy.Basic) -> Piece:
        return Piece(rf"\frac{{{self(a)}}}{{{self(b)}}}", POWER)

    def average(self, index: sympy.Symbol, count: sympy.Expr, but: sympy.Expr | None) -> str:
        k = self(index)
        if but is None:
            return rf"\frac{{1}}{{{self(count)}}} \sum_{{{k}=1}}^{{{self(count)}}}"
        return rf"\frac{{1}}{{{self(one_less(count))}}} \sum_{{{k} \le {self(count)},\, {k} \neq {self(but)}}}"

    def summed(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        return rf"\sum_{{{self(index)}={self(first)}}}^{{{self(last)}}}"

    def multiplied(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        return rf"\prod_{{{self(index)}={self(first)}}}^{{{self(last)}}}"

    def table(self, rows: list[list[str]]) -> str:
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{pmatrix}}{lines}\end{{pmatrix}}"

    def identity_sign(self, size: str) -> str:
        return rf"\mathbf{{I}}_{{{size}}}"

    def sampled(self, sample: str, kind: str, law: str) -> str:
        return rf"{sample} \overset{{\text{{{_DEPENDENCE[kind]}}}}}{{\sim}} {law}"


def _with_below(name: str) -> str:
    """A name of several letters, in which the second part of G_11 and of q_mu stands below the first, a Latin letter,
    as the digits of z1 and of eta1 do.

    That letter is upright, so that it is no point with an index and no law at a parameter: these are in italics.
    """
    if numbered := re.fullmatch(r"([^\W\d_])([0-9]+)", as_letter(name)):
        return f"{_GREEK.get(numbered[1], numbered[1])}_{{{numbered[2]}}}"
    head, mark, below = name.partition("_")
    if mark and re.fullmatch("[A-Za-z]", head) and re.fullmatch(r"[^\W_]+", below):
        return f"{head}_{{{_GREEK.get(as_letter(below), below)}}}"
    return name.replace("_", r"\_")


latex = LaTeX()
"""The LaTeX of a node."""
