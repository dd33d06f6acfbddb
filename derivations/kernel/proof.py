"""Derivations, and the one place where theorems are made.

An author writes a `Derivation`: a claim, its hypotheses, every line with its reason.  `prove` checks each pair of
neighbouring lines, collects what the steps leaned on, and compares that with the hypotheses.  Only then is there a
`Theorem`; it says: wherever `given` holds, both sides of the claim are defined and related.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

import sympy
from sympy.core.relational import Eq, Le

from .conditions import always, close
from .consequences import minimal
from .core import Atom, Poly, Refused, atom, replace, sub
from .instance import Substitution, is_point
from .places import Place, facts, places
from .reading import read, read_statement, relation
from .rules.algebra import gap
from .rules.rule import RULES, Rule
from .writing import written


class Line(NamedTuple):
    relation: str  # how it follows from the line before: = ≤ ≥ ⇔ ⇒; empty for the first
    expression: sympy.Basic
    reason: object
    number: int  # in the file


class Twin(NamedTuple):
    statement: sympy.Basic
    mistake: str
    number: int


def as_node(expression) -> sympy.Basic:
    """A line is a node or a whole number; a string is never evaluated."""
    if not isinstance(expression, (sympy.Basic, int)):
        raise ValueError(f"a line is an expression, not {expression!r}")
    return sympy.sympify(expression)


class Text:
    """What an author wrote; the argument of a derivation's function."""

    def __init__(self):
        self.statement, self.statement_line = None, 0
        self.hypotheses: list[tuple[sympy.Basic, int]] = []
        self.lines: list[Line] = []
        self.twins: list[Twin] = []
        self.readings: list[Twin] = []

    def claim(self, statement):
        """The statement to be proved."""
        self.statement, self.statement_line = statement, _caller()

    def given(self, *hypotheses):
        """The hypotheses: exactly what the lines lean on."""
        number = _caller()
        self.hypotheses += [(h, number) for h in hypotheses]

    def starts(self, expression):
        """The first line."""
        self.lines.append(Line("", as_node(expression), None, _caller()))

    def eq(self, expression, by):
        """The line before equals this one."""
        self.lines.append(Line("=", as_node(expression), by, _caller()))

    def le(self, expression, by):
        """The line before is at most this one."""
        self.lines.append(Line("≤", as_node(expression), by, _caller()))

    def ge(self, expression, by):
        """The line before is at least this one."""
        self.lines.append(Line("≥", as_node(expression), by, _caller()))

    def iff(self, statement, by):
        """The statement before holds exactly when this one does."""
        self.lines.append(Line("⇔", statement, by, _caller()))

    def implies(self, statement, by):
        """Where the statement before holds, this one does."""
        self.lines.append(Line("⇒", statement, by, _caller()))

    def twin(self, statement, mistake: str):
        """A false relative of the claim, and the mistake that leads to it."""
        self.twins.append(Twin(statement, mistake, _caller()))

    def reading(self, statement, how: str):
        """Another reasonable reading of a printed claim; a claim is refuted only where every reading is."""
        self.readings.append(Twin(statement, how, _caller()))


def _caller() -> int:
    return sys._getframe(2).f_lineno


class Derivation:
    """A named piece of mathematics as its author wrote it; not yet a theorem."""

    def __init__(self, function: Callable, *, title: str, questions: tuple[str, ...] = (), register: bool = True):
        self.function, self.title, self.questions = function, title, questions
        self.module = function.__module__
        self.chapter = self.module.rsplit(".", 1)[-1]
        self.slug = function.__name__
        self.id = f"{self.chapter}.{self.slug}"
        self.__doc__ = function.__doc__
        self._text: Text | None = None
        if register:
            if self.id in REGISTRY and REGISTRY[self.id].module == self.module:
                raise ValueError(f"{self.id} is there already")  # else the first of two would go unproved
            REGISTRY[self.id] = self

    @property
    def text(self) -> Text:
        if self._text is None:
            text = Text()
            written(self.function)(text)
            self._text = text
        return self._text

    def at(self, mapping: dict | None = None, *, draws: str | None = None) -> Instance:
        """This theorem with particular laws, points or counts put in."""
        return Instance(self, mapping or {}, draws)

    def __repr__(self) -> str:
        return self.id


class Instance(NamedTuple):
    derivation: Derivation
    mapping: dict
    draws: str | None = None

    def __repr__(self) -> str:
        return self.derivation.id


