"""Points of a path in lines: which variable each of them stands for.

Where points or stretches of a path are bound, the scope has them under their nodes.  At a time that belongs to none of
them, the point is that of the free path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from sympy import Basic

from ...language import terms as t
from ...language.refusal import Refused
from ...language.views.source import typed
from ..chains.points import drawn, free_path, part, within
from ..forms.binders import atoms_in
from ..forms.head import Scope
from ..forms.nodes import Atom, Weights
from ..forms.polynomials import ONE, add
from ..forms.times import apart, at_least_one, before, of_a_path, span, stretch

PATHS = (t.Draw, t.Stretch)


class Straddling(Refused):
    """Raised where a point of a path is one that is bound for some values of an index, and another one for others."""


def check_paths(nodes: Iterable[Basic]) -> None:
    """Refuse z[k] where z is neither drawn around it nor a path of a chain, and a free x where x[t] is a point of a
    path: both could be read, but hardly as their author means them."""
    on_paths, alone, chains = {}, set(), set()
    stack, seen = [(node, frozenset()) for node in nodes], set()
    while stack:
        node, bound = stack.pop()
        if (node, bound) in seen:
            continue
        seen.add((node, bound))
        if isinstance(node, t.Chain):
            chains.add(node.spaces[0])
        elif isinstance(node, PATHS) and node.point not in bound:
            on_paths.setdefault(node.point, node)
        elif isinstance(node, t.Point) and node not in bound:
            alone.add(node)
        elif not isinstance(node, (t.Point, *PATHS)):
            stack += [(part, bound | within) for part, within in t.scopes(node)]
    for point, node in sorted(on_paths.items(), key=lambda pair: pair[0].name):
        if point.space not in chains:
            raise Refused(f"{t.said(node)} is not drawn here, and there is no chain of {point.space}")
        if point in alone:
            raise Refused(f"{point.name} is a path, with points such as {t.said(node)}, so {point.name} alone is no "
                          f'point: one of another name is declared by Point("{point.name}_", "{point.space}")')


def times_of(node: Basic, scope: Scope, read: Callable) -> Atom:
    """The times of a point or of a stretch, as a sort: whole numbers from 0 on, the last not before the first."""
    found = []
    for end in node.args[1:]:
        time, conditions = read(end, scope)
        if conditions or not at_least_one(add(time, ONE)):
            raise Refused(f"a time is a whole number from 0 on, not {typed(end)}")
        found.append(time)
    if not before(found[0], add(found[-1], ONE)):
        raise Refused(f"a stretch does not end before it begins, as {t.said(node)} might")
    return stretch(node.space, found[0], found[-1])


def bound_in(scope: Scope, name: str) -> Iterator[tuple[Basic, Atom]]:
    """The points and stretches of the path of a name that are bound in a scope, each with its variable."""
    return ((key, v) for key, v in scope.items() if isinstance(key, PATHS) and key.point.name == name)


def entered(scope: Scope, bound: Scope) -> Scope:
    """The scope inside of what is bound: what is bound outside at times that are bound again is out of reach."""
    inner = dict(scope)
    for node, v in bound.items():
        for key, other in list(bound_in(scope, node.point.name)) if isinstance(node, PATHS) else ():
            if within(other.args[0], v.args[0]):
                inner.pop(key, None)  # two of what is bound may both cover it
            elif not apart(other.args[0], v.args[0]) and not within(v.args[0], other.args[0]):
                raise Refused(f"{t.said(node)} and {t.said(key)} may have some of their points in common, and not all")
        inner[node] = v
    return inner


def given_before(sort: Atom, node: Basic, scope: Scope, weights: Weights) -> bool:
    """Whether some laws mention points of a path at some times, as these are in the scope around them."""
    around = {free_path(node.space, node.point.name), *(v for _, v in bound_in(scope, node.point.name))}
    places = (a for a in atoms_in(*weights) if of_a_path(a) and (a.head != "var" or a.args[0].args[2] is not None))
    return any((a if a.head == "var" else a.args[0]) in around and not apart(span(a), sort) for a in places)


def path_places(node: Basic, scope: Scope, read: Callable) -> tuple[Atom, ...]:
    """The places that a point or a stretch of a path stands for: more than one where only some of its points are bound.

    Raises `Straddling` where that depends on the value of an index.
    """
    if node.point in scope:
        raise Refused(f"{node.point.name} is bound as a single point, so {t.said(node)} is no point of a path here")
    wanted = times_of(node, scope, read)
    space, first, last = wanted.args
    held = [v for _, v in bound_in(scope, node.point.name) if not apart(v.args[0], wanted)]
    around = [v for v in held if within(wanted, v.args[0])]
    if around:  # what is bound further in is narrower
        inmost = next((v for v in around if all(within(v.args[0], other.args[0]) for other in around)), None)
        if inmost is None or len(around) < len(held):
            raise Straddling(f"which point {t.said(node)} is depends on its time")
        return (part(inmost, first, last),)
    if not held:
        return (part(free_path(space, node.point.name), first, last),)
    return tuple(_in_turn(node, wanted, held))


def _in_turn(node: Basic, wanted: Atom, held: list[Atom]) -> Iterator[Atom]:
    """The pieces of a stretch, from its first time to its last: bound ones, and free points between them.

    Raises `Straddling` where what is bound overlaps, so that one hides another, or where the pieces do not end with the
    stretch for every value of the counts.
    """
    space, now, last = wanted.args
    if not all(apart(v.args[0], other.args[0]) for v, other in combinations(held, 2)):
        raise Straddling(f"which points {t.said(node)} has depends on what is bound")
    while before(now, add(last, ONE)):
        here = next((v for v in held if v.args[0].args[1] is now and within(v.args[0], wanted)), None)
        ahead = any(v.args[0].args[1] is add(now, ONE) for v in held)
        if here is None and not (ahead and all(apart(stretch(space, now, now), v.args[0]) for v in held)):
            raise Straddling(f"which points {t.said(node)} has depends on its times")
        yield drawn(free_path(space, node.point.name), now) if here is None else here
        now = add(now if here is None else here.args[0].args[2], ONE)
    if now is not add(last, ONE):
        raise Straddling(f"which points {t.said(node)} has depends on its times")
