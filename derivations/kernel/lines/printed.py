"""Checks that a line prints as what it means: it is printed, read again, and must be the same line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import sympy
from sympy import Basic

from ...language import terms as t
from ...language.authoring.derivation import Derivation
from ...language.authoring.lines import as_node
from ...language.authoring.reader import parse
from ...language.names import hardly_told_apart
from ...language.refusal import Refused
from ...language.views.source import names_apart, names_in, source
from ..forms.times import apart
from .paths import PATHS, check_paths, times_of
from .reading import read, read_line


def check_printed(nodes: Sequence[Basic]) -> None:
    """Refuse lines whose text would not be read as the same lines, with the names that occur in them."""
    check_names(nodes)
    for node in nodes:
        check_line(node)


def check_names(nodes: Sequence[Basic], chains: Iterable[t.Chain] = ()) -> None:
    """Refuse lines in which a reader could take one name for another, or a point for a draw or for a path; `chains` are
    those that are declared, whether the lines name them or not."""
    names = names_apart(nodes)
    check_paths([*nodes, *chains])
    alike: dict[str, str] = {}
    for name in names:
        other = alike.setdefault(hardly_told_apart(name), name)
        if other != name:
            raise Refused(f"{other} and {name} look alike: a reader could not tell which one a line means")


def check_names_of(derivation: Derivation) -> None:
    """The same for all that a derivation says; its chains are those that its names stand for."""
    chains = [one for one in derivation.source.names.values() if isinstance(one, t.Chain)]
    check_names([node for node, _ in derivation.text.typed], chains)


@cache
def check_line(node: Basic) -> None:
    """Refuse a line whose text would not be read as the same line, with the names that occur in it."""
    check_shown(node, frozenset())
    text = source(node)
    back = as_node(parse(text, names_in(node)))
    matrix = isinstance(node, (t.Table, t.SameEntries))  # which the kernel reads entry by entry only
    if not same_tree(back, node) and (matrix or read_line(back)[0] is not read_line(node)[0]):
        raise Refused(f"what is printed is read as something else: {text}")


def same_tree(a: Basic, b: Basic) -> bool:
    """Whether two nodes are the same in the author's order, which SymPy's own comparison does not heed."""
    return a is b or (type(a) is type(b) and len(a.args) == len(b.args) and (
        all(map(same_tree, a.args, b.args)) if a.args else a == b))


@cache
def free_in(node: Basic) -> frozenset[Basic]:
    """The points, counts, indices and numbers that occur free in a node."""
    if isinstance(node, (t.Point, sympy.Symbol)):
        return frozenset({node})
    if isinstance(node, (t.Law, t.Function, t.Subset)):
        return frozenset()
    if isinstance(node, PATHS):
        return frozenset({node}).union(*map(free_in, node.args))
    return frozenset(v for part, bound in t.scopes(node) for v in free_in(part)
                     if v not in bound and not (isinstance(v, PATHS) and v.point in bound))


def _met(place: Basic, bound: frozenset[Basic]) -> bool:
    """Whether a point or a stretch of a path may have a point in common with what is bound."""
    others = [other for other in bound if isinstance(other, PATHS) and other.point == place.point]
    return any(not apart(times_of(place, {}, read), times_of(other, {}, read)) for other in others)


@cache
def check_shown(node: Basic, bound: frozenset[Basic]) -> None:
    """Refuse an abbreviation that hides a point or an index which is bound around it, or which it draws as a law."""
    if isinstance(node, (t.Point, sympy.Symbol, t.Law, t.Function, t.Subset)):
        return
    if isinstance(node, t.NAMED):
        depends_on = free_in(node.body).difference(*map(free_in, node.args[1]))
        hidden = [v for v in depends_on if v in bound or (isinstance(v, PATHS) and _met(v, bound))]
        if hidden:
            name = min(map(t.said, hidden))
            raise Refused(f"{source(node)} depends on {name}, which is bound around it, and does not say so")
    for part, within in t.scopes(node):
        check_shown(part, bound | within)