REGISTRY: dict[str, Derivation] = {}


def theorem(question: str | tuple[str, ...] = (), *, title: str):
    """Register a derivation under `chapter.function_name`."""
    questions = (question,) if isinstance(question, str) else tuple(question)
    return lambda function: Derivation(function, title=title, questions=questions)


class Failed(Refused):
    """A derivation that does not hold: which line, which step, why."""

    def __init__(self, derivation, message: str, *, line: int, step: int | None = None, reason: str = ""):
        where = f"{derivation.id}, line {line}" + (f", step {step}" if step is not None else "")
        super().__init__(f"{where}: {message}")
        self.derivation, self.message, self.line, self.step, self.reason = derivation, message, line, step, reason


class StepRecord(NamedTuple):
    rule: str
    conditions: tuple[Atom, ...]
    seconds: float


_SEAL = object()


class Theorem:
    """A checked derivation.  Made by `prove` and nowhere else."""

    __slots__ = ("claim", "defined", "derivation", "form", "given", "given_forms", "rests_on", "steps")

    def __init__(self, seal, derivation, form, defined, given_forms, steps, rests_on):
        if seal is not _SEAL:
            raise TypeError("theorems are made by prove() only")
        text = derivation.text
        put = object.__setattr__
        put(self, "derivation", derivation)
        put(self, "claim", text.statement)
        put(self, "given", tuple(h for h, _ in text.hypotheses))
        put(self, "form", form)
        put(self, "defined", defined)
        put(self, "given_forms", given_forms)
        put(self, "steps", steps)
        put(self, "rests_on", rests_on)

    def __setattr__(self, name, value):
        raise AttributeError("a theorem does not change")

    def __delattr__(self, name):
        raise AttributeError("a theorem does not change")

    def __reduce__(self):
        raise TypeError("a theorem is re-proved from its lines, not copied")

    def __repr__(self) -> str:
        return f"{', '.join(map(str, self.given))} ⊢ {self.claim}"


