"""Advice about a line that its reason does not reach: which other reason would do, or which two by a line between.

Advice changes no judgement.  Whatever is proposed here was tried: the kernel accepts it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from sympy import Basic, preorder_traversal

from ..attack.effort import ADVICE_SECONDS, MOST_RENAMINGS
from ..kernel import RULES, Derivation, Prover, Refused
from ..kernel.chains.terms import visit_terms
from ..kernel.families.carried_out import visit_density, visit_family
from ..kernel.forms.binders import Atom, Poly, atom, bind, inverse, lift, mul, open_fresh
from ..kernel.forms.derivatives import carried_out
from ..kernel.forms.expansions import visit_conditionals, visit_extremum, visit_independence
from ..kernel.forms.nodes import Conditions, Form
from ..kernel.lines.reading import read_line
from ..kernel.logic.rewriting import rewrite
from ..kernel.proof.prover import differences
from ..kernel.rules.algebra import cancel_deeply, visit_definitions
from ..kernel.rules.derivative import visit_leibniz
from ..kernel.rules.draws import visit_drop, visit_exchange
from ..kernel.rules.expectation import visit_flatten, visit_linear, visit_marginal
from ..kernel.rules.independent_means import visit_products
from ..kernel.rules.logarithm import with_logarithms_split
from ..kernel.rules.total_expectation import visit_tower
from ..language import terms as t
from ..language.authoring.derivation import Instance
from ..language.authoring.lines import as_node
from ..language.authoring.reader import parse
from ..language.names import WORDS
from ..language.relation import EQ, Relation
from ..language.views.signature import signature
from ..language.views.source import source
from ..pages.form_text import declared_in, text_of
from .putting_in import numbers_put_in


def visit_divergence(a: Atom) -> tuple[Poly, Conditions]:
    """A divergence from a law as a mean under this law."""
    if a.head == "KL":
        variables, (u, v) = open_fresh(a)
        law = u.atom_alone()
        if law is not None and law.head in ("law", "norm"):
            return lift(bind("E", variables, (law,), lift(atom("log", mul(u, inverse(v)))))), ()
    return lift(a), ()


REWRITINGS = (
    ("definition", lambda p: rewrite(p, visit_divergence)[0]),
    ("algebra", lambda p: cancel_deeply(p)[0]),
    ("linearity", lambda p: rewrite(p, visit_linear)[0]),
    ("logarithm", lambda p: with_logarithms_split(p)[0]),
    ("product_rule", lambda p: cancel_deeply(rewrite(p, visit_conditionals)[0])[0]),
    ("fubini", lambda p: rewrite(p, visit_flatten)[0]),
    ("total_expectation", lambda p: rewrite(p, visit_tower)[0]),
    ("marginal", lambda p: rewrite(p, visit_marginal)[0]),
    ("written_out", lambda p: rewrite(p, visit_terms)[0]),
    ("independent_means", lambda p: rewrite(p, visit_products)[0]),
    ("factorise", lambda p: rewrite(p, visit_independence)[0]),
    ("definition", lambda p: rewrite(p, visit_definitions)[0]),
    ("drop_draws", lambda p: rewrite(p, visit_drop)[0]),
    ("exchange", lambda p: rewrite(p, visit_exchange)[0]),
    ("extremum", lambda p: rewrite(p, visit_extremum)[0]),
    ("leibniz", lambda p: rewrite(p, visit_leibniz)[0]),
    ("differentiate", carried_out),
    ("family", lambda p: rewrite(p, visit_family)[0]),
    ("density", lambda p: with_logarithms_split(rewrite(p, visit_density)[0])[0]),
)
"""Each rule that brings both sides of a step to one form, with what it makes of a side."""
LEADING = {name: rule for name, rule in RULES.items() if not rule.supposes}  # those lean on what is to be shown


class Advice:
    """The other reasons for one step, looked for until the time is up."""

    def __init__(self, derivation: Derivation, prover: Prover, step: int, seconds: float = ADVICE_SECONDS) -> None:
        text = derivation.text
        lines = [text.lines[number].expression for number in (step - 1, step)]
        (self.left, _), (self.right, _) = map(read_line, lines)
        self.lines, self.relation = lines, Relation(text.lines[step].relation)
        self.step, self.derivation, self.prover, self.until = step, derivation, prover, time.monotonic() + seconds

    def in_time(self) -> bool:
        """Whether there is time left."""
        return time.monotonic() < self.until

    def accepts(self, left: Form, right: Form, relation: Relation, reason: object) -> bool:
        """Whether the kernel accepts a step; advice must not change a judgement, so whatever fails is no advice."""
        try:
            return self.prover.accepts(differences(left, right, relation), reason) is not None
        except (Refused, ValueError, RecursionError, MemoryError):
            return False

    def one_reason(self) -> list[str]:
        """What may stand behind `by=` in the place of the reason that was refused: rules, else theorems."""
        cited = list(islice(self._with_numbers_put_in(self._cited()), 1))
        rules = [name for name, rule in LEADING.items() if self.accepts(self.left, self.right, self.relation, rule)]
        return cited + rules or list(islice(self._theorems(self.left, self.right, self.relation), 1))

    def _cited(self) -> dict[str, Derivation]:
        """The theorem above that the author cites for the step, by its name; nothing where it is a rule."""
        reason = self.derivation.text.lines[self.step].reason
        return {name: one for name, one in self._above().items() if one is reason}

    def _above(self) -> dict[str, Derivation]:
        """The theorems above, by their names."""
        named = self.derivation.source.names.items()
        return {name: one for name, one in named if isinstance(one, Derivation) and one in self.prover.done}

    def _with_numbers_put_in(self, theorems: dict[str, Derivation]) -> Iterator[str]:
        """Theorems that lead from one line of the step to the other with numbers put in for their parameters."""
        for name, one in theorems.items():
            for mapping in islice(numbers_put_in(one, *self.lines), MOST_RENAMINGS):
                if self.in_time() and self.accepts(self.left, self.right, self.relation, Instance(one, mapping)):
                    yield as_typed(name, mapping)

    def _theorems(self, left: Form, right: Form, relation: Relation) -> Iterator[str]:
        """The theorems above that lead from one line to the other, as they are or with other laws put in."""
        above = self._above()
        for name, one in above.items():
            if self.in_time() and self.accepts(left, right, relation, one):
                yield name
        for name, one in above.items():
            for mapping in islice(self._renamings(one), MOST_RENAMINGS):
                if self.in_time() and self.accepts(left, right, relation, Instance(one, mapping)):
                    yield as_typed(name, mapping)
        if left is self.left:
            yield from self._with_numbers_put_in(above)

    def _renamings(self, theorem: Derivation) -> Iterator[dict]:
        """The ways in which densities of the two lines may stand for the laws of a theorem."""
        points = {value.space: value for value in theorem.source.names.values() if isinstance(value, t.Point)}
        points = {space: point for space, point in points.items() if point.name == space}
        laws = signature(theorem.text.statement, *(h for h, _ in theorem.text.hypotheses)).laws
        laws = [law for law in laws if not isinstance(law, t.Chain)]  # a chain stands for itself alone
        formally = _densities(theorem.text.statement, *(h for h, _ in theorem.text.hypotheses))
        taken: dict[t.Law, list[t.Taken]] = {}  # the parameters at which the theorem first takes a family
        for density in formally:
            taken.setdefault(density.law, [place for place in density.givens if isinstance(place, t.Taken)])
        held = list(dict.fromkeys(_densities(*self.lines)))
        held = [d for d in held if not isinstance(d.law, t.NamedLaw)]  # a law of a theorem is taken at parameters alone
        choices = [[d for d in held if len(d.outs) == len(law.spaces)] for law in laws]
        for chosen in product(*choices):
            mapping: dict = {}
            for law, density in zip(laws, chosen):
                places = [points.get(space) for space in (*law.spaces, *law.points_given)]
                if None in places:
                    break
                outs, givens = places[: len(law.spaces)], places[len(law.spaces) :]
                mapping |= {old: new for old, new in zip(outs, density.outs) if old and old.space != new.space}
                own = taken.get(law, [])
                mapping |= {old.parameter: new for old, new in zip(own, density.taken) if old.parameter != new}
                formal, stands = t.Density(law, outs, [*givens, *own]), _taken_at(density, own)
                if formal != stands:
                    mapping[formal] = stands
            else:
                if mapping:
                    yield mapping

    def two_reasons(self) -> dict[str, str] | None:
        """Two reasons, the second for the line that the author wrote, and the line between them, as it is typed."""
        for first, between, line in self._between():
            if not self.in_time():
                return None
            if not self.accepts(self.left, between, EQ, RULES[first]):
                continue
            found = [name for name, rule in LEADING.items() if self.accepts(between, self.right, self.relation, rule)]
            second = next(iter(found), None) or next(self._theorems(between, self.right, self.relation), None)
            if second is not None:
                return {"by": first, "line": line, "then": second}
        return None

    def _between(self) -> Iterator[tuple[str, Poly, str]]:
        """Lines that a rule makes of the left side; and of the right side, with every rule that may lead there."""
        if not (isinstance(self.left, Poly) and isinstance(self.right, Poly)):
            return
        met = {self.left, self.right}
        for side in (self.left, self.right):
            for name, make in REWRITINGS:
                if not self.in_time():
                    return
                try:
                    between = make(side)
                except (Refused, ValueError, RecursionError, MemoryError):
                    continue
                if between in met:
                    continue
                met.add(between)
                line = self._typed(between)
                if line is not None:
                    yield from ((one, between, line) for one in ([name] if side is self.left else dict(REWRITINGS)))

    def _typed(self, between: Poly) -> str | None:
        """The text of a line, where it is read as this line in the file."""
        text = text_of(between, declared_in(self.derivation.source.names))
        try:
            node = parse(text, {**WORDS, **self.derivation.source.names})
            return text if read_line(as_node(node))[0] is between else None
        except (Refused, ValueError, RecursionError, MemoryError):
            return None


def as_typed(name: str, mapping: dict) -> str:
    """A theorem with particulars put in, as an author types it."""
    return f"{name}.at({{{', '.join(f'{source(old)}: {source(new)}' for old, new in mapping.items())}}})"


def _densities(*nodes: Basic) -> Iterable[t.Density]:
    """The densities in some nodes, in the order in which they are written."""
    return (part for node in nodes for part in preorder_traversal(node) if isinstance(part, t.Density))


def _taken_at(density: t.Density, own: Sequence[t.Taken]) -> t.Density:
    """A member of a family, at the parameters of a theorem in the place of its own."""
    numbers = [place.parameter for place in own] + list(density.taken[len(own) :])
    taken = (t.Taken(k, number) for k, (number, _) in enumerate(zip(numbers, density.taken), 1))
    return t.Density(density.law, density.outs, [*density.points_given, *taken])
