"""Formulas in the symbols of the report, read and computed: what a claim prints, and what should stand there.

A reader is given what the names stand for, and what the operators do, both as the text writes them: `p(x, z)` is one name.  A
value is a number, an array over the states of a small model, or a `Matrix`.  Side by side means times, and binds closer
than a stroke does: 1/2π is 1/(2π).  A sum or a product over an index takes what follows in its term.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from mpmath import mp

NUMBER = re.compile(r"\d+(\.\d+)?")
FUNCTIONS: dict[str, Callable] = {
    "log": np.log, "exp": np.exp, "Γ": lambda u: float(mp.gamma(u)), "Γ′": lambda u: float(mp.gamma(u)*mp.psi(0, u)),
    "ψ′": lambda u: float(mp.psi(1, u)), "ψ": lambda u: float(mp.psi(0, u)), "Ψ": lambda u: float(mp.psi(0, u))}
RELATIONS = "=≤≈"
BETWEEN = {"‖", "|", ",", ")", "]", "+", "−", "·", "/", *RELATIONS}
POWERS = {"²": 2, "⁻¹": -1}
WORDS = re.compile(r"( for each | where | is the ).*")  # what follows a formula in words


class Unread(Exception):
    """A text that is no formula in the names and operators that are given."""


class Matrix:
    """A matrix or a vector; … is an entry that may be anything."""

    def __init__(self, entries):
        self.entries = np.asarray(entries, float)

    def __matmul__(self, other: "Matrix") -> "Matrix":
        return Matrix(self.entries @ other.entries)

    def inverse(self) -> "Matrix":
        return Matrix(np.linalg.inv(self.entries))


def times(one: Any, other: Any) -> Any:
    """The product; of two matrices, the one that matrices have."""
    if isinstance(one, Matrix) and isinstance(other, Matrix):
        return one @ other
    if isinstance(one, Matrix) or isinstance(other, Matrix):
        matrix, factor = (one, other) if isinstance(one, Matrix) else (other, one)
        return Matrix(matrix.entries*factor)
    return one*other


def power(value: Any, exponent: int) -> Any:
    """A power; of a matrix, the inverse."""
    if isinstance(value, Matrix):
        assert exponent == -1
        return value.inverse()
    return np.asarray(value, float)**exponent if isinstance(value, np.ndarray) else float(value)**exponent


class Reader:
    """One formula, read from left to right."""

    def __init__(self, text: str, names: Mapping[str, Any], operators: Mapping[str, Callable]):
        self.rest, self.names, self.operators = text.strip(), names, operators
        self.words = sorted({*names, *operators, *FUNCTIONS, *BETWEEN, "(", "[", "∫"}, key=len, reverse=True)

    def next(self) -> str:
        """The next word: the longest that is known, or a number; empty at the end."""
        if not self.rest:
            return ""
        found = NUMBER.match(self.rest)
        return next((word for word in self.words if self.rest.startswith(word)), found[0] if found else "?")

    def take(self, *wanted: str) -> str:
        word = self.next()
        if word in ("", "?") or (wanted and word not in wanted):
            raise Unread(f"{wanted or 'a word'} at {self.rest!r}")
        self.rest = self.rest[len(word):].lstrip()
        return word

    def sides(self) -> list[tuple[str, Any]]:
        """The values that a chain of relations compares, each with the relation before it."""
        found = [("", self.sum())]
        while self.next() and self.next() in RELATIONS:
            found.append((self.take(), self.sum()))
        if self.rest:
            raise Unread(f"not read: {self.rest!r}")
        return found

    def sum(self):
        negative = self.next() == "−" and self.take()
        value = times(-1, self.term()) if negative else self.term()
        while self.next() in ("+", "−"):
            sign = 1 if self.take() == "+" else -1
            added = self.term()
            if isinstance(value, Matrix) or isinstance(added, Matrix):
                raise Unread("a sum of matrices")
            value = value + sign*added
        return value

    def term(self):
        value = self.product()
        while self.next() in ("·", "/"):
            over, factor = self.take() == "/", self.product()
            value = times(value, power(factor, -1) if over else factor)
        return value

    def product(self):
        """Factors side by side."""
        value = self.factor()
        while self.next() and self.next() not in BETWEEN and not self.next().startswith("d"):
            value = times(value, self.factor())
        return value

    def factor(self):
        value = self.primary()
        while self.rest and self.rest.startswith(tuple(POWERS)):
            sign = next(sign for sign in POWERS if self.rest.startswith(sign))
            self.rest, value = self.rest[len(sign):].lstrip(), power(value, POWERS[sign])
        return value

    def primary(self):
        word = self.take()
        if word in self.names:
            return self.names[word]
        if NUMBER.fullmatch(word):
            return float(word)
        if word in FUNCTIONS:
            return FUNCTIONS[word](self.factor())
        if word in ("(", "["):
            return self.list({"(": ")", "[": "]"}[word])
        return self.operator(word)

    def list(self, end: str):
        """What stands in brackets: one value, or the entries of a vector, or the rows of a matrix."""
        parts = [self.sum()]
        while self.next() == ",":
            self.take(",")
            parts.append(self.sum())
        self.take(end)
        return parts[0] if len(parts) == 1 else Matrix([p.entries if isinstance(p, Matrix) else p for p in parts])

    def operator(self, word: str):
        if word == "∫":
            body = self.term()
            over = self.take()
            if over not in self.operators:
                raise Unread(f"no variable of integration: {over!r}")
            return self.operators[over](body)
        if word not in self.operators:
            raise Unread(f"{word!r} begins nothing")
        if word.endswith("KL"):
            self.take("(")
            first = self.sum()
            self.take("‖", "|")
            second = self.sum()
            self.take(")")
            return self.operators[word](first, second)
        return self.operators[word](self.term() if word[0] in "ΣΠ∏" else self.factor())


def equations(text: str) -> list[str]:
    """The formulas of a text: the last of its lines, and what stands behind `with` or apart from it."""
    return [WORDS.sub("", part).strip() for part in re.split(r", with |,  +", re.split(r"line \d+: ", text)[-1])]


def same(relation: str, one, other, within: float) -> bool:
    """Whether two values are related as it is printed; entries that may be anything are left out."""
    left, right = (np.asarray(value.entries if isinstance(value, Matrix) else value, float) for value in (one, other))
    if relation == "≤":
        return bool(np.all(left <= right + within))
    gap = left - right
    return bool(np.all(np.isnan(gap) | (np.abs(gap) <= within)))


def holds(text: str, names: Mapping[str, Any], operators: Mapping[str, Callable], within: float = 1e-9) -> bool:
    """Whether every formula of a text is true at what its names stand for; the values differ by `within` at most."""
    for equation in equations(text):
        found = Reader(equation, names, operators).sides()
        if len(found) < 2:
            raise Unread(f"no relation: {equation!r}")
        if not all(same(relation, one, other, within) for (_, one), (relation, other) in zip(found, found[1:])):
            return False
    return True