class Prover:
    """Proves derivations, each once, from their lines; circular reasoning is refused."""

    def __init__(self):
        self.done: dict[Derivation, Theorem] = {}
        self.open: list[Derivation] = []
        self._instances: dict[int, tuple] = {}

    def prove(self, derivation: Derivation) -> Theorem:
        if derivation not in self.done:
            if derivation in self.open:
                raise Failed(derivation, "rests on itself", line=derivation.text.statement_line)
            self.open.append(derivation)
            try:
                self.done[derivation] = self._check(derivation)
            finally:
                self.open.pop()
        return self.done[derivation]

    def _check(self, derivation) -> Theorem:
        text = derivation.text
        if text.statement is None or len(text.lines) < 2:
            raise Failed(derivation, "a derivation needs a claim and at least two lines",
                         line=text.statement_line or derivation.function.__code__.co_firstlineno)
        claimed, claim_defined = self._claim(derivation, text)
        leaned_on: dict[Atom, int] = {}  # each condition, with the first step that needs it
        known, records, rests_on, forms = [], [], [], []
        for number, line in enumerate(text.lines):
            began = time.perf_counter()
            try:
                form, defined = read_line(line.expression)
                forms.append(form)
                leaned = ()
                if number:
                    leaned, learned = self.step(forms[-2], form, line.relation, line.reason)
                    known.extend(learned)
                    rests_on.extend(cited(line.reason))
                for condition in close((), (), (*defined, *leaned)):
                    leaned_on.setdefault(condition, number)
            except (Refused, ValueError) as refusal:
                astray = number == 1 and off_side(forms[0], claimed)  # then it is the first line that is wrong
                raise Failed(derivation, str(refusal), line=text.lines[0].number if astray else line.number,
                             step=number, reason=repr(line.reason)) from refusal
            records.append(StepRecord(repr(line.reason) if number else "", tuple(leaned),
                                      time.perf_counter() - began))
        shown = combined([line.relation for line in text.lines[1:]], forms[0], forms[-1])
        if shown is not claimed and (found := misfit(text, forms, claimed)):
            raise Failed(derivation, f"the lines do not show the claim: {found[1]}", line=found[0])
        for condition in close((), (), claim_defined):  # the claim may say more than its two lines
            leaned_on.setdefault(condition, 0)
        given = self._given(derivation, text, minimal(leaned_on, known), leaned_on)
        if shown is not claimed:
            raise Failed(derivation, "the lines do not show the claim: it must be first line, relation, last line",
                         line=text.statement_line)
        return Theorem(_SEAL, derivation, claimed, claim_defined, given, tuple(records), tuple(dict.fromkeys(rests_on)))

    def _claim(self, derivation, text) -> tuple[Atom, tuple]:
        try:
            return read_statement(text.statement, {})
        except Refused as refusal:
            raise Failed(derivation, f"the claim: {refusal}", line=text.statement_line) from refusal

    def _given(self, derivation, text, needed, leaned_on) -> tuple[Atom, ...]:
        stated: dict[Atom, int] = {}
        for hypothesis, number in text.hypotheses:
            try:
                form, _ = read_statement(hypothesis, {})
                parts = [always((), (), part) for part in (form.args if form.head == "and" else (form,))]
            except Refused as refusal:
                raise Failed(derivation, f"hypothesis: {refusal}", line=number) from refusal
            if not all(parts):
                raise Failed(derivation, "a hypothesis that always holds", line=number)
            stated.update((c, number) for part in parts for c in part)
        missing = [c for c in needed if c not in stated]
        extra = {c: number for c, number in stated.items() if c not in needed}
        unneeded = "no line needs: " + "; ".join(map(shown, extra))
        if missing:  # either a line asks too much, or, where another is not needed, a hypothesis is wrong
            first = next(iter(extra.values()), text.hypotheses[0][1] if text.hypotheses else text.statement_line)
            raise Failed(derivation, "given is too short; the lines also need: " + "; ".join(map(shown, missing))
                         + (f"; and {unneeded}" if extra else ""), line=first,
                         step=None if extra else leaned_on[missing[0]] or None)
        if extra:
            raise Failed(derivation, f"given is too long; {unneeded}", line=next(iter(extra.values())))
        return tuple(stated)

    def step(self, left, right, rel, reason):
        """The conditions of one step and the facts it established, or Refused."""
        found = differences(left, right, rel)
        accepted = self.accepts(found, reason)
        if accepted is None:
            here = found[0] if found else Place(left, right, rel)
            raise Refused(f"{reason!r} does not lead from  {shown(here.left)}  to  {rel} {shown(here.right)}")
        return accepted

    def accepts(self, found: list[Place], reason):
        """The same for the places where two lines differ, smallest first; None where the reason is refused."""
        for place in found:
            accepted = self.at_place(place, reason)
            if accepted is not None:
                conditions, learned = accepted
                closed = tuple((place.closed(a), place.closed(b)) for a, b in learned)
                leaned = tuple(d for c in place.closed(conditions) for d in always((), (), c))
                return leaned, (*facts(place, leaned), *closed)
        return None

    def at_place(self, place: Place, reason):
        """Conditions and facts (premises, conclusions) where the reason accepts the pair, or None."""
        if isinstance(reason, Rule):
            if getattr(RULES.get(reason.name), "check", None) is not reason.check:
                raise Refused(f"no rule of the kernel: {reason!r}")
            conditions = reason.check(place.left, place.right, place.relation)
            if conditions is not None and reason.lemmas:
                conditions = self._settled(conditions, reason.lemmas)
            return None if conditions is None else (conditions, ())
        if isinstance(reason, (Derivation, Instance)):
            return self._by_theorem(place, reason)
        raise Refused(f"not a reason: {reason!r}")

    def _settled(self, conditions, lemmas):
        """Conditions that are the claims of lemmas, replaced by what the lemmas are given."""
        left = list(conditions)
        for lemma in lemmas:
            form, given, _ = self.instance(lemma)
            if form not in left:
                return None
            left = [c for c in left if c is not form] + list(given)
        return tuple(left)

    def instance(self, reason):
        """Claim, conditions and definedness of a theorem with particulars put in, in canonical form."""
        found = self._instances.get(id(reason))
        if found is None:
            derivation = reason.derivation if isinstance(reason, Instance) else reason
            proved = self.prove(derivation)
            form, given, defined = proved.form, proved.given_forms, proved.defined
            if isinstance(reason, Instance):
                put = Substitution(reason.mapping, reason.draws)
                if not put.keeps_apart((form, *given, *defined)):
                    raise Refused(f"{reason!r} keeps two points apart that become one here")
                form, given, defined = put.term(form), put.conditions(given), put.conditions(defined)
            # the reason is held too: an id is only good while its object lives
            found = self._instances[id(reason)] = (reason, form, given, defined)
        return found[1:]

    def _by_theorem(self, place: Place, reason):
        form, given, defined = self.instance(reason)
        if not matches(form, place):
            bound = [v for variables, _ in place.frames for v in variables]
            mapping = {free: v for v in bound for free in form.free if free.args[0] == v.args[0] and free not in bound}
            others = {v for part in (form, *given, *defined) for v in part.free if is_point(v)} - set(mapping)
            apart = len(set(mapping.values())) == len(mapping) and others.isdisjoint(mapping.values())
            if not mapping or not apart or not matches(replace(form, mapping), place):
                return None
            given, defined = (tuple(replace(c, mapping) for c in cs) for cs in (given, defined))
        return given, ((given, defined),)


