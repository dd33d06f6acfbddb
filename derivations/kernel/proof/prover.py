"""The one place where theorems are made.

An author writes a `Derivation`: a claim, its hypotheses, every line with its reason.  `prove` checks each pair of
neighbouring lines, collects what the steps leaned on, and compares that with the hypotheses.  Only then is there a
`Theorem`; it says: wherever `given` holds, both sides of the claim are defined and related, for almost every value of
the points in `almost` and for every value of all else.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, NoReturn

from ...language.authoring.derivation import Derivation, Instance, Text
from ...language.relation import BETWEEN_STATEMENTS, EQ, Relation
from ...language.terms import said
from ...language.views.source import source
from ..forms.binders import Atom, Poly, Refused, atoms_in
from ..forms.nodes import Conditions, Form
from ..forms.polynomials import is_point
from ..implication.checker import CITED, Fact
from ..implication.leaning import Leaning, fewest_points, points_of
from ..implication.search import Implied, fewest, implied
from ..lemmas.table import ALL_LEMMAS
from ..lines.alone import alone
from ..lines.assumptions import Assumption, taken_on_trust
from ..lines.between import lines_in_turn
from ..lines.claimed import misfit, off_side, shows, whole
from ..lines.failure import Failed, not_led
from ..lines.places import Place, facts, inside, places
from ..lines.printed import check_line, check_names_of
from ..lines.reading import read_line, read_statement
from ..lines.settling import places_of
from ..lines.standing import Standing, put, renamings
from ..logic.conditions import always, close
from ..logic.defined import definedness, needed
from ..rules.rule import RULES, Rule
from .citing import holds_near, matches
from .instance import Substitution
from .several_places import larger_by, lines_between


class StepRecord(NamedTuple):
    """One line of a theorem: its reason ("" for the first), the conditions of the step, and how long it took."""

    rule: str
    conditions: Conditions
    seconds: float


class Accepted(NamedTuple):
    """The conditions and the facts of an accepted step, and the points for almost every value of which it holds."""

    conditions: Conditions
    facts: tuple[Fact, ...] = ()
    almost: frozenset[Atom] = frozenset()
    proofs: tuple[Leaning, ...] = ()  # of the theorem that it cites
    lemmas: tuple[str, ...] = ()  # those by which the conditions of that theorem's proof still follow
    counted: frozenset[str] = frozenset()  # spaces of which that theorem takes for granted that each point counts


class Stated(NamedTuple):
    """A theorem's claim with particulars put in, in canonical form."""

    form: Atom
    given: Conditions
    defined: Conditions  # under which both sides of the claim are defined
    almost: frozenset[Atom]
    proofs: tuple[Leaning, ...] = ()  # its own, and those of the theorems that it cites
    lemmas: tuple[str, ...] = ()  # those by which the conditions of these proofs still follow
    counted: frozenset[str] = frozenset()  # spaces of families, each point of which counts


DEEPEST = 6  # levels of parts within parts at which an equation is used in several places
_SEAL = object()


