"""The hypotheses under which both lines of a step are defined, where those of the theorem do not say so.

This is advice, and no judgement: whether a theorem holds, the kernel says.
"""

from __future__ import annotations

from sympy import Basic

from ..kernel import Derivation, Refused
from ..kernel.forms.binders import Atom
from ..kernel.forms.nodes import Conditions
from ..kernel.implication.search import fewest, implied
from ..kernel.lines.reading import read_line, read_statement
from ..kernel.logic.conditions import close


def lacking(derivation: Derivation, step: int) -> dict[Atom, int]:
    """What has to be given so that the two lines of a step are defined, with the lines of the file that need it."""
    text, found = derivation.text, {}
    try:
        stated = [c for hypothesis, _ in text.hypotheses for c in said(hypothesis)]
        for line in text.lines[step - 1 : step + 1]:
            known = [*stated, *found]
            needs = close((), (), read_line(line.expression)[1])
            found |= dict.fromkeys(fewest(implied(needs, known).left, (), frozenset(), known), line.number)
    except (Refused, ValueError):
        return {}
    return found


def said(hypothesis: Basic) -> Conditions:
    """The conditions that a hypothesis says."""
    form, _ = read_statement(hypothesis, {})
    return close((), (), form.args if form.head == "and" else (form,))