def differences(left, right, rel) -> list[Place]:
    """Where two lines differ, the smallest place first."""
    return list(places(left, right, rel))[::-1] if type(left) is type(right) else []


def read_line(expression):
    if isinstance(expression, sympy.Expr):
        return read(expression, {})
    return read_statement(expression, {})


def cited(reason) -> list[Derivation]:
    if isinstance(reason, Rule):
        return [d for lemma in reason.lemmas for d in cited(lemma)]
    return [reason.derivation if isinstance(reason, Instance) else reason]


def combined(relations, first, last) -> Atom | None:
    """The statement that a chain of lines shows."""
    kinds = set(relations)
    if isinstance(first, Poly) and isinstance(last, Poly):
        if kinds == {"="}:
            return relation(Eq, first, last)
        if kinds <= {"=", "≤"}:
            return relation(Le, first, last)
        if kinds <= {"=", "≥"}:
            return relation(Le, last, first)
        return None
    if isinstance(first, Poly) or isinstance(last, Poly):
        return None
    if kinds == {"⇔"}:
        return atom("iff", first, last)
    if kinds <= {"⇔", "⇒"}:
        return atom("implies", first, last)
    return None


def off_side(form, claimed: Atom) -> bool:
    """Whether a line is neither side of a claim that has two."""
    return claimed.head in ("eq", "le", "iff", "implies") and form not in claimed.args


def misfit(text: Text, forms, claimed: Atom) -> tuple[int, str] | None:
    """Where lines that all hold cannot show a claim, and why: at the claim, or at the line that is too weak for it."""
    for form, which in ((forms[0], "first"), (forms[-1], "last")):
        if off_side(form, claimed):
            return text.statement_line, f"the {which} line is not a side of it"
    relations = [line.relation for line in text.lines[1:]]
    if claimed.head == "le":
        up, fitting = ("≥" not in relations), "=≤" if forms[0] is claimed.args[0] else "=≥"
        if forms[0] is forms[-1]:
            stuck = text.lines[-1 if (forms[0] is claimed.args[0]) == up else 0]
            return stuck.number, "they end where they begin"
    else:
        fitting = {"eq": "=", "iff": "⇔", "implies": "⇔⇒"}.get(claimed.head, "")
    weak = next((line for line in text.lines[1:] if fitting and line.relation not in fitting), None)
    return (weak.number, f"{weak.relation} is too weak, or runs the other way") if weak else None


def matches(form: Atom, place: Place) -> bool:
    """Whether a theorem's claim is just what the step asserts."""
    left, right, rel = place.left, place.right, place.relation
    if isinstance(left, Poly):
        if form.head == "eq":
            return rel in "=≤≥" and sub(left, right) in (gap(form), sub(form.args[0], form.args[1]))
        if form.head == "le":
            return (rel == "≤" and sub(right, left) is gap(form)) or (rel == "≥" and sub(left, right) is gap(form))
        return False
    if rel == "⇔" and form.head == "iff":
        return {left, right} == set(form.args)
    if rel == "⇒" and form.head in ("implies", "iff"):
        return (left, right) == form.args or (form.head == "iff" and (right, left) == form.args)
    if left.head == right.head and left.head in ("eq", "le"):
        a, b = gap(left), gap(right)
        if form.head == "eq":
            steps = (gap(form), sub(form.args[0], form.args[1]))
            return sub(b, a) in steps or (left.head == "eq" and _sum(a, b) in steps)
        if form.head == "le" and left.head == "le" and rel == "⇒":
            return sub(b, a) is gap(form)
    return False


def _sum(a: Poly, b: Poly) -> Poly:
    from .core import add
    return add(a, b)


def shown(form) -> str:
    from .unread import text_of
    return text_of(form)
