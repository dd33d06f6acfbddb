"""How a line is laid out, whatever it is written in: what binds how tightly, and where parentheses must stand.

`latex` and `text` are two hands for one layout.  The tree is read as it was typed: nothing is sorted or simplified, and
two different trees never look alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t

# From loose to tight.  A quantified statement is looser than a connective, a product looser than a power.
QUANTIFIED, CONNECTIVE, RELATION, SUM, PRODUCT, POWER, WHOLE = range(7)


OPEN = (t.Mean, t.Total, t.Extremum, t.Integral)  # the operators that are written before their body, without brackets


class Piece(NamedTuple):
    """A printed part, how tightly it holds together, and whether it swallows a factor written after it (`Σ_k a`)."""

    text: str
    level: int = WHOLE
    open: bool = False


class Layout(ABC):
    """The shared half of a printer; a hand supplies the spelling of each construction."""

    relations: dict  # of Eq, Ne, …, Iff and Implies
    minus: str

    def __call__(self, node) -> str:
        """The node, printed."""
        return self.piece(node).text

    def piece(self, node) -> Piece:
        if isinstance(node, sympy.Integer):
            n = int(node)
            return Piece(str(n)) if n >= 0 else Piece(f"{self.minus}{-n}", PRODUCT)
        if type(node) in (Eq, Ne, Le, Lt, Ge, Gt):
            return self.infix(node, RELATION)
        reader = getattr(self, type(node).__name__.lower(), None)
        if reader is None:
            raise ValueError(f"no way to print {type(node).__name__}: {node!r}")
        return reader(node)

    def at_least(self, node, level: int, *, closed: bool = False) -> str:
        """The node as an operand: parenthesised where it is looser than `level`, or would swallow what follows."""
        piece = node if isinstance(node, Piece) else self.piece(node)
        return self.paren(piece.text) if piece.level < level or (closed and piece.open) else piece.text

    def right(self, node, level: int) -> str:
        """An operand that follows an operator: a leading minus may not stand there bare."""
        text = self.at_least(node, level)
        return self.paren(text) if text.startswith(self.minus) else text

    def several(self, nodes, between: str = ", ") -> str:
        return between.join(map(self, nodes))

    # --- arithmetic ---------------------------------------------------------------------------------------------

    def half(self, node) -> Piece:
        """A rational number."""
        return self.quotient(sympy.Integer(node.p), sympy.Integer(node.q))

    rational = half

    def add(self, node) -> Piece:
        if len(node.args) > 2:  # several terms read from the left
            node = sympy.Add(sympy.Add(*node.args[:-1], evaluate=False), node.args[-1], evaluate=False)
        a, b = node.args[0], node.args[1]
        sign, term = " + ", b
        if isinstance(b, sympy.Mul) and len(b.args) == 2 and b.args[0] == -1:
            sign, term = f" {self.minus} ", b.args[1]
        right = self.piece(term)
        left = self.at_least(a, SUM, closed=_binds_what_occurs(a, term))
        return Piece(left + sign + self.right(right, PRODUCT), SUM, right.open)

    def mul(self, node) -> Piece:
        if len(node.args) > 2:
            node = sympy.Mul(sympy.Mul(*node.args[:-1], evaluate=False), node.args[-1], evaluate=False)
        a, b = node.args[0], node.args[1]
        if a == -1:
            right = self.piece(b)
            return Piece(self.minus + self.right(right, POWER), PRODUCT, right.open)
        if isinstance(b, sympy.Pow) and b.args[1] == -1:
            return self.quotient(a, b.args[0])
        right = self.piece(b)
        return Piece(self.times(self.at_least(a, PRODUCT, closed=True), self.right(right, POWER)), PRODUCT, right.open)

    def pow(self, node) -> Piece:
        base, exponent = node.args
        return Piece(self.raised(self.at_least(base, WHOLE, closed=True), exponent), POWER)

    def log(self, node) -> Piece:
        inner = self.piece(node.args[0])
        if inner.level == WHOLE and not inner.open:
            return Piece(f"{self.word('log')} {inner.text}", POWER, open=True)
        return Piece(self.word("log") + self.paren(inner.text))

    def exp(self, node) -> Piece:
        return Piece(self.word("exp") + self.paren(self(node.args[0])))

    # --- names and places ---------------------------------------------------------------------------------------

    def symbol(self, node) -> Piece:
        return Piece(self.name(node.name))

    point = symbol
    subset = symbol

    def draw(self, node) -> Piece:
        return Piece(self.lowered(self(node.args[0]), self.tight(node.args[1])))

    def density(self, node) -> Piece:
        places = self.several(node.outs)
        if node.givens:
            places += self.bar + self.several(node.givens)
        return Piece(f"{self.name(node.law.name)}({places})")

    def value(self, node) -> Piece:
        return Piece(f"{self.name(node.args[0].name)}({self.several(node.args[1])})")

    def named(self, node) -> Piece:
        return self.value(node)

    def normalised(self, node) -> Piece:
        over, body, at = node.args
        head = self.lowered(self.word("normalised"), self.several(over))
        return Piece(f"{head}{self.bracket(self(body))}({self.several(at)})")

    def draws(self, node) -> Piece:
        out, = node.outs if len(node.outs) == 1 else (None,)
        many = self(out) if out is not None else f"({self.several(node.outs)})"
        sample = self.lowered(many, f"1:{self.tight(node.count)}")
        return Piece(self.sampled(sample, node.kind, self(node.density)))

    # --- binders ------------------------------------------------------------------------------------------------

    def weights(self, over) -> str:
        """What an expectation is over: a product of laws, or a list where several draws are among them."""
        return self.several(over, ", " if any(isinstance(w, t.Draws) for w in over) else self.space)

    def expectation(self, node) -> Piece:
        over, body = node.args
        return Piece(self.lowered(self.mean_sign, self.weights(over)) + self.bracket(self(body)))

    def integral(self, node) -> Piece:
        over, body = node.args
        ending = self.space + self.space.join("d" + self(point) for point in over)
        where_it_ends = body.has(t.Integral)  # has to show, by parentheses
        inner = self.paren(self(body)) if where_it_ends else self.right(body, PRODUCT)
        return Piece(f"{self.integral_sign} {inner}{ending}", POWER, open=True)

    def divergence(self, node) -> Piece:
        over, a, b = node.args
        plain = all(tuple(over) == getattr(t.unnamed(side), "outs", None) for side in (a, b))  # else say over what
        head = self.word("KL") if plain else self.lowered(self.word("KL"), self.several(over))
        return Piece(head + self.paren(self(a) + self.parallel + self(b)))

    def mean(self, node) -> Piece:
        index, count, but, body = node.args
        return Piece(f"{self.average(index, count, None if but == 0 else but)} {self.right(body, PRODUCT)}",
                     POWER, open=True)

    def total(self, node) -> Piece:
        index, first, last, body = node.args
        return Piece(f"{self.summed(index, first, last)} {self.right(body, PRODUCT)}", POWER, open=True)

    def extremum(self, node) -> Piece:
        kind, point, subset, body = node.args
        over = self(point) + (self.member + self(subset) if isinstance(subset, t.Subset) else "")
        return Piece(f"{self.lowered(self.word(kind.name), over)} {self.right(body, PRODUCT)}", POWER, open=True)

    # --- statements ---------------------------------------------------------------------------------------------

    def infix(self, node, level: int) -> Piece:
        a, b = (self.at_least(arg, level + 1) for arg in node.args)
        return Piece(f"{a} {self.relations[type(node)]} {b}", level)

    def implies(self, node) -> Piece:
        return self.infix(node, CONNECTIVE)

    iff = implies

    def both(self, node) -> Piece:
        parts = (self.at_least(arg, CONNECTIVE + 1) for arg in node.args)
        return Piece(self.prose(" and ").join(parts), CONNECTIVE)

    def always(self, node) -> Piece:
        over, statement = node.args
        laws = [w for w in over if not isinstance(w, (t.Point, t.Draws))]
        bare = [w for w in over if isinstance(w, (t.Point, t.Draws))]
        under = self.prose(" for ") + self.weights(laws) + self.prose("-almost every ")
        endings = [under + self.several([o for w in laws for o in w.outs])] if laws else []
        endings += [self.prose(" for almost every ") + self.several(bare)] if bare else []
        return Piece(self.at_least(statement, QUANTIFIED) + self.prose(" and").join(endings), QUANTIFIED)

    def integrable(self, node) -> Piece:
        over, body = node.args
        size = self.size(self(body))
        if all(isinstance(w, t.Point) for w in over):
            whole = f"{self.integral_sign} {size}{self.space}{self.space.join('d' + self(point) for point in over)}"
        else:
            whole = self.lowered(self.mean_sign, self.weights(over)) + size
        return Piece(f"{whole} < {self.infinity}", RELATION)

    def bounded(self, node) -> Piece:
        return Piece(self.at_least(node.args[0], SUM) + self.prose(" is finite"), RELATION)

    # --- what a hand supplies -----------------------------------------------------------------------------------

    bar = parallel = space = mean_sign = integral_sign = member = infinity = ""

    @abstractmethod
    def paren(self, text: str) -> str:
        """In parentheses."""

    @abstractmethod
    def bracket(self, text: str) -> str:
        """In brackets."""

    @abstractmethod
    def size(self, text: str) -> str:
        """An absolute value."""

    @abstractmethod
    def word(self, name: str) -> str:
        """An operator's name: log, KL, sup."""

    @abstractmethod
    def name(self, name: str) -> str:
        """An author's name for a point, law, function or abbreviation."""

    @abstractmethod
    def prose(self, words: str) -> str:
        """Words between formulas."""

    @abstractmethod
    def lowered(self, head: str, index: str) -> str:
        """A head with an index below it."""

    @abstractmethod
    def raised(self, base: str, exponent) -> str:
        """A base with its exponent."""

    def tight(self, node) -> str:
        """Inside an index, without spaces."""
        return self(node).replace(" ", "")

    @abstractmethod
    def times(self, a: str, b: str) -> str:
        """Two factors side by side."""

    @abstractmethod
    def quotient(self, a, b) -> Piece:
        """One quantity over another."""

    @abstractmethod
    def average(self, index, count, but) -> str:
        """The operator that averages over an index from 1 to count, one left out."""

    @abstractmethod
    def summed(self, index, first, last) -> str:
        """The operator that adds up over an index from first to last."""

    @abstractmethod
    def sampled(self, sample: str, kind: str, law: str) -> str:
        """Draws and the law that they are drawn from."""


def _binds_what_occurs(node, beside) -> bool:
    """Whether a mean, a total, a supremum or an integral binds a name that occurs in what is written beside it."""
    inner = node
    while isinstance(inner, (sympy.Add, sympy.Mul, *OPEN)):
        if isinstance(inner, OPEN) and any(beside.has(v) for v in t.bound_by(inner)):
            return True
        inner = inner.args[-1]
    return False


def as_typed(count):
    """One less than a count, as a reader would write it: K + 1 becomes K."""
    if isinstance(count, sympy.Add) and count.args[-1] == 1 and len(count.args) == 2:
        return count.args[0]
    if isinstance(count, sympy.Integer):
        return sympy.Integer(int(count) - 1)
    return sympy.Add(count, sympy.Mul(-1, 1, evaluate=False), evaluate=False)
