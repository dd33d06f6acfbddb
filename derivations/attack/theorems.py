"""The trial of a theorem: its lines are evaluated in random models, its twins are put to the kernel and attacked.

The twin of a line is *refused* when no rule, and no theorem that the lines cite, leads to it from the line before, or
none leads from it to the line after; the twin of a claim is refused unless it has the form of the claim.  A twin is
*refuted* by a certified counterexample, or it is a *consequence*: it is true, and rules or theorems show it.  A twin
that is neither is *undecided*, which is a failure.  The conditions of a twin must follow from the theorem's own
hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from sympy import preorder_traversal

from ..kernel import RULES, Prover, Refused
from ..kernel.chains.terms import visit_stretch
from ..kernel.families.carried_out import visit_family, visit_log_density
from ..kernel.forms.binders import Atom, Poly, add, atom, atoms_in, scale, sub
from ..kernel.forms.derivatives import carried_out
from ..kernel.forms.expansions import positive, visit_conditionals, visit_independence, visit_logarithms
from ..kernel.forms.named_laws import is_named
from ..kernel.forms.polynomials import is_point
from ..kernel.forms.times import of_a_path
from ..kernel.implication.search import unproved
from ..kernel.lemmas.table import about_finiteness
from ..kernel.lines.assumptions import Assumption
from ..kernel.lines.reading import read_line
from ..kernel.logic.conditions import close
from ..kernel.logic.rewriting import rewrite
from ..kernel.proof.instance import Substitution
from ..kernel.proof.prover import differences
from ..kernel.rules.algebra import cancel_deeply, gap, visit_definitions
from ..kernel.rules.expectation import visit_linear, visit_marginal
from ..kernel.rules.rule import Rule
from ..kernel.special.division import quotient
from ..language.authoring.derivation import Derivation
from ..language.relation import EQ, GE, IFF, IMPLIES, LE, TURNED
from ..language.terms import Density, Value
from ..language.views.signature import Unreadable, signature
from ..language.writing import neg
from .certificate import Undecided
from .counterexamples import Attack
from .effort import SMALL_MODELS_FOR_A_TWIN, TRIAL_BATCH_MODELS, TRIAL_LEVELS, TWINS_OF_A_CLAIM
from .signs import at_least_zero, with_least_arguments, without_divergence_from_itself
from .survey import Survey, survey
from .twins import near_misses, relate
from .verdict import almost_points


@dataclass
class Twins:
    """The results for the twins of one theorem: numbers of twins, and twins by name."""

    generated: int = 0
    handwritten: int = 0
    refused: int = 0
    refuted: int = 0
    consequences: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)  # refuted and not refused: the kernel accepts a false line
    no_mistake: list[str] = field(default_factory=list)  # consequences that the author called a mistake


class Trial:
    """Everything that is tried against one proved theorem.

    Raises `Failed` where the kernel refuses the theorem.  Without `twins`, no near misses are made.
    """

    def __init__(self, derivation: Derivation, prover: Prover, *, twins: bool = True):
        self.derivation, self.prover = derivation, prover
        self.theorem = prover.prove(derivation)
        text = derivation.text
        self.lines, self.given = text.lines, [h for h, _ in text.hypotheses]
        self.steps = [relate(b.relation, a.expression, b.expression) for a, b in zip(self.lines, self.lines[1:])]
        self.claim_twins, self.line_twins = self._near_misses() if twins else ((), ())
        everything = [
            text.statement,
            *self.steps,
            *(m.expression for m in self.claim_twins),
            *(twin.statement for twin in text.twins),
            *(m.expression for _, m in self.line_twins),
        ]
        self.forms = [_form(line.expression) for line in self.lines]
        self.attack = Attack(self.given, everything, levels=TRIAL_LEVELS, most=TRIAL_BATCH_MODELS)
        reasons = (line.reason for line in self.lines[1:] if not isinstance(line.reason, Assumption))
        implications = any(a.head in ("implies", "iff") for a in atoms_in(*self.theorem.given_forms))
        # Alone, induction asks for an implication, which follows from other implications only.
        rules = [one for one in RULES.values() if implications or one is not RULES["induction"]]
        self.reasons = [*rules, *(why for why in reasons if not _is_rule(why) or why.lemmas)]

    def _near_misses(self):
        statement = self.derivation.text.statement
        laws = tuple(signature(statement, *self.given).laws)
        of_lines = [(i, miss) for i, line in enumerate(self.lines) for miss in near_misses(line.expression, laws)]
        return near_misses(statement, laws, TWINS_OF_A_CLAIM), of_lines

    def survey(self, models_per_shape: int, shapes: int, seed: int, least: int = 0) -> Survey:
        """The evaluation of the claim and of every step in random models, some of them with null states."""
        return survey(
            self.given,
            [self.derivation.text.statement, *self.steps],
            models_per_shape=models_per_shape,
            shapes_wanted=shapes,
            seed=seed,
            least=least,
            almost=almost_points(self.theorem, in_lines=True),
        )

    def exactly(self, wanted: int) -> int:
        """The number of small models, up to `wanted`, in which exact numbers confirm the claim and every step; raises
        `Undecided` where one of them is false."""
        return self.attack.exactly([self.derivation.text.statement, *self.steps], wanted)

    # -- twins --

    def twins(self) -> Twins:
        """The results for all twins: generated ones of the claim, handwritten ones, generated ones of the lines."""
        result = Twins()
        for miss in self.claim_twins:
            if _form(miss.expression) is None and not self._refuted(miss.expression):
                continue  # it says nothing that could be false
            result.generated += 1
            self._claim_twin(miss.expression, f"claim, {miss.how}", result)
        for twin in self.derivation.text.twins:
            result.handwritten += 1
            before = len(result.consequences)
            self._claim_twin(twin.statement, f"claim, {twin.mistake}", result)
            result.no_mistake += result.consequences[before:]
        for i, miss in self.line_twins:
            result.generated += 1
            self._line_twin(i, miss, result)
        return result

    def _claim_twin(self, statement, label, result):
        form = _form(statement)
        if form is not self.theorem.form:
            result.refused += 1
        if self._refuted(statement):
            result.refuted += 1
            if form is self.theorem.form:
                result.accepted.append(label)
        elif form is self.theorem.form or self._known_claim(form):
            result.consequences.append(label)
        elif self._refuted_at_last(statement):
            result.refuted += 1
        else:
            result.undecided.append(label)

    def _line_twin(self, i, miss, result):
        label = f"line {i + 1}, {miss.how}"
        form = _form(miss.expression)
        if form is None:  # the kernel reads no such line, which may say nothing that could be false
            refuted = any(self._refuted(step) for step in self._steps_at(i, miss.expression))
            result.generated -= not refuted
            result.refused += refuted
            result.refuted += refuted
            return
        refuted = any(self._refuted(step) for step in self._steps_at(i, miss.expression))
        before = self._led(i - 1, i, None, form) if i else None
        after = None
        if i + 1 < len(self.lines) and not (refuted and before is False):  # otherwise it is refused and refuted already
            after = self._led(i, i + 1, form, None)
        refused = False in (before, after)
        result.refused += refused
        if refuted:
            result.refuted += 1
            if not refused:
                result.accepted.append(label)
        elif not refused or self._true_line(i, form, before, after):
            result.consequences.append(label)
        elif self._refuted_at_last(*self._steps_at(i, miss.expression)):
            result.refuted += 1
        else:
            result.undecided.append(label)

    def _led(self, a, b, left, right) -> bool:
        """Whether any reason leads from line a to line b, one of which is replaced by a twin's form."""
        left = self.forms[a] if left is None else left
        right = self.forms[b] if right is None else right
        if not isinstance(left, (Atom, Poly)) or not isinstance(right, (Atom, Poly)):
            return False
        return self._joined(left, right, (self.lines[b].relation,))

    def _joined(self, left, right, relations) -> bool:
        """Whether some reason leads from one form to another on conditions that the theorem's hypotheses imply."""
        for relation in relations:
            found = differences(left, right, relation)
            for reason in self.reasons if found else ():
                try:
                    accepted = self.prover.accepts(found, reason)
                    if accepted and self._given_implies(close((), (), accepted.conditions), accepted.facts):
                        return True
                except Refused:
                    continue
        return False

    def _given_implies(self, conditions, facts=()) -> bool:
        """Whether the theorem's own hypotheses imply conditions."""
        return not any(
            unproved([c], self.theorem.given_forms, facts, frozenset(filter(is_point, c.free))) for c in conditions
        )

    def _refuted(self, statement) -> bool:
        try:
            return self.attack.refutes(statement, limit=SMALL_MODELS_FOR_A_TWIN)
        except (Undecided, Unreadable):
            return False

    def _refuted_at_last(self, *statements) -> bool:
        """Whether larger random models refute one of the statements; tried before a twin is called undecided."""
        try:
            return any(self.attack.refute_at_random(s) is not None for s in statements)
        except (Undecided, Unreadable):
            return False

    def _steps_at(self, i, expression) -> list:
        """The one or two steps that a twin of line i would have to make."""
        pairs = []
        if i:
            pairs.append((self.lines[i].relation, self.lines[i - 1].expression, expression))
        if i + 1 < len(self.lines):
            pairs.append((self.lines[i + 1].relation, expression, self.lines[i + 1].expression))
        return [relate(*pair) for pair in pairs]

    # -- consequences --

    def _true_line(self, i, form, before, after) -> bool:
        """Whether a twin equals a line, or a step leads to it from its own line in a direction the proof allows."""
        if not isinstance(form, (Atom, Poly)):
            return False
        if not i and after is not None and self.lines[1].relation == IMPLIES and self._never(form):
            return True
        if (before and self.lines[i].relation in (EQ, IFF)) or (after and self.lines[i + 1].relation in (EQ, IFF)):
            return True
        if any(same(form, line) or self._joined_by_theorem(form, line) for line in self.forms):
            return True
        if isinstance(form, Poly) and self._apart_by_nothing(form):
            return True
        directions = self._directions(i) if isinstance(form, Poly) else (IFF,)
        line = self.forms[i]
        return self._joined(line, form, directions) or self._apart(line, form, directions)

    def _apart_by_nothing(self, form) -> bool:
        """Whether a twin differs from a line by a multiple of something that is zero, once both are written out."""
        if not self._all_equal():
            return False
        differences = [written_out(sub(form, line)) for line in self.forms]
        return any(quotient(d, nothing) is not None for nothing in self._nothings() for d in differences)

    def _all_equal(self) -> bool:
        """Whether each line equals the line before it."""
        return all(line.relation in (None, EQ) for line in self.lines)

    def _nothings(self) -> list[Poly]:
        """The differences, written out, that are zero: of two lines, which are all equal, and of the sides of this
        theorem and of those that it cites."""
        found = [sub(b, a) for a, b in combinations(self.forms, 2) if isinstance(a, Poly) and isinstance(b, Poly)]
        if self.theorem.form.head == "eq":
            found.append(gap(self.theorem.form))
        for reason in self.reasons:
            cited = None if isinstance(reason, Rule) else self.prover.instance(reason)
            if cited is not None and cited.form.head == "eq" and self._given_implies(cited.given):
                found.append(gap(cited.form))
        return [nothing for nothing in map(written_out, found) if nothing.terms]

    def _apart(self, line, form, directions) -> bool:
        """Whether a twin is no smaller than a line, or no larger, as a direction asks, by the difference."""
        if not isinstance(line, Poly) or not isinstance(form, Poly):
            return False
        a, b = map(without_divergence_from_itself, (line, form))
        return (LE in directions and self._no_smaller(b, a)) or (GE in directions and self._no_smaller(a, b))

    def _directions(self, i) -> tuple:
        """The relations that line i may have to a quantity in its place: ≤, for example, where the relations from the
        line before and to the line after allow the place to grow."""
        before = {self.lines[i].relation} if i else set()
        after = {TURNED[self.lines[i + 1].relation]} if i + 1 < len(self.lines) else set()
        both = before | after
        return (EQ,) if EQ in both or len(both) > 1 else (EQ, *both)

    def _joined_by_theorem(self, form, line) -> bool:
        """Whether some theorem says that a twin and a line are equivalent."""
        return isinstance(form, Atom) and self._stated(atom("iff", form, line), atom("iff", line, form))

    def _stated(self, *forms) -> bool:
        """Whether the claim of a theorem is one of these forms, and its hypotheses follow from those of this theorem.

        Hypotheses about finiteness are passed over, because finite models know nothing of them.
        """
        return any(
            self._given_implies(c for c in theorem.given_forms if not about_finiteness(c))
            for theorem in self.prover.done.values()
            if theorem.form in forms
        )

    def _known_claim(self, form) -> bool:
        """Whether a theorem has this claim, or one step proves it, or it follows from this theorem's claim by one step
        or by putting in other laws."""
        if not isinstance(form, Atom):
            return False
        if self._stated(form):
            return True
        if form.head in ("eq", "le"):
            a, b = form.args
            if same(a, b):
                return True
            if self._joined(a, b, (EQ,) if form.head == "eq" else (LE,)):
                return True
            if form.head == "le" and at_least_zero(sub(*map(without_divergence_from_itself, (b, a)))):
                return True
        if form.head == self.theorem.form.head == "eq" and self._all_equal():
            difference = written_out(gap(form))
            if any(quotient(difference, nothing) is not None for nothing in self._nothings()):
                return True
        if form.head == "implies" and self._never(form.args[0]):
            return True
        if form.head in ("iff", "implies"):
            relations = (IFF,) if form.head == "iff" else (IFF, IMPLIES)
            if self._joined(*form.args, relations):
                return True
        claim = self.theorem.form
        alike = claim.head == form.head and form.head in ("iff", "implies")
        if alike and all(u is v or same(u, v) for u, v in zip(claim.args, form.args)):
            return True
        if claim.head == form.head == "le" and self._weaker(claim, form):
            return True
        return form.head == claim.head and any(
            _has_instance(self.prover, self.derivation, mapping, form) for mapping in self._particulars()
        )

    def _never(self, form) -> bool:
        """Whether a statement u > 0 is false wherever the hypotheses hold, since they imply u < 0: it implies all."""
        return isinstance(form, Atom) and form.head == "gt" and self._given_implies([positive(scale(form.args[0], -1))])

    def _weaker(self, claim, form) -> bool:
        """Whether the form follows from the claim by making its larger side larger, or its smaller side smaller."""
        (a, b), (c, d) = claim.args, form.args
        return (a is c and self._larger(b, d)) or (b is d and self._larger(c, a))

    def _larger(self, small, large) -> bool:
        """Whether a quantity is at least as large as another one: by one step, or by the sign of their difference."""
        return self._joined(small, large, (LE,)) or self._no_smaller(large, small)

    def _no_smaller(self, large, small) -> bool:
        """Whether the difference of two quantities is never negative, by its form, or by the hypotheses once all is
        written out."""
        if at_least_zero(sub(large, small)):
            return True
        difference = cancel_deeply(with_least_arguments(sub(written_out(large), written_out(small))))[0]
        return at_least_zero(difference) or self._given_implies([positive(difference)])

    def _particulars(self) -> Iterator[dict]:
        """Particulars with which the claim may become a twin: another of its laws, minus a function, or zero for it."""
        yield from ({q: r} for q, r in self._pairs())
        values = [v for v in preorder_traversal(self.derivation.text.statement) if isinstance(v, Value)]
        for function in dict.fromkeys(v.args[0] for v in values):
            first = next(v for v in values if v.args[0] == function)
            yield {first: neg(first)}
            yield {first: 0}

    def _pairs(self) -> list[tuple[Density, Density]]:
        """The pairs of different laws over the same points in the claim, of which one may be put in for the other."""
        whole = [
            d
            for d in preorder_traversal(self.derivation.text.statement)
            if isinstance(d, Density) and {o.space for o in d.outs} == set(d.law.spaces)
        ]
        unique = list(dict.fromkeys(whole))
        return [(q, r) for q in unique for r in unique if q != r and q.outs == r.outs and q.law != r.law]


