"""Adjudicating a wrong claim again, with the text mended where another claim went wrong."""

from __future__ import annotations

import sympy

from ..kernel import Failed, Prover, Refused
from ..kernel.forms.binders import Atom
from ..kernel.lines.reading import read_statement
from .claim import Claim
from .printed import PrintedText


def text_of(claim: Claim) -> PrintedText | None:
    """The lines that state a claim; None of a claim that has none."""
    text = claim.statement.text if claim.statement is not None else None
    return text if isinstance(text, PrintedText) else None


def mendable(claim: Claim) -> bool:
    """Whether a claim says what mends the text, or which hypothesis is missing."""
    text = text_of(claim)
    return text is not None and bool(text.mends or text.missing)


def right_with(claim: Claim, mended: tuple[Claim, ...], prover: Prover) -> bool:
    """Whether a wrong claim is right once the text is mended as other claims say.

    What they mend has to occur in the claim.  The statement that results has to be the one that the claim's correction
    proves, one that the other claims take for a hypothesis, or an equation of a form with itself.
    """
    text = text_of(claim)
    if text is None:
        return False
    sources = [t for one in mended if (t := text_of(one)) is not None]
    statement = text.statement.xreplace({m.printed: m.right for t in sources for m in t.mends})
    changed = statement != text.statement
    if statement == sympy.true:  # SymPy finds both sides of the mended statement alike
        return True
    try:
        form = read_statement(statement, {})[0]
        supposed = [read_statement(h, {})[0] for t in sources for h in t.missing]
    except Refused:
        return False
    if not changed and not supposed:
        return False
    return form in supposed or _alike(form) or _proved(form, claim, supposed, prover)


def missing_term(claim: Claim) -> bool:
    """Whether what mends a claim only adds terms or factors to what is printed, or a hypothesis."""
    text = text_of(claim)
    if text is None or not (text.mends or text.missing):
        return False
    return all(_extends(m.right, m.printed) for m in text.mends)


def _extends(right: sympy.Basic, printed: sympy.Basic) -> bool:
    """Whether one quantity is another one with more terms, or with more factors."""
    return right == printed or any(
        isinstance(right, kind) and set(kind.make_args(printed)) < set(right.args) for kind in (sympy.Add, sympy.Mul))


def _alike(form: Atom) -> bool:
    """Whether both sides of a statement have one form."""
    return form.head in ("eq", "le", "iff") and form.args[0] == form.args[1]


def _proved(form: Atom, claim: Claim, supposed: list[Atom], prover: Prover) -> bool:
    """Whether the correction of a claim proves a form; an equation proves its inequalities too.

    Where a hypothesis is supposed, the correction may say that the claim holds exactly where, or wherever, it does.
    """
    if claim.correction is None:
        return False
    try:
        theorem = prover.prove(claim.correction.theorem).form
    except Failed:
        return False
    if theorem == form:
        return True
    if form.head == "le" and theorem.head == "eq":
        return set(theorem.args) == set(form.args)
    if theorem.head in ("iff", "implies") and supposed:
        return any(theorem.args == (h, form) or (theorem.head == "iff" and theorem.args == (form, h)) for h in supposed)
    return False
