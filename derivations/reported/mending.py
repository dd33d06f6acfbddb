"""Adjudicating a wrong claim again, with the text mended where another claim went wrong."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.relational import Gt, Ne
from sympy.logic.boolalg import Implies

from ..kernel import Failed, Prover, Refused, Theorem
from ..kernel.forms.binders import Atom, Poly
from ..kernel.forms.expansions import visit_logarithms
from ..kernel.lines.reading import read_line, read_statement
from ..kernel.logic.rewriting import rewrite
from ..language.terms import Always, Bounded, Each, Integrable, Point
from ..language.views.rebuilding import replaced
from .claim import Claim
from .printed import Mend, PrintedText


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
    proves, under no more than the hypotheses of the claim, those that the other claims take for missing, and such as
    make means and logarithms exist; or a hypothesis that another claim takes for missing; or of one form on both sides.
    """
    text = text_of(claim)
    if text is None:
        return False
    sources = [t for one in mended if (t := text_of(one)) is not None]
    statement = _replaced(text.statement, [m for t in sources for m in t.mends])
    missing = [h for t in sources for h in t.missing]
    if statement is None or (statement == text.statement and not missing):
        return False
    if statement == sympy.true:  # SymPy finds both sides of the mended statement alike
        return True
    try:
        form = read_statement(statement, {})[0]
        supposed = [read_statement(h, {})[0] for h in missing]
    except Refused:
        return False
    if form in supposed:
        return claim not in mended  # A claim that takes itself for missing would be right of anything.
    given = [*(h for h, _ in text.hypotheses), *missing]
    return _alike(form) or _proved(form, claim, supposed, given, prover)


def missing_term(claim: Claim, prover: Prover) -> bool:
    """Whether a claim is right with what mends it, and that only adds terms or factors to what is printed, or a
    hypothesis."""
    text = text_of(claim)
    if text is None or not (text.mends or text.missing) or not right_with(claim, (claim,), prover):
        return False
    return all(_extends(m.right, m.printed) for m in text.mends)


def evident_reading(claim: Claim, prover: Prover) -> bool:
    """Whether the correction of a claim is its evident reading, and proved: what mends the claim, if the text says what,
    makes it that; if not, it has a side of the claim."""
    if claim.correction is None or not claim.correction.evident or claim.statement is None:
        return False
    try:
        theorem = prover.prove(claim.correction.theorem)
        printed = read_statement(claim.statement.text.statement, {})[0]
    except (Failed, Refused):
        return False
    if mendable(claim):
        return right_with(claim, (claim,), prover)
    return not set(theorem.form.args).isdisjoint(printed.args)


def _replaced(statement: sympy.Basic, mends: list[Mend]) -> sympy.Basic | None:
    """A statement with the mended quantities; None where a point that a mend names as it is would be bound there."""
    bound = {p.name for p in statement.atoms(Point)} - _free(statement)
    for mend in mends:
        if statement.has(mend.printed) and not bound.isdisjoint(_free(mend.printed) | _free(mend.right)):
            return None
    return replaced(statement, {m.printed: m.right for m in mends})


def _free(node: sympy.Basic) -> set[str]:
    """The names of the free points of a line; of one that the kernel cannot read, of all its points."""
    try:
        return {str(v.args[1]) for v in read_line(node)[0].free}
    except Refused:
        return {p.name for p in node.atoms(Point)}


def _extends(right: sympy.Basic, printed: sympy.Basic) -> bool:
    """Whether one quantity is another one with more terms, or with more factors."""
    return right == printed or any(
        isinstance(right, kind) and set(kind.make_args(printed)) < set(right.args) for kind in (sympy.Add, sympy.Mul))


def _alike(form: Atom) -> bool:
    """Whether both sides of a statement have one form."""
    return form.head in ("eq", "le", "iff") and form.args[0] == form.args[1]


def _proved(form: Atom, claim: Claim, supposed: list[Atom], given: list[sympy.Basic], prover: Prover) -> bool:
    """Whether the correction of a claim proves a form under some hypotheses; an equation proves its inequalities too.

    Where a hypothesis is supposed, the correction may say that the claim holds exactly where, or wherever, it does.
    """
    if claim.correction is None:
        return False
    try:
        theorem = prover.prove(claim.correction.theorem)
    except Failed:
        return False
    if not all(h in given or _regular(h) for h in theorem.given):
        return False
    return _same(theorem.form, form) or _weaker(form, theorem) or any(_where(form, h, theorem) for h in supposed)


def _same(a: Atom, b: Atom) -> bool:
    """Whether two statements are one, however the logarithm of a product and the exponential of a sum are written."""
    return a == b or (a.head == b.head and list(map(_parted, a.args)) == list(map(_parted, b.args)))


def _parted(side: Any) -> Any:
    """The side of a statement in which logarithms of products, and exponentials of sums, are taken apart."""
    return rewrite(side, visit_logarithms)[0] if isinstance(side, Poly) else side


def _weaker(form: Atom, theorem: Theorem) -> bool:
    """Whether a form is an inequality between the sides that a theorem proves to be equal."""
    return form.head == "le" and theorem.form.head == "eq" and set(theorem.form.args) == set(form.args)


def _where(form: Atom, hypothesis: Atom, theorem: Theorem) -> bool:
    """Whether a theorem says that a form holds exactly where, or wherever, a hypothesis does."""
    if theorem.form.head == "iff":
        return theorem.form.args in ((form, hypothesis), (hypothesis, form))
    return theorem.form.head == "implies" and theorem.form.args == (hypothesis, form)


def _regular(hypothesis: sympy.Basic) -> bool:
    """Whether a hypothesis only makes means, logarithms and quotients exist."""
    if isinstance(hypothesis, Always | Each | Implies):
        return _regular(hypothesis.args[-1])
    return isinstance(hypothesis, Integrable | Bounded) or (
        isinstance(hypothesis, Gt | Ne) and hypothesis.args[1] == 0)