def _is_rule(reason) -> bool:
    return isinstance(reason, Rule)


def _form(expression):
    """The canonical form, or None where the kernel refuses to read it."""
    try:
        return read_line(expression)[0]
    except Refused:
        return None


def _has_instance(prover, derivation, mapping, form) -> bool:
    """Whether the claim with particulars put in has a form, and the kernel accepts the instance; the form is compared
    first, because the conditions of an instance are what costs."""
    try:
        instance = derivation.at(mapping)
        put = Substitution(instance.mapping, instance.draws)
        return put.term(prover.prove(derivation).form) is form and prover.instance(instance).form is form
    except Refused:
        return False


def same(a: Atom | Poly, b: Atom | Poly) -> bool:
    """Whether two lines have one form once everything is written out; for equations, up to moving terms across."""
    if isinstance(a, Poly) and isinstance(b, Poly):
        return written_out(a) is written_out(b)
    if isinstance(a, Atom) and isinstance(b, Atom) and a.head == b.head == "eq":
        x, y = (written_out(gap(s)) for s in (a, b))
        return not sub(x, y).terms or not add(x, y).terms
    return False


@cache
def written_out(p: Poly) -> Poly:
    """A quantity in which derivatives are carried out, and definitions, conditionals, logarithms, sums and marginals
    are written out."""
    p = carried_out(p)
    if any(map(of_a_path, atoms_in(p))):
        for visit in (visit_logarithms, visit_linear, visit_stretch):
            p, _ = rewrite(p, visit)
    for visit in (visit_definitions, visit_conditionals, visit_independence):
        p, _ = rewrite(p, visit)
    if any(map(is_named, atoms_in(p))):
        for visit in (visit_logarithms, visit_log_density, visit_family):
            p, _ = rewrite(p, visit)
        p = carried_out(p)
    p, _ = cancel_deeply(p)
    for visit in (visit_logarithms, visit_linear, visit_marginal, visit_logarithms, visit_linear):
        p, _ = rewrite(p, visit)
    return cancel_deeply(p)[0]