class Theorem:
    """A checked derivation, which `prove` makes and nothing else does."""

    __slots__ = (
        "almost", "almost_forms", "almost_in_lines", "assumes", "claim", "defined", "derivation", "families", "form",
        "given", "given_forms", "leaned_on", "learned", "lemmas", "proofs", "rests_on", "stated", "steps")

    def __init__(self, seal: object, derivation: Derivation, form: Atom, defined: Conditions,
                 stated: tuple[Conditions, ...], almost: frozenset[Atom], steps: tuple[StepRecord, ...],
                 rests_on: tuple[Derivation, ...], leaned_on: Conditions, learned: tuple[Fact, ...],
                 proofs: tuple[Leaning, ...], lemmas: tuple[str, ...], families: frozenset[str],
                 assumes: tuple[Derivation, ...]) -> None:
        """`almost` has points of all lines, also those that neither the claim nor the hypotheses name."""
        if seal is not _SEAL:
            raise TypeError("theorems are made by prove() only")
        text, put = derivation.text, object.__setattr__
        given_forms = tuple(dict.fromkeys(c for conditions in stated for c in conditions))
        put(self, "derivation", derivation)
        put(self, "claim", text.statement)
        put(self, "given", tuple(h for h, _ in text.hypotheses))
        put(self, "form", form)
        put(self, "defined", defined)
        put(self, "stated", stated)  # the conditions of each hypothesis
        put(self, "given_forms", given_forms)
        named = form.free.union(*(c.free for c in (*given_forms, *defined)))
        put(self, "almost_forms", almost & named)
        put(self, "almost", tuple(sorted(v.args[1] for v in almost & named)))
        put(self, "almost_in_lines", tuple(sorted(v.args[1] for v in almost)))
        put(self, "steps", steps)
        put(self, "rests_on", rests_on)
        put(self, "assumes", assumes)  # theorems that are taken on trust, which it cites itself or through others
        put(self, "leaned_on", leaned_on)  # all conditions of its lines and steps
        put(self, "proofs", (Leaning(given_forms, leaned_on, learned), *proofs))
        put(self, "families", families)  # spaces over which the lines, and the theorems that they cite, have suprema
        put(self, "learned", learned)  # facts that its steps established
        put(self, "lemmas", tuple(name for name in ALL_LEMMAS if name in lemmas))  # by which `given` implies the rest

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a theorem does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a theorem does not change")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a theorem is re-proved from its lines, not copied")

    def __repr__(self) -> str:
        return f"{', '.join(map(source, self.given))} ⊢ {source(self.claim)}"


