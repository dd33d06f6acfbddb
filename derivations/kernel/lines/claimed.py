"""Whether a chain of lines that hold shows a claim, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sympy.core.relational import Eq, Le

from ...language.authoring.derivation import Derivation, Text
from ...language.authoring.reader import Misread
from ...language.relation import EQ, GE, IFF, IMPLIES, LE, Relation
from ..forms.binders import Atom, Poly, atom
from ..forms.nodes import Form
from .failure import Failed
from .reading import relation


def whole(derivation: Derivation) -> Text:
    """The lines of a derivation, which has a claim and at least two of them."""
    try:
        text = derivation.text
    except Misread as error:
        raise Failed(derivation, str(error), line=error.line or derivation.line) from error
    if text.statement is None or len(text.lines) < 2:
        raise Failed(derivation, "a derivation needs a claim and at least two lines",
                     line=text.statement_line or derivation.line)
    return text


def shows(relations: Iterable[Relation], first: Form, last: Form, claimed: Atom) -> bool:
    """Whether a chain of lines that hold shows a claim, or more than that."""
    kinds = set(relations)
    if isinstance(first, Poly) and isinstance(last, Poly):
        shown = [relation(Eq, first, last)] if kinds == {EQ} else []
        shown += [relation(Le, first, last)] if kinds <= {EQ, LE} else []
        shown += [relation(Le, last, first)] if kinds <= {EQ, GE} else []
    elif isinstance(first, Atom) and isinstance(last, Atom):
        shown = [atom("iff", first, last), atom("implies", last, first)] if kinds == {IFF} else []
        shown += [atom("implies", first, last)] if kinds <= {IFF, IMPLIES} else []
    else:
        return False
    return claimed in shown


def off_side(form: Form, claimed: Atom) -> bool:
    """Whether a line is neither side of a claim that has two."""
    return claimed.head in ("eq", "le", "iff", "implies") and form not in claimed.args


def misfit(text: Text, forms: Sequence[Form], claimed: Atom) -> tuple[int, str] | None:
    """Where lines that all hold cannot show a claim, and why: at the claim, or at the line that is too weak for it."""
    for form, which in ((forms[0], "first"), (forms[-1], "last")):
        if off_side(form, claimed):
            return text.statement_line, f"the {which} line is not a side of it"
    relations = [line.relation for line in text.lines[1:]]
    if claimed.head == "le":
        up, fitting = (GE not in relations), {EQ, LE} if forms[0] is claimed.args[0] else {EQ, GE}
        if forms[0] is forms[-1]:
            stuck = text.lines[-1 if (forms[0] is claimed.args[0]) == up else 0]
            return stuck.number, "they end where they begin"
    else:
        if claimed.head in ("eq", "iff", "implies") and forms[0] is forms[-1]:
            return text.statement_line, "the first and the last line are one side of it"
        fitting = {"eq": {EQ}, "iff": {IFF}, "implies": {IFF, IMPLIES}}.get(claimed.head, set())
    weak = next((line for line in text.lines[1:] if fitting and line.relation not in fitting), None)
    return (weak.number, f"{weak.relation} is too weak, or runs the other way") if weak else None
