"""The layout of a line, in LaTeX and in text alike: the precedence of constructions, and the places of parentheses.

`LaTeX` and `Text` are the two printers; they only supply the spelling.  The tree is printed as it was typed: nothing is
sorted or simplified, and two different trees never look alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import NamedTuple

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t

# The precedences, from loose to tight: a quantified statement is looser than a connective, a product than a power.
QUANTIFIED, CONNECTIVE, RELATION, SUM, PRODUCT, POWER, WHOLE = range(7)


# the operators that are written before their body, without brackets
OPEN = (t.Mean, t.Total, t.Product, t.Extremum, t.Integral)


METHODS = {  # the method that prints a node
    sympy.Add: "add",
    sympy.Mul: "mul",
    sympy.Pow: "pow",
    sympy.log: "log",
    sympy.exp: "exp",
    t.Polygamma: "polygamma",
    t.Pi: "pi",
    sympy.Symbol: "symbol",
    t.Parameter: "symbol",
    t.Point: "symbol",
    t.Coordinate: "symbol",
    t.Subset: "symbol",
    t.Draw: "draw",
    t.Stretch: "stretch",
    t.Density: "density",
    t.Value: "value",
    t.Named: "value",
    t.Normalised: "normalised",
    t.Draws: "draws",
    t.Expectation: "expectation",
    t.Integral: "integral",
    t.Divergence: "divergence",
    t.Mean: "mean",
    t.Total: "total",
    t.Product: "product",
    t.Extremum: "extremum",
    t.Derivative: "derivative",
    t.Stopped: "stopped",
    sympy.Implies: "implies",
    t.Iff: "implies",
    t.Both: "both",
    t.Always: "always",
    t.Each: "each",
    t.Integrable: "integrable",
    t.Bounded: "bounded",
    t.Near: "near",
    t.Dominated: "dominated",
    t.NamedTable: "value",
    t.Typed: "matrix",
    t.Identity: "identity",
    t.Transposed: "transposed",
    t.Inverted: "inverted",
    t.Scaled: "mul",
    t.Multiplied: "multiplied_matrices",
    t.Added: "joined",
    t.Subtracted: "joined",
    t.SameEntries: "same_entries",
}


class Piece(NamedTuple):
    """A printed part of a line."""

    text: str
    level: int = WHOLE  # its precedence
    open: bool = False  # whether a factor that is written after it would be read as a part of it, as in `Σ_k a`


class Layout(ABC):
    """A printer without its spelling: a method for each kind of node, and abstract ones for the spelling of each
    construction."""

    relations: dict  # the signs of Eq, Ne, …, Iff and Implies
    minus: str

    def __call__(self, node: sympy.Basic) -> str:
        """The text of a node."""
        return self.piece(node).text

    def piece(self, node: sympy.Basic) -> Piece:
        """A node as a piece; raises `ValueError` for a node that no line may contain."""
        if isinstance(node, sympy.Integer):
            n = int(node)
            return Piece(str(n)) if n >= 0 else Piece(f"{self.minus}{-n}", PRODUCT)
        if type(node) in (Eq, Ne, Le, Lt, Ge, Gt):
            return self.infix(node, RELATION)
        if isinstance(node, sympy.Rational):
            return self.quotient(sympy.Integer(node.p), sympy.Integer(node.q))
        if type(node) not in METHODS:
            raise ValueError(f"no way to print {type(node).__name__}: {node!r}")
        return getattr(self, METHODS[type(node)])(node)

    def at_least(self, node: sympy.Basic | Piece, level: int, *, closed: bool = False) -> str:
        """A node as an operand: in parentheses where it is looser than `level`, or, if `closed`, where it is open."""
        piece = node if isinstance(node, Piece) else self.piece(node)
        return self.paren(piece.text) if piece.level < level or (closed and piece.open) else piece.text

    def right(self, node: sympy.Basic | Piece, level: int) -> str:
        """A node as an operand behind an operator: also in parentheses where it begins with a minus."""
        text = self.at_least(node, level)
        return self.paren(text) if text.startswith(self.minus) else text

    def several(self, nodes: Iterable[sympy.Basic], between: str = ", ") -> str:
        """The texts of several nodes, with a separator."""
        return between.join(map(self, nodes))

    # --- arithmetic ---------------------------------------------------------------------------------------------

    def add(self, node: sympy.Basic) -> Piece:
        """A sum or a difference: a + b, a − b."""
        if len(node.args) > 2:  # several terms read from the left
            node = sympy.Add(sympy.Add(*node.args[:-1], evaluate=False), node.args[-1], evaluate=False)
        a, b = node.args[0], node.args[1]
        sign, term = " + ", b
        if isinstance(b, sympy.Mul) and len(b.args) == 2 and b.args[0] == -1:
            sign, term = f" {self.minus} ", b.args[1]
        right = self.piece(term)
        left = self.at_least(a, SUM, closed=_binds_what_occurs(a, term))
        return Piece(left + sign + self.right(right, PRODUCT), SUM, right.open)

    def mul(self, node: sympy.Basic) -> Piece:
        """A product, a quotient or a minus: a·b, a/b, −a."""
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

    def pow(self, node: sympy.Basic) -> Piece:
        """A power: a²."""
        base, exponent = node.args
        return Piece(self.raised(self.at_least(base, WHOLE, closed=True), exponent), POWER)

    def log(self, node: sympy.Basic) -> Piece:
        """A logarithm: log a, log(a + b)."""
        inner = self.piece(node.args[0])
        if inner.level == WHOLE and not inner.open:
            return Piece(f"{self.word('log')} {inner.text}", POWER, open=True)
        return Piece(self.word("log") + self.paren(inner.text))

    def exp(self, node: sympy.Basic) -> Piece:
        """An exponential: exp(a)."""
        return Piece(self.word("exp") + self.paren(self(node.args[0])))

    def polygamma(self, node: sympy.Basic) -> Piece:
        """The logarithm of the gamma function, or a derivative of it: lnΓ(a), ψ(a), ψ′(a), ψ⁽³⁾(a)."""
        return Piece(self.polygamma_sign(node.order) + self.paren(self(node.argument)))

    def pi(self, _node: sympy.Basic) -> Piece:
        """The number π."""
        return Piece(self.name("pi"))

    # --- names and places ---------------------------------------------------------------------------------------

    def symbol(self, node: sympy.Basic) -> Piece:
        """A name, of a count, a parameter, a point or a subset: K."""
        return Piece(self.name(node.name))

    def draw(self, node: sympy.Basic) -> Piece:
        """One of several draws: z_k."""
        return Piece(self.lowered(self(node.args[0]), self.tight(node.args[1])))

    def stretch(self, node: sympy.Basic) -> Piece:
        """A stretch of a path: x_{1:T}."""
        point, *ends = node.args
        return Piece(self.lowered(self(point), ":".join(map(self.tight, ends))))

    def density(self, node: sympy.Basic) -> Piece:
        """A law at points, of a family with its parameters below, of a named law with its numbers behind the point:
        q(z | x), q_phi(z), Gamma(x; a, b)."""
        places = self.several(node.outs)
        if isinstance(node.law, t.NamedLaw):
            return Piece(f"{self.name(node.law.name)}({places}; {self.several(node.taken)})")
        if node.points_given:
            places += self.bar + self.several(node.points_given)
        law = self.name(node.law.name)
        return Piece(f"{self.of_parameters(law, self.several(node.taken)) if node.taken else law}({places})")

    def value(self, node: sympy.Basic) -> Piece:
        """A value of a function, f(z), or of one that has no argument, c."""
        name, places = self.name(node.args[0].name), self.several(node.args[1])
        return Piece(f"{name}({places})" if places else name)

    def normalised(self, node: sympy.Basic) -> Piece:
        """A normalised quantity at points: normalised_z[f(z)](z)."""
        over, body, at = node.args
        head = self.lowered(self.word("normalised"), self.several(over))
        return Piece(f"{head}{self.bracket(self(body))}({self.several(at)})")

    def draws(self, node: sympy.Basic) -> Piece:
        """Several draws with their law: z_{1:K} iid ∼ q(z)."""
        (out,) = node.outs if len(node.outs) == 1 else (None,)
        many = self(out) if out is not None else f"({self.several(node.outs)})"
        sample = self.lowered(many, f"1:{self.tight(node.count)}")
        return Piece(self.sampled(sample, node.kind, self(node.density)))

    # --- binders ------------------------------------------------------------------------------------------------

    def weights(self, over: Iterable[sympy.Basic]) -> str:
        """The laws and points of an expectation: a product, or a list where draws are among them."""
        return self.several(over, ", " if any(isinstance(w, t.Draws) for w in over) else self.space)

    def expectation(self, node: sympy.Basic) -> Piece:
        """An expectation: 𝔼_{q(z)}[f(z)]."""
        over, body = node.args
        return Piece(self.lowered(self.mean_sign, self.weights(over)) + self.bracket(self(body)))

    def integral(self, node: sympy.Basic) -> Piece:
        """An integral: ∫ f(z) dz."""
        over, body = node.args
        ending = self.space + self.space.join("d" + self(point) for point in over)
        holds_integral = body.has(t.Integral)  # Parentheses show where the inner integral ends.
        inner = self.paren(self(body)) if holds_integral else self.right(body, PRODUCT)
        return Piece(f"{self.integral_sign} {inner}{ending}", POWER, open=True)

    def divergence(self, node: sympy.Basic) -> Piece:
        """A divergence: KL(q(z) ‖ p(z)), with its points below where the laws do not show them."""
        over, a, b = node.args
        laws_say_points = all(tuple(over) == getattr(t.unnamed(side), "outs", None) for side in (a, b))
        head = self.word("KL") if laws_say_points else self.lowered(self.word("KL"), self.several(over))
        return Piece(head + self.paren(self(a) + self.parallel + self(b)))

    def mean(self, node: sympy.Basic) -> Piece:
        """An average over an index: mean_{k≤K} f(z_k)."""
        index, count, but, body = node.args
        return Piece(
            f"{self.average(index, count, None if but == 0 else but)} {self.right(body, PRODUCT)}", POWER, open=True
        )

    def total(self, node: sympy.Basic) -> Piece:
        """A sum over an index: Σ_{t=1}^{T} a(t)."""
        index, first, last, body = node.args
        return Piece(f"{self.summed(index, first, last)} {self.right(body, PRODUCT)}", POWER, open=True)

    def product(self, node: sympy.Basic) -> Piece:
        """A product over an index: Π_{t=1}^{T} a(t)."""
        index, first, last, body = node.args
        return Piece(f"{self.multiplied(index, first, last)} {self.right(body, POWER)}", POWER, open=True)

    def extremum(self, node: sympy.Basic) -> Piece:
        """A supremum or an infimum: sup_{i∈F} f(i)."""
        kind, point, subset, body = node.args
        over = self(point) + (self.member + self(subset) if isinstance(subset, t.Subset) else "")
        return Piece(f"{self.lowered(self.word(kind.name), over)} {self.right(body, PRODUCT)}", POWER, open=True)

    def derivative(self, node: sympy.Basic) -> Piece:
        """A derivative in a parameter: ∂_phi[f(phi)], and ∂_{phi = v}[f(phi)] at another value."""
        parameter, body, at = node.args
        below = self(parameter) if at == parameter else f"{self(parameter)} = {self(at)}"
        return Piece(self.of_parameters(self.derivative_sign, below) + self.bracket(self(body)))

    def stopped(self, node: sympy.Basic) -> Piece:
        """A quantity in which no parameter moves: stop(f(phi))."""
        return Piece(self.word("stop") + self.paren(self(node.args[0])))

    # --- statements ---------------------------------------------------------------------------------------------

    def infix(self, node: sympy.Basic, level: int) -> Piece:
        """A relation or a connective between its two arguments, which bind more tightly."""
        a, b = (self.at_least(arg, level + 1) for arg in node.args)
        return Piece(f"{a} {self.relations[type(node)]} {b}", level)

    def implies(self, node: sympy.Basic) -> Piece:
        """An implication or an equivalence: a ⇒ b, a ⇔ b."""
        return self.infix(node, CONNECTIVE)

    def both(self, node: sympy.Basic) -> Piece:
        """Two statements together: a and b."""
        parts = (self.at_least(arg, CONNECTIVE + 1) for arg in node.args)
        return Piece(self.prose(" and ").join(parts), CONNECTIVE)

    def always(self, node: sympy.Basic) -> Piece:
        """A statement for almost every value: f(z) > 0 for q(z)-almost every z."""
        over, statement = node.args
        return Piece(self.at_least(statement, QUANTIFIED) + self.for_almost_every(over), QUANTIFIED)

    def for_almost_every(self, over: Iterable[sympy.Basic]) -> str:
        """The words behind such a statement."""
        laws = [w for w in over if not isinstance(w, (t.Place, t.Draws))]
        bare = [w for w in over if isinstance(w, (t.Place, t.Draws))]
        under = self.prose(" for ") + self.weights(laws) + self.prose("-almost every ")
        endings = [under + self.several([o for w in laws for o in w.outs])] if laws else []
        endings += [self.prose(" for almost every ") + self.several(bare)] if bare else []
        return self.prose(" and").join(endings)

    def each(self, node: sympy.Basic) -> Piece:
        """What holds for each index: a(k) > 0 for each k = 1…K."""
        index, first, last, statement = node.args
        over = self.prose(" for each ") + f"{self(index)} = {self.tight(first)}{self.until}{self.tight(last)}"
        return Piece(self.at_least(statement, QUANTIFIED) + over, QUANTIFIED)

    def integrable(self, node: sympy.Basic) -> Piece:
        """A finite integral of an absolute value: 𝔼_{q(z)}|f(z)| < ∞."""
        over, body = node.args
        size = self.size(self(body))
        if all(isinstance(w, t.Place) for w in over):
            whole = f"{self.integral_sign} {size}{self.space}{self.space.join('d' + self(point) for point in over)}"
        else:
            whole = self.lowered(self.mean_sign, self.weights(over)) + size
        return Piece(f"{whole} < {self.infinity}", RELATION)

    def bounded(self, node: sympy.Basic) -> Piece:
        """A finite quantity: a is finite."""
        return Piece(self.at_least(node.args[0], SUM) + self.prose(" is finite"), RELATION)

    def near(self, node: sympy.Basic) -> Piece:
        """What holds near a value of a parameter: f(phi) > 0 for every phi near the given one."""
        return Piece(self.at_least(node.args[1], QUANTIFIED) + self.for_every_near(node), QUANTIFIED)

    def for_every_near(self, node: sympy.Basic) -> str:
        """The words behind such a statement."""
        parameter, _, at = node.args
        over = self.prose(" for every ") + self(parameter)
        return over + (self.prose(" near the given one") if at == parameter else self.prose(" near ") + self(at))

    def dominated(self, node: sympy.Basic) -> Piece:
        """That a derivative may enter an integral: ∂_phi may enter ∫ q_phi(z)·f(z) dz."""
        over, parameter, body, _ = node.args
        derivative = self.of_parameters(self.derivative_sign, self(parameter))
        return Piece(derivative + self.prose(" may enter ") + self(t.Integral(over, body)), RELATION)

    # --- matrices -----------------------------------------------------------------------------------------------

    def matrix(self, node: sympy.Basic) -> Piece:
        """A matrix of which the entries are typed: [[a, b], [c, d]]."""
        return Piece(self.table([list(map(self, row)) for row in node.args[0]]))

    def identity(self, node: sympy.Basic) -> Piece:
        """The identity, with its size."""
        return Piece(self.identity_sign(self(node.args[0])))

    def transposed(self, node: sympy.Basic) -> Piece:
        """A transposed matrix: Aᵀ."""
        return Piece(self.at_least(node.args[0], WHOLE) + self.transposed_sign, POWER)

    def inverted(self, node: sympy.Basic) -> Piece:
        """An inverse: A⁻¹."""
        return Piece(self.raised(self.at_least(node.args[0], WHOLE), sympy.Integer(-1)), POWER)

    def multiplied_matrices(self, node: sympy.Basic) -> Piece:
        """A product of matrices: A·B."""
        a, b = node.args
        return Piece(self.times(self.at_least(a, PRODUCT), self.right(b, POWER)), PRODUCT)

    def joined(self, node: sympy.Basic) -> Piece:
        """A sum or a difference of matrices: A + B, A − B."""
        a, b = node.args
        sign = "+" if isinstance(node, t.Added) else self.minus
        return Piece(f"{self.at_least(a, SUM)} {sign} {self.right(b, PRODUCT)}", SUM)

    def same_entries(self, node: sympy.Basic) -> Piece:
        """That two matrices are equal: A = B."""
        a, b = (self.at_least(side, SUM) for side in node.args)
        return Piece(f"{a} {self.relations[Eq]} {b}", RELATION)

    # --- the spelling -------------------------------------------------------------------------------------------

    bar = parallel = space = mean_sign = integral_sign = derivative_sign = member = infinity = until = ""

    @abstractmethod
    def paren(self, text: str) -> str:
        """A text in parentheses."""

    @abstractmethod
    def bracket(self, text: str) -> str:
        """A text in brackets."""

    @abstractmethod
    def size(self, text: str) -> str:
        """The absolute value of a text."""

    @abstractmethod
    def word(self, name: str) -> str:
        """The name of an operator: log, KL, sup."""

    @abstractmethod
    def polygamma_sign(self, order: int) -> str:
        """The sign of the polygamma function of an order; of ln Γ for the order −1."""

    @abstractmethod
    def name(self, name: str) -> str:
        """The name of a point, a law, a function or an abbreviation; a Greek letter for one that is spelled out."""

    @abstractmethod
    def prose(self, words: str) -> str:
        """Words between formulas."""

    @abstractmethod
    def lowered(self, head: str, index: str) -> str:
        """A head with an index below it."""

    def of_parameters(self, head: str, index: str) -> str:
        """A head with parameters below it."""
        return self.lowered(head, index)

    @abstractmethod
    def raised(self, base: str, exponent: sympy.Basic) -> str:
        """A base with its exponent."""

    def tight(self, node: sympy.Basic) -> str:
        """The text of a node inside an index, without spaces."""
        return self(node).replace(" ", "")

    @abstractmethod
    def times(self, a: str, b: str) -> str:
        """Two factors side by side."""

    @abstractmethod
    def quotient(self, a: sympy.Basic, b: sympy.Basic) -> Piece:
        """One quantity over another."""

    @abstractmethod
    def average(self, index: sympy.Symbol, count: sympy.Expr, but: sympy.Expr | None) -> str:
        """The operator that averages over an index from 1 to `count`, or over all but one where `but` is not None."""

    @abstractmethod
    def summed(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        """The operator that adds up over an index from first to last."""

    @abstractmethod
    def multiplied(self, index: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> str:
        """The operator that multiplies over an index from first to last."""

    transposed_sign = ""

    @abstractmethod
    def table(self, rows: list[list[str]]) -> str:
        """The entries of a matrix, row by row."""

    @abstractmethod
    def identity_sign(self, size: str) -> str:
        """The identity of a size."""

    @abstractmethod
    def sampled(self, sample: str, kind: str, law: str) -> str:
        """Several draws with the law of each, and the kind of their dependence."""


def _binds_what_occurs(node, beside) -> bool:
    """Whether a mean, a total, a supremum or an integral binds a name that occurs in the node beside it."""
    inner = node
    while isinstance(inner, (sympy.Add, sympy.Mul, *OPEN)):
        if isinstance(inner, OPEN) and any(beside.has(v) for v in t.bound_by(inner)):
            return True
        inner = inner.args[-1]
    return False


def one_less(count: sympy.Expr) -> sympy.Expr:
    """One less than a count, as a reader would write it: K + 1 becomes K."""
    if isinstance(count, sympy.Add) and count.args[-1] == 1 and len(count.args) == 2:
        return count.args[0]
    if isinstance(count, sympy.Integer):
        return sympy.Integer(int(count) - 1)
    return sympy.Add(count, sympy.Mul(-1, 1, evaluate=False), evaluate=False)