class Prover:
    """Proves derivations, each once, from their lines; circular reasoning is refused."""

    def __init__(self) -> None:
        self.done: dict[Derivation, Theorem] = {}
        self.open: list[Derivation] = []
        self._instances: dict[int, tuple[object, Stated]] = {}

    def prove(self, derivation: Derivation) -> Theorem:
        """The theorem that a derivation proves; raises `Failed` where it proves none."""
        if derivation not in self.done:
            if derivation in self.open:
                raise Failed(derivation, "rests on itself", line=derivation.line)
            self.open.append(derivation)
            try:
                self.done[derivation] = self._check(derivation)
            finally:
                self.open.pop()
        return self.done[derivation]

    def _check(self, derivation: Derivation) -> Theorem:
        text = whole(derivation)
        self._check_printed(derivation, text)
        claimed, claim_defined = self._claim(derivation, text)
        try:
            stated, mistaken = self._stated(derivation, text), None
        except Failed as failure:  # a mistake in the lines is told first
            stated, mistaken = (), failure
        given = dict.fromkeys(c for conditions in stated for c in conditions)
        leaned_on: dict[Atom, int] = {}  # each condition, with the first step that needs it
        known, records, rests_on, forms, almost, proofs, lemmas, assumes = [], [], [], [], set(), [], [], []
        said, families = families_of((claimed, *given)), set()
        for number, line in enumerate(text.lines):
            began = time.perf_counter()
            try:
                form, defined = read_line(line.expression)
                forms.append(form)
                step = Accepted(())
                if isinstance(line.reason, Assumption):
                    taken_on_trust(derivation, line.reason)
                    assumes.append(derivation)
                elif number:
                    step = self.step(forms[-2], form, line.relation, line.reason, given, known)
                    known.extend(step.facts)
                    almost |= step.almost
                    proofs += step.proofs
                    lemmas += step.lemmas
                    rests_on.extend(cited(line.reason))
                for condition in close((), (), (*defined, *step.conditions)):
                    leaned_on.setdefault(condition, number)
            except (Refused, ValueError) as refusal:
                astray = number == 1 and off_side(forms[0], claimed)  # then the first line is wrong
                raise Failed(derivation, str(refusal), line=text.lines[0].number if astray else line.number,
                             step=number, reason=repr(line.reason)) from refusal
            families |= families_of((form,)) | step.counted
            strange = sorted(families - said)
            if strange and mistaken is None:
                mistaken = Failed(derivation, f"that each {strange[0]} counts is not said: neither the claim nor a "
                                  f"hypothesis has a supremum or an infimum over {strange[0]}, as bounded(…) would",
                                  line=line.number, step=number or None, reason=repr(line.reason))
            records.append(StepRecord(repr(line.reason) if number else "", tuple(step.conditions),
                                      time.perf_counter() - began))
        shown = shows([line.relation for line in text.lines[1:]], forms[0], forms[-1], claimed)
        if not shown and (found := misfit(text, forms, claimed)):
            raise Failed(derivation, f"the lines do not show the claim: {found[1]}", line=found[0])
        for condition in close((), (), claim_defined):  # the claim may say more than its two lines
            leaned_on.setdefault(condition, 0)
        if mistaken is not None:
            raise mistaken
        more, found = self._given(derivation, text, given, leaned_on, known)
        if not shown:
            raise Failed(derivation, "the lines do not show the claim: it must be first line, relation, last line",
                         line=text.statement_line)
        assumes += [one for other in rests_on for one in self.prove(other).assumes]
        return Theorem(_SEAL, derivation, claimed, claim_defined, stated, frozenset(almost | more), tuple(records),
                       tuple(dict.fromkeys(rests_on)), tuple(leaned_on), tuple(known),
                       tuple(dict.fromkeys(proofs)), (*lemmas, *found), frozenset(families),
                       tuple(dict.fromkeys(assumes)))

    @staticmethod
    def _check_printed(derivation: Derivation, text: Text) -> None:
        """Refuse statements whose text would be read as another one, and names that are taken for each other."""
        at = text.statement_line
        try:
            check_names_of(derivation)
            for node, number in text.typed:
                at = number
                if node not in text.statement.args:  # its sides are read back with the claim
                    check_line(node)
        except Refused as refusal:
            raise Failed(derivation, str(refusal), line=at) from refusal

    def _claim(self, derivation: Derivation, text: Text) -> tuple[Atom, Conditions]:
        try:
            return read_statement(text.statement, {})
        except Refused as refusal:
            raise Failed(derivation, f"the claim: {refusal}", line=text.statement_line) from refusal

    def _given(self, derivation: Derivation, text: Text, stated: Collection[Atom], leaned_on: dict[Atom, int],
               known: list[Fact]) -> tuple[frozenset[Atom], tuple[str, ...]]:
        """The fewest points for almost every value of which the hypotheses imply all conditions of the lines, and the
        lemmas by which they do."""
        points = sorted({v for c in leaned_on for v in c.free if is_point(v)}, key=lambda v: v.key)
        found = implied(leaned_on, stated, known)
        if not found.left:
            return frozenset(), found.lemmas
        chosen, found = fewest_points(lambda almost: implied(leaned_on, stated, known, almost), frozenset(), points)
        if not found.left:
            return chosen, found.lemmas
        missing = fewest(found.left, known, frozenset(points), stated)
        first = text.hypotheses[0][1] if text.hypotheses else text.statement_line
        raise Failed(derivation, "given is too short; the lines also need: " + "; ".join(["{}"]*len(missing)), *missing,
                     line=first, step=leaned_on[missing[0]] or None, missing=missing,
                     needed=tuple(leaned_on.get(c, leaned_on[missing[0]]) for c in missing))

    def _stated(self, derivation: Derivation, text: Text) -> tuple[Conditions, ...]:
        """The conditions that each hypothesis says: none where it holds by its form."""
        stated = []
        for node, number in text.hypotheses:
            try:
                form, asked = read_statement(node, {})
                close((), (), asked)  # a hypothesis that can never be defined is refused
                parts = [always((), (), part) for part in (form.args if form.head == "and" else (form,))]
            except Refused as refusal:
                raise Failed(derivation, f"hypothesis: {refusal}", line=number) from refusal
            stated.append(tuple(c for part in parts for c in part))
        return tuple(stated)

    def step(self, left: Form, right: Form, rel: Relation, reason: object, given: Collection[Atom] = (),
             known: Sequence[Fact] = ()) -> Accepted:
        """The conditions and facts of one step, where some conditions are given and some facts are known; raises
        `Refused` where its reason does not lead there."""
        rel = Relation(rel)
        if isinstance(left, Poly) != isinstance(right, Poly):
            raise Refused("a statement stands beside a quantity:  {}  beside  {}", left, right)
        if isinstance(left, Poly) == isinstance(right, Poly) == (rel in BETWEEN_STATEMENTS):
            raise Refused(f"{rel} does not stand between {'quantities' if isinstance(left, Poly) else 'statements'}")
        found = differences(left, right, rel)
        accepted = self.accepts(found, reason, given, known)
        if accepted is None:
            here = found[0] if found else Place(left, right, rel)
            uses = isinstance(reason, Rule) and reason.lemmas
            alone = self.accepts(found, replace(reason, lemmas=())) if uses else None
            raise not_led(repr(reason), here, () if alone is None else alone.conditions)
        return accepted

    def accepts(self, found: list[Place], reason: object, given: Collection[Atom] = (),
                known: Sequence[Fact] = ()) -> Accepted | None:
        """The same for the places where two lines differ, smallest first; None where the reason accepts none.

        A rule whose conditions say what the step says is used at the first place at which they follow from what is
        given and known.
        """
        first, supposes = None, isinstance(reason, Rule) and reason.supposes
        for place in found:
            accepted = self.at_place(place, reason)
            if accepted is None:
                continue
            closed = closed_over(place, [(place, accepted)])
            if not supposes or not implied(closed.conditions, given, known).left:
                return closed
            first = first or closed
        if first is not None or not found or supposes:
            return first
        if isinstance(reason, Rule) and all(place.relation == EQ for place in found):
            return None  # Only inequalities, relations of statements, and theorems are shown in several places.
        here, used = self._moved(found, reason)
        used = used or self._in_several_places(found[0], reason)
        return closed_over(here, used) if used else None

    def _moved(self, found: list[Place], reason: object) -> tuple[Place, list[tuple[Place, Accepted]]]:
        """The first place where a term of an inequality has a side of its own and a reason accepts that, and what it
        accepts there: of a smaller place that says nothing.  The smallest place, and nothing, where it accepts none.

        A rule that shows equations only looks at the difference of two sides, wherever the terms of it stand.
        """
        if isinstance(reason, Rule) and not reason.inequalities:
            return found[0], []
        accepted = ((place, one, self.at_place(one, reason)) for place in found for one in alone(place))
        shown = ((here, [(one, what)]) for here, one, what in accepted if what is not None)
        return next(shown, (found[0], []))

    def _in_several_places(self, here: Place, reason: object, depth: int = DEEPEST) -> list[tuple[Place, Accepted]]:
        """The same step by step where the sides of a place differ in several places, each by the same reason; empty
        where they do not."""
        for lines in self._lines_between(here, reason) if depth else ():
            used: list[tuple[Place, Accepted]] = []
            for left, right in pairwise(lines):
                smaller = [*inside(here._replace(left=left, right=right))][::-1]
                accepted = ((place, self.at_place(place, reason)) for place in smaller)
                one = next(([(place, one)] for place, one in accepted if one is not None), None)
                one = one or self._moved(smaller, reason)[1] or self._in_several_places(smaller[0], reason, depth - 1)
                if not one:
                    break
                used += one
            else:
                return [(here, Accepted(tuple(c for line in lines[1:-1] for c in needed(line)))), *used]
        return []

    def _lines_between(self, here: Place, reason: object) -> Iterator[Sequence[Form]]:
        """Lines between the sides of a place, each of which the reason may lead to from the one before."""
        if isinstance(reason, Rule):
            yield from lines_in_turn(here, reason.larger)
            return
        form = self.instance(reason).form
        if here.relation == EQ and form.head == "eq":
            yield from filter(None, [lines_between(here.left, here.right, form)])
        yield from lines_in_turn(here, larger_by(form))

    def at_place(self, place: Place, reason: object) -> Accepted | None:
        """The conditions and facts of a reason that accepts the two sides of a place; None where it does not."""
        if isinstance(reason, Rule):
            if getattr(RULES.get(reason.name), "check", None) is not reason.check:
                raise Refused(f"no rule of the kernel: {said(reason)}")
            conditions = reason.check(place.left, place.right, place.relation)
            return None if conditions is None else self._settled(tuple(conditions), reason.lemmas)
        if isinstance(reason, (Derivation, Instance)):
            return self._by_theorem(place, self.instance(reason))
        raise Refused(f"not a reason: {said(reason)}; a line has one, a rule or a theorem, as in by=algebra")

    def _settled(self, conditions: Iterable[Atom], lemmas: tuple) -> Accepted | None:
        """The conditions of a rule, with the hypotheses of an earlier theorem in the place of the one that it claims.

        None where the rule does not need such a claim.  A claim that it needs names nothing that is bound around the
        place, so that the points for which the theorem need not hold are the same for all values of a bound parameter.
        """
        left, used = list(conditions), []
        for lemma in lemmas:
            if (found := next(self._settles(left, self.instance(lemma)), None)) is None:
                return None
            left = [c for c in left if c is not found[0]] + list(found[1].conditions)
            used.append(found[1])
        return together(tuple(left), (), used)

    def _settles(self, conditions: Sequence[Atom], stated: Stated) -> Iterator[tuple[Atom, Accepted]]:
        """The conditions that a theorem settles, each with what is accepted in its place: first those that it claims,
        then those that it claims for each of what they bind."""
        if stated.form in conditions:
            yield stated.form, Accepted(stated.given, (), stated.almost, stated.proofs, stated.lemmas, stated.counted)
        for condition in conditions:
            for place, premises in places_of(condition):
                one = self._by_theorem(place, stated)
                if one is not None:
                    defined = (d for premise in premises for d in definedness(premise))
                    left = place.closed((*(c for c in one.conditions if c not in premises), *defined))
                    proofs = tuple(proof.supposing(left, place.closed) if premises else proof.mapped(place.closed)
                                   for proof in one.proofs)
                    yield condition, one._replace(conditions=left, facts=(), proofs=proofs)

    def instance(self, reason: object) -> Stated:
        """A theorem with particulars put in, in canonical form."""
        found = self._instances.get(id(reason))
        if found is None:
            if not isinstance(reason, (Derivation, Instance)):
                raise Refused(f"not a theorem: {said(reason)}")
            proved = self.prove(reason.derivation if isinstance(reason, Instance) else reason)
            stated = Stated(proved.form, proved.given_forms, proved.defined, proved.almost_forms, proved.proofs, (),
                            families_of((proved.form, *proved.given_forms)))
            if isinstance(reason, Instance):
                put, forms = Substitution(reason.mapping, reason.draws), (stated.form, *stated.given, *stated.defined)
                others = map(self.prove, reason.beside)
                put.check_keys((*forms, *(f for one in others for f in (one.form, *one.given_forms, *one.defined))))
                put.check_products(forms)
                stated = stated._replace(almost=stated.almost | put.at_almost_all(forms))
                put.check_apart(stated.almost, forms)
                stated = self._with_particulars(stated, put)
            # the reason is kept, too: another object may get its id once it is gone
            found = self._instances[id(reason)] = (reason, stated)
        return found[1]

    @staticmethod
    def _with_particulars(stated: Stated, put: Substitution) -> Stated:
        """A theorem with particulars put in.

        Its hypotheses are the old ones, and those conditions of its proof that no longer follow from them, because
        something cancelled or became trivial.  Where they follow for almost every value of some points only, the
        theorem holds for almost every value of these.
        """
        proofs = tuple(proof.mapped(put.conditions, put.conclusions) for proof in stated.proofs)
        almost = put.images(stated.almost)
        points = put.images({v for proof in stated.proofs for v in points_of(proof)}) - almost

        def left_open(almost: frozenset[Atom]) -> Implied:
            found = [proof.implied(almost) for proof in proofs]
            return Implied([c for one in found for c in one.left], tuple(name for one in found for name in one.lemmas))
        almost, found = fewest_points(left_open, almost, sorted(points, key=lambda v: v.key))
        given = dict.fromkeys((*put.conditions(stated.given), *found.left))
        form, defined = put.whole(stated.form), put.conditions(stated.defined)
        return Stated(form, tuple(given), defined, almost, proofs, found.lemmas, stated.counted)

    @staticmethod
    def _by_theorem(place: Place, stated: Stated) -> Accepted | None:
        for mapping in renamings(place, stated.form, (*stated.given, *stated.defined)):
            more = matches(put(stated.form, mapping), place)
            if more is not None and holds_near(place, {mapping.get(v, v) for v in stated.almost}):
                def renamed(conditions: Iterable[Atom], mapping: Standing = mapping) -> Conditions:
                    return tuple(put(c, mapping) for c in conditions)
                given, sides = renamed(stated.given), renamed(stated.defined)
                left = frozenset(v for v in stated.almost if v not in mapping)
                whole = Fact(CITED, given, sides)  # its sides are defined wherever its hypotheses hold
                proofs = tuple(p.mapped(renamed) for p in stated.proofs)
                return Accepted((*given, *more), (whole,), left, proofs, stated.lemmas, stated.counted)
        return None


