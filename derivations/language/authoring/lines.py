"""The lines of a derivation: the object on which an author's function calls `claim`, `eq` and others."""

from __future__ import annotations

from typing import Any, NamedTuple

import sympy

from ..arguments import proposition, quantity
from ..matrices.nodes import SameEntries, Table
from ..relation import EQ, GE, IFF, IMPLIES, LE, Relation


class Line(NamedTuple):
    """One line of a proof."""

    relation: Relation | None  # to the line before; None for the first
    expression: sympy.Basic
    reason: object
    number: int  # of the line in the file


class Twin(NamedTuple):
    """A false statement beside the claim, with the mistake that leads to it."""

    statement: sympy.Basic
    mistake: str
    number: int  # of its line in the file


class Text:
    """The lines that an author wrote: the object on which a derivation's function calls `claim`, `eq` and others."""

    lines_of_proof = ("claim", "given", "starts", "eq", "le", "ge", "iff", "implies", "twin")

    def __init__(self) -> None:
        self.statement: Any = None  # the node of the claim, once it is made
        self.statement_line = 0
        self.hypotheses: list[tuple[sympy.Basic, int]] = []
        self.lines: list[Line] = []
        self.twins: list[Twin] = []
        self.unfolded: list[tuple[sympy.Basic, int]] = []  # the matrices of which these lines are entries
        self._number = 0

    def at_line(self, number: int) -> Text:
        """Note the line of the file in which the next call stands."""
        self._number = number
        return self

    @property
    def shape(self) -> tuple[int, int] | None:
        """The rows and columns of the matrices of which it claims that they are equal; None of another claim."""
        return self.statement.shape if isinstance(self.statement, SameEntries) else None

    @property
    def typed(self) -> list[tuple[Any, int]]:
        """All that it says of its theorem as it was typed, with the lines of the file: the claim, the hypotheses and
        the lines."""
        lines = [(line.expression, line.number) for line in self.lines]
        return [(self.statement, self.statement_line), *self.hypotheses, *lines, *self.unfolded]

    def claim(self, statement: object) -> None:
        """The statement that is to be proved: `==`, `<=`, `>=`, `iff(…)` or `implies(…)`.  A theorem has one claim.

        The first line and the last line of the proof are its two sides.  Without lines, the checker looks for a model
        that breaks the claim.

        Accepted:
            proof.claim(log(d(z)) <= d(z) - 1)
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z) - 1, by=tangent)

        Refused:
            proof.claim(log(d(z)))
            proof.starts(log(d(z)))
            proof.le(d(z) - 1, by=tangent)

            proof.claim(log(d(z)) <= d(z) + 1)
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z) - 1, by=tangent)
        """
        if self.statement is not None:
            raise ValueError("a theorem has one claim: write a second theorem for the other one")
        self.statement, self.statement_line = readable(claimed(statement)), self._number

    def given(self, *hypotheses: object) -> None:
        """The hypotheses: any statements.  They have to imply every condition that the lines and the claim lean on.

        Leave it out at first: the checker then says what is missing, ready to be pasted.  A proof may have several of
        these lines; all of their hypotheses are given.  Usual hypotheses are

            integrable[q(z)](f(z))                          a mean exists
            p(x) > 0                                        at the free point x
            always[q(z)](d(z) > 0)                          at almost every point that is drawn
            always[z](implies(p(x, z) > 0, q(z) > 0))       q covers p
            E[q(z)](f(z)) == 0                              the mean of f is zero

        What follows from them needs no line of its own: where `integrable[q(z)](log(d(z)))` is given,
        `always[q(z)](d(z) > 0)` need not be.

        Accepted:
            proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))
            proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
            proof.starts(E[q(z)](f(z) + g(z)))
            proof.eq(E[q(z)](f(z)) + E[q(z)](g(z)), by=linearity)

        Refused:
            proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))
            proof.given(integrable[q(z)](f(z) + g(z)))
            proof.starts(E[q(z)](f(z) + g(z)))
            proof.eq(E[q(z)](f(z)) + E[q(z)](g(z)), by=linearity)

            proof.given(f(z))
        """
        self.hypotheses += [(readable(proposition(h)), self._number) for h in hypotheses]

    def starts(self, expression: object) -> None:
        """The first line of the proof: one side of the claim.  It may be either side.

        Accepted:
            proof.claim(d(z) >= log(1 + d(z)))
            proof.starts(log(1 + d(z)))
            proof.le((1 + d(z)) - 1, by=tangent)
            proof.eq(d(z), by=algebra)

        Refused:
            proof.claim(d(z) >= log(1 + d(z)))
            proof.starts(log(d(z)))
            proof.le(d(z), by=tangent)
        """
        if self.lines:
            raise ValueError("a proof starts once: write proof.eq(…, by=…), proof.le or proof.ge for the next line")
        self.lines.append(Line(None, as_node(expression), None, self._number))

    def _follows(self, relation: Relation, expression: object, reason: object) -> None:
        if reason is None:
            raise ValueError("every line has a reason: write by= and a rule or a theorem, as in by=algebra")
        if not self.lines:
            raise ValueError("a proof begins with its first line: write proof.starts(…) above this one")
        self.lines.append(Line(relation, as_node(expression), reason, self._number))

    def eq(self, expression: object, by: object = None) -> None:
        """The next line, which equals the line before it.

        The two lines may differ anywhere: the rule is tried at the smallest place first, also deep inside a mean or a
        logarithm.

        Accepted:
            proof.claim(log(integral[z](p(x, z))) == log(p(x)))
            proof.given(p(x) > 0)
            proof.starts(log(integral[z](p(x, z))))
            proof.eq(log(p(x)), by=marginal)

        Refused:
            proof.claim(log(integral[z](p(x, z))) == log(p(x)))
            proof.starts(log(integral[z](p(x, z))))
            proof.eq(log(p(x)))
        """
        self._follows(EQ, expression, by)

    def le(self, expression: object, by: object = None) -> None:
        """The next line, which is at least the line before it: line before ≤ this line.

        Where the place at which they differ has a minus sign before it, the relation turns round at that place.  Any
        other factor before it must not be negative: by its form, such as a square or a density, or by what is given.

        Accepted:
            proof.claim(-d(z) <= -log(d(z)))
            proof.given(d(z) > 0)
            proof.starts(-d(z))
            proof.le(-log(d(z)), by=tangent)

            proof.claim(f(x)*log(d(z)) <= f(x)*(d(z) - 1))
            proof.given(d(z) > 0, f(x) >= 0)
            proof.starts(f(x)*log(d(z)))
            proof.le(f(x)*(d(z) - 1), by=tangent)

        Refused:
            proof.claim(log(d(z)) >= d(z) - 1)
            proof.starts(d(z) - 1)
            proof.le(log(d(z)), by=tangent)

            proof.claim(f(x)*log(d(z)) <= f(x)*(d(z) - 1))
            proof.given(d(z) > 0)
            proof.starts(f(x)*log(d(z)))
            proof.le(f(x)*(d(z) - 1), by=tangent)
        """
        self._follows(LE, expression, by)

    def ge(self, expression: object, by: object = None) -> None:
        """The next line, which is at most the line before it: line before ≥ this line.

        Accepted:
            proof.claim(d(z) - 1 >= log(d(z)))
            proof.given(d(z) > 0)
            proof.starts(d(z) - 1)
            proof.ge(log(d(z)), by=tangent)

        Refused:
            proof.claim(d(z) - 1 == log(d(z)))
            proof.given(d(z) > 0)
            proof.starts(d(z) - 1)
            proof.ge(log(d(z)), by=tangent)
        """
        self._follows(GE, expression, by)

    def iff(self, statement: object, by: object = None) -> None:
        """The next line of a proof whose lines are statements: it holds exactly where the line before it holds.

        Accepted:
            proof.claim(iff(f(x) + 1 <= g(x), f(x) <= g(x) - 1))
            proof.starts(f(x) + 1 <= g(x))
            proof.iff(f(x) <= g(x) - 1, by=rearrange)

        Refused:
            proof.claim(iff(f(x) + 1 <= g(x), f(x) <= g(x) - 1))
            proof.starts(f(x) + 1 <= g(x))
            proof.eq(f(x) <= g(x) - 1, by=rearrange)
        """
        self._follows(IFF, statement, by)

    def implies(self, statement: object, by: object = None) -> None:
        """The next line of a proof whose lines are statements: it holds wherever the line before it holds.

        Accepted:
            proof.claim(implies(f(x) == g(x), f(x) + 1 == g(x) + 1))
            proof.starts(f(x) == g(x))
            proof.implies(f(x) + 1 == g(x) + 1, by=rearrange)

        Refused:
            proof.claim(iff(f(x) == g(x), f(x) + 1 == g(x) + 1))
            proof.starts(f(x) == g(x))
            proof.implies(f(x) + 1 == g(x) + 1, by=rearrange)
        """
        self._follows(IMPLIES, statement, by)

    def twin(self, statement: object, mistake: str) -> None:
        """A statement that people take for the claim by mistake, and the mistake in a few words.

        It has to be false: the checker looks for a model that breaks it, and the theorem holds only where it finds one.

        Accepted:
            proof.claim(log(1 + d(z)) <= d(z))
            proof.starts(log(1 + d(z)))
            proof.le((1 + d(z)) - 1, by=tangent)
            proof.eq(d(z), by=algebra)
            proof.twin(log(1 + d(z)) == d(z), "taking the tangent for the logarithm")

        Refused:
            proof.twin(log(1 + d(z)) == d(z))
        """
        if not isinstance(mistake, str):
            raise ValueError('the mistake is a text: write proof.twin(statement, "the mistake")')
        self.twins.append(Twin(readable(claimed(statement)), mistake, self._number))


