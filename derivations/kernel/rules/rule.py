"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ...language.authoring.derivation import Reason
from ..forms.binders import Atom, Poly

_RULES: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_RULES)


@dataclass(frozen=True)
class Rule(Reason):
    """A named check of one step: `check(left, right, relation)` gives the conditions it leaned on, or None.

    `left` and `right` are canonical forms (of quantities, or of statements where the relation == IFF or IMPLIES), taken at
    the place where two lines differ.  The relation is a `Relation`.
    """

    name: str
    check: Callable = field(compare=False)
    __doc__: str = field(default="", compare=False)
    lemmas: tuple = ()
    statements: tuple = field(default=(), compare=False)  # its schemas, where it is a statement
    why: str = field(default="", compare=False)  # why it is code, or some of it is
    source: str = field(default="", compare=False)  # where its statements are proved

    def using(self, *lemmas) -> Rule:
        """The same rule, some of its conditions settled by earlier theorems."""
        return replace(self, lemmas=(*self.lemmas, *lemmas))

    def __repr__(self) -> str:
        return self.name


_CLOSED: list[bool] = []  # once the kernel's own rules are read, nobody adds another


def close_rules() -> None:
    _CLOSED.append(True)


def registered(made: Rule) -> Rule:
    """The rule, now one of the kernel's."""
    if _CLOSED:
        raise ValueError(f"{made.name}: the kernel's rules are its own")
    _RULES[made.name] = made
    return made


def rule(why: str) -> Callable[[Callable], Rule]:
    """Make a rule of a checking function; its docstring is the inference figure, and `why` says why it is code."""
    def made(function: Callable) -> Rule:
        return registered(Rule(function.__name__, function, function.__doc__ or "", why=why))
    return made


def same_form(left, right, normalise: Callable):
    """Accept when both sides have one normal form; the conditions are those of both rewritings."""
    if not (isinstance(left, Poly) and isinstance(right, Poly)) or left is right:
        return None
    a, found = normalise(left)
    b, more = normalise(right)
    return (*found, *more) if a is b else None


def both_quantities(left, right) -> bool:
    return isinstance(left, Poly) and isinstance(right, Poly)


def both_statements(left, right) -> bool:
    return isinstance(left, Atom) and isinstance(right, Atom)
