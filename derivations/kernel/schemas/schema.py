"""Statements of rules: typed in the language, as an author types a claim, about names that stand for much else.

A schema holds for everything for which its names may stand (`STANDS_FOR`), wherever `given` holds and both sides are
defined.  A function depends on a bound variable only if it is applied to it: that is how a schema says that a quantity
is constant.

`matching` has to find what stands for the names: a schema that is not found in its own lines is found in none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sympy import Basic
from sympy.core.relational import Eq, Le

from ...language import terms as t
from ...language.authoring.reader import parse
from ...language.views.source import LANGUAGE
from ..forms.binders import lift, var
from ..forms.nodes import Conditions, Form
from ..lines.reading import read, read_statement

STANDS_FOR = MappingProxyType({
    "q": "q(z) is anything that an expectation is over: one law, or several drawn one after the other, also draws",
    "p": "p(z) is one law, or several drawn one after the other, without draws: anything that has a density",
    **{name: f"{name}(z) is one density of all the points that are bound, also a normalised one" for name in "rs"},
    "f": "f(z) is any quantity, which may depend on all the points that are bound",
    **{name: f"{name}(z) is any quantity that is visibly never negative" for name in "de"},
    "a": "a(k) is any quantity that may depend on the index",
    "h": "h(i) is any quantity that may depend on the member",
    **{name: f"{name}(x) is any quantity that depends on nothing that the statement binds" for name in "cu"},
    "K": "K is a number of draws or terms: a whole number from one on",
    "j": "j is any of the numbers from 1 to K",
    "n": "k ≤ n is the range of an average: all up to some number, or all of these but one",
    **dict.fromkeys("FG", "F and G are sets of members, G contains F, as declared; G may be the whole space"),
    "identical": "identical draws may hang together more closely: exchangeable, iid"})
ANY_LAWS, ONE_LAW = "q", ("r", "s")  # the names of any weights, draws among them, and of a single law
RANGE = var("count", "n")  # the count that stands for the range of an average
SOME_OF = {"j": "K"}  # the index that is free in a schema, and the count up to which it goes


@dataclass(frozen=True, eq=False)  # each is itself: tables are kept by it
class Schema:
    """One statement of a rule, and the conditions `given` under which it holds, as they are typed.

    An equation that is used `everywhere` leads from left to right, in all of its instances in both lines; any other
    statement is used just where two lines differ.
    """

    says: str
    given: tuple[str, ...] = ()
    everywhere: bool = False

    @property
    def statement(self) -> Basic:
        """The node of the statement."""
        return typed(self.says)

    @property
    def hypotheses(self) -> tuple[Basic, ...]:
        """The nodes of the conditions under which it holds."""
        return tuple(map(typed, self.given))


@cache
def names() -> Mapping[str, object]:
    """The words of the language and the names of schemas, which are declared when they are first needed: the words that
    declare them come before."""
    z, x, i = t.points("z x i")
    v, (K, n, k, j) = t.Point("v", "z"), t.counts("K n k j")
    inner = t.Subset("F", i)
    return MappingProxyType({
        **{word: getattr(t, word) for word in LANGUAGE}, "z": z, "x": x, "i": i, "v": v, "K": K, "n": n, "k": k, "j": j,
        **{name: t.Law(name, z) for name in "pqrs"}, **{name: t.Function(name, z) for name in "fg"},
        **{name: t.Function(name, z, nonnegative=True) for name in "de"},
        **{name: t.Function(name, x) for name in "cu"}, "a": t.Function("a", k), "h": t.Function("h", i),
        "F": inner, "G": t.Subset("G", i, containing=inner)})


@cache
def typed(text: str) -> Basic:
    """The node that a text of a schema means."""
    return parse(text, names())


class Canonical(NamedTuple):
    """A schema in canonical form, with its sides in the author's order."""

    head: str  # "eq", "le" or "iff"
    left: Form
    right: Form
    given: Conditions


@cache
def form(schema: Schema) -> Canonical:
    """The canonical form of a schema and of its hypotheses.  Raises ValueError unless it says =, ≤ or ⇔."""
    scope = {names()[j]: var(("index", lift(var("count", most))), j) for j, most in SOME_OF.items()}
    head = {Eq: "eq", Le: "le", t.Iff: "iff"}.get(type(schema.statement))
    if head is None:
        raise ValueError(f"a schema says =, ≤ or ⇔: {schema.says}")
    left, right = ((read_statement if head == "iff" else read)(side, scope)[0] for side in schema.statement.args)
    return Canonical(head, left, right, tuple(read_statement(hypothesis, scope)[0] for hypothesis in schema.hypotheses))
