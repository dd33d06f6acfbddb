"""The record of a rule, and the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from ...language.authoring.derivation import Derivation, Instance, Reason
from ...language.relation import Relation
from ..forms.binders import Atom, Poly
from ..forms.nodes import Conditions, Form
from ..schemas.schema import Schema
from ..schemas.using import larger

Check: TypeAlias = Callable[[Form, Form, Relation], Conditions | None]
"""The conditions on which a step leans, from its two sides and their relation; None where it is refused."""
_RULES: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_RULES)
_CLOSED: list[bool] = []  # not empty once the kernel's own rules are registered: nobody adds another


@dataclass(frozen=True)
class Rule(Reason):
    """A named check of one step: `check(left, right, relation)` gives the conditions on which it leans, or None.

    `left` and `right` are canonical forms at the place where two lines differ: of quantities, or of statements where the
    relation is ⇔ or ⇒.
    """

    name: str
    check: Check = field(compare=False)
    __doc__: str = field(default="", compare=False)
    lemmas: tuple[Derivation | Instance, ...] = ()  # earlier theorems, each the claim of one of its conditions
    statements: tuple[Schema, ...] = field(default=(), compare=False)  # the schemas of a rule that is a statement
    why: str = field(default="", compare=False)  # why it is code, or some of it is
    source: str = field(default="", compare=False)  # where its statements are proved
    inequalities: bool = field(default=False, compare=False)  # whether it shows more than equations
    supposes: bool = field(default=False, compare=False)  # whether its conditions say what the step says

    def using(self, *lemmas: Derivation | Instance) -> Rule:
        """A rule that uses theorems: a condition of the rule that is the claim of one need not be among the hypotheses.

        Instead, the hypotheses of the theorem have to follow from yours.

        Accepted:
            from derivations.chapters.iwelbo import mean_weight, p, q, w, x, z
            @theorem(title="One draw is enough only where the weight is constant")
            def tight(proof):
                proof.claim(iff(E[q(z | x)](log(w(z))) == log(p(x)), always[q(z | x)](w(z) == p(x))))
                proof.given(p(x) > 0, integrable[q(z | x)](log(w(z))))
                proof.starts(E[q(z | x)](log(w(z))) == log(p(x)))
                proof.iff(always[q(z | x)](w(z) == p(x)), by=jensen_equality.using(mean_weight))

        Refused:
            from derivations.chapters.iwelbo import p, q, w, x, z
            @theorem(title="The condition of the rule is left")
            def tight(proof):
                proof.claim(iff(E[q(z | x)](log(w(z))) == log(p(x)), always[q(z | x)](w(z) == p(x))))
                proof.given(p(x) > 0, integrable[q(z | x)](log(w(z))))
                proof.starts(E[q(z | x)](log(w(z))) == log(p(x)))
                proof.iff(always[q(z | x)](w(z) == p(x)), by=jensen_equality)

            proof.claim(log(d(z)) <= d(z))
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z), by=tangent.using(tangent, jensen))
        """
        return replace(self, lemmas=(*self.lemmas, *lemmas))

    def larger(self, a: Atom) -> Iterator[Poly]:
        """What the inequalities of the rule put above an atom."""
        return larger(self.statements, a)

    def __repr__(self) -> str:
        return self.name


def close_rules() -> None:
    """Refuse every later rule."""
    _CLOSED.append(True)


def registered(made: Rule) -> Rule:
    """Add a rule to those of the kernel.  Raises ValueError once these are closed."""
    if _CLOSED:
        raise ValueError(f"{made.name}: the kernel's rules are its own")
    _RULES[made.name] = made
    return made


def rule(why: str, source: str = "", *, inequalities: bool = False, supposes: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a checking function; its docstring is the inference figure.

    `why` says why it is code, `source` where its figure is proved, `inequalities` whether it shows any, and `supposes`
    whether its conditions say what the step says.
    """
    def made(function: Check) -> Rule:
        return registered(Rule(function.__name__, function, function.__doc__ or "", why=why, source=source,
                               inequalities=inequalities, supposes=supposes))
    return made


def same_form(left: Form, right: Form, normalise: Callable[[Poly], tuple[Poly, Conditions]]) -> Conditions | None:
    """The conditions under which two different quantities are normalised, where that makes them one form; otherwise
    None."""
    if not (isinstance(left, Poly) and isinstance(right, Poly)) or left is right:
        return None
    a, found = normalise(left)
    b, more = normalise(right)
    return (*found, *more) if a is b else None


def both_quantities(left: Form, right: Form) -> bool:
    """Whether both sides are quantities."""
    return isinstance(left, Poly) and isinstance(right, Poly)


def both_statements(left: Form, right: Form) -> bool:
    """Whether both sides are statements."""
    return isinstance(left, Atom) and isinstance(right, Atom)