LARGEST_LINE = 20_000  # nodes of a line, those inside abbreviations too


def as_node(expression: object) -> sympy.Basic:
    """The node of a line, which is a quantity, a statement or a matrix."""
    kept = isinstance(expression, (sympy.logic.boolalg.Boolean, Table, SameEntries))
    return readable(expression if kept else quantity(expression))


def claimed(statement: object) -> sympy.Basic:
    """What a theorem claims: a statement, or that two matrices are equal."""
    return statement if isinstance(statement, SameEntries) else proposition(statement)


def readable(node: Any, sizes: dict[int, int] | None = None) -> Any:
    """The node or collection itself; ValueError where it is too large: sharing makes small files of huge lines.

    `sizes` remembers the sizes of parts by their identity, so the caller keeps these parts alive.
    """
    sizes = {} if sizes is None else sizes

    def size(part: object) -> int:
        found = sizes.get(id(part))
        if found is None:
            if isinstance(part, sympy.Basic):
                inside = part.args
            elif isinstance(part, dict):
                inside = (*part.keys(), *part.values())
            else:
                inside = part if isinstance(part, (tuple, list)) else ()
            found = sizes[id(part)] = 1 + sum(map(size, inside)) if inside else 1
        return found
    if size(node) > LARGEST_LINE:
        raise ValueError(f"a line of more than {LARGEST_LINE} parts")
    return node