def families_of(forms: Iterable[Form]) -> frozenset[str]:
    """The spaces over which some forms have suprema or infima: of these each point counts."""
    return frozenset(v.args[0] for a in atoms_in(*forms) if a.head in ("sup", "inf") for v in a.args[0])


def closed_over(here: Place, used: Sequence[tuple[Place, Accepted]]) -> Accepted:
    """What is accepted at some places, which show the step `here`, for all that is bound around them."""
    known = tuple(Fact(name, p.closed(a), p.closed(b)) for p, accepted in used for name, a, b in accepted.facts)
    leaned = tuple(d for p, accepted in used for c in (*p.asked, *p.closed(accepted.conditions))
                   for d in always((), (), c))
    inside = [a._replace(proofs=tuple(proof.mapped(p.closed) for proof in a.proofs)) for p, a in used]
    return together(leaned, (*facts(here, leaned), *known), inside)


def together(conditions: Conditions, facts: tuple[Fact, ...], used: Iterable[Accepted]) -> Accepted:
    """A step with some conditions and facts, and all else that some accepted parts of it rest on."""
    _, _, almost, proofs, lemmas, counted = zip(Accepted(()), *used, strict=True)
    return Accepted(conditions, facts, frozenset().union(*almost), sum(proofs, ()), sum(lemmas, ()),
                    frozenset().union(*counted))


def differences(left: Form, right: Form, rel: Relation) -> list[Place]:
    """Where two lines differ, the smallest place first."""
    return list(places(left, right, Relation(rel)))[::-1] if type(left) is type(right) else []


def cited(reason: Rule | Derivation | Instance | Assumption) -> list[Derivation]:
    """The theorems that a reason cites: itself, or those that settle conditions of a rule."""
    if isinstance(reason, (Rule, Assumption)):
        return [d for lemma in reason.lemmas for d in cited(lemma)]
    return [reason.derivation if isinstance(reason, Instance) else reason]
