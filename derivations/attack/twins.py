"""Near misses of a claim and of every line, with the mistakes of a careless author; `theorems` tries them as twins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import sympy
from sympy.core.relational import Ge, Gt, Le, Lt

from ..language import terms as t
from ..language import writing as w
from ..language.relation import EQ, GE, IFF, IMPLIES, LE, Relation
from ..language.views.rebuilding import again
from .effort import TWINS_OF_A_LINE

_REVERSED = {Le: w.ge, Ge: w.le, Lt: w.gt, Gt: w.lt}


class Miss(NamedTuple):
    """A near miss, and the mistake that leads to it."""

    expression: sympy.Basic
    how: str


PARTS_KEPT = 4096
ROUND = "the numbers of a law the other way round"


def near_misses(node: sympy.Basic, laws: tuple[t.Law, ...], most: int = TWINS_OF_A_LINE) -> list[Miss]:
    """At most `most` different near misses of an expression, of as many kinds of mistake as possible.

    `laws` are the laws of the theorem, of which one may be taken for another.
    """
    by_kind: dict[str, list[Miss]] = {}
    seen = {node}
    parameters = tuple(sorted(node.atoms(t.Parameter), key=lambda parameter: parameter.name))
    for changed, how in _changes(node, (*laws, *parameters)):
        if changed not in seen and not (how == ROUND and _has_any_number_for_a_variance(changed)):
            seen.add(changed)
            by_kind.setdefault(how, []).append(Miss(changed, how))
    chosen: list[Miss] = []
    while len(chosen) < most and any(by_kind.values()):
        for misses in by_kind.values():
            if misses and len(chosen) < most:
                chosen.append(misses.pop(0))
    return chosen


def _has_any_number_for_a_variance(node) -> bool:
    """Whether a variance depends on a real number over which is integrated: at some of them it is negative."""
    within = [part.body if isinstance(part, t.Named) else part for part in sympy.preorder_traversal(node)]
    bound = {point for part in within for point in bound_points(part) if getattr(point, "numbers", None) == "real"}
    laws = [part for part in within if isinstance(part, t.Density) and isinstance(part.law, t.NamedLaw)]
    return any(law.taken[1].atoms(t.Coordinate) & bound for law in laws)


def bound_points(node) -> set:
    """The points that a mean or an integral binds."""
    if isinstance(node, (t.Integral, t.Divergence, t.Normalised)):
        return {*node.args[0]}
    laws = map(t.unnamed, node.args[0]) if isinstance(node, t.Expectation) else ()
    return {out for law in laws if isinstance(law, t.Density) for out in law.outs}


@lru_cache(PARTS_KEPT)  # the lines of a proof share most of their parts
def _all_changes(node, laws) -> tuple[tuple[sympy.Basic, str], ...]:
    return tuple(_changes(node, laws))


def _changes(node, laws) -> Iterator[tuple[sympy.Basic, str]]:
    """The expressions with one mistake, at the node or in one of its arguments, each with the kind of mistake.

    `laws` are the laws and the parameters that may be taken for others.
    """
    yield from _mistakes_at(node, laws)
    if isinstance(node, t.Value):
        yield from _points_of_a_path(node, {law.spaces[0] for law in laws if isinstance(law, t.Chain)})
    if isinstance(node, t.Named):
        yield from _all_changes(node.body, laws)
        return
    if isinstance(node, (t.Point, t.Draw, t.Stretch, t.Law, t.Density, t.Subset, sympy.Symbol)):
        return
    if isinstance(node, sympy.Tuple):  # the laws of an expectation; a normalised one stays as typed
        for i, arg in enumerate(node.args):
            for changed, how in _all_changes(arg, laws) if not isinstance(t.unnamed(arg), t.Normalised) else ():
                yield sympy.Tuple(*node.args[:i], changed, *node.args[i + 1 :]), how
        return
    for i, arg in enumerate(node.args):
        if _structural(node, i):
            continue
        for changed, how in _all_changes(arg, laws):
            try:
                yield again(node, (*node.args[:i], changed, *node.args[i + 1 :])), how
            except (ValueError, TypeError):
                continue


def _structural(node, i: int) -> bool:
    """Whether an argument binds a variable or counts: a mistake there makes no expression."""
    if isinstance(node, (t.Integral, t.Divergence, t.Normalised, t.Integrable)):
        return i == 0 or (isinstance(node, t.Normalised) and i == 2)
    if isinstance(node, (t.Derivative, t.Near)):
        return i == 0
    if isinstance(node, t.Dominated):
        return i != 2
    if isinstance(node, (t.Mean, t.Total, t.Product)):
        return i in (0, 1, 2)
    if isinstance(node, t.Draws):
        return i == 2
    if isinstance(node, t.Extremum):
        return i in (0, 1)
    return isinstance(node, sympy.Pow) and i == 1


def _left_out(node, index) -> bool:
    """Whether an average inside leaves this index out: then the two ranges belong together."""
    return any(isinstance(inner, t.Mean) and inner.args[2] == index for inner in sympy.preorder_traversal(node))


def _mistakes_at(node, laws) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes at the node itself."""
    if isinstance(node, sympy.Add) and len(node.args) == 2:
        a, b = node.args
        minus = isinstance(b, sympy.Mul) and len(b.args) == 2 and b.args[0] == -1
        yield (w.add(a, b.args[1]) if minus else w.sub(a, b)), "a sign"
        yield a, "a dropped term"
        yield (w.neg(b.args[1]) if minus else b), "a dropped term"
    elif isinstance(node, sympy.Mul) and len(node.args) == 2:
        a, b = node.args
        if a == -1:
            yield b, "a sign"
        elif isinstance(b, sympy.Pow) and b.args[1] == -1:
            yield a, "a dropped normaliser"
            yield from _upside_down(a, b.args[0])
        else:
            yield a, "a dropped factor"
    elif isinstance(node, t.Divergence):
        yield t.Divergence(node.args[0], node.args[2], node.args[1]), "a divergence the other way round"
    elif isinstance(node, t.Density):
        yield from _densities(node, laws)
    elif isinstance(node, t.Polygamma):
        yield from _special(node)
    elif isinstance(node, sympy.log):
        yield from _without_logarithm(node.args[0])
    elif type(node) in _REVERSED:
        yield _REVERSED[type(node)](*node.args), "a relation turned round"
    elif isinstance(node, t.Mean) and node.args[2] != 0:
        yield t.Mean(node.args[0], node.args[1], None, node.args[3]), "nothing left out"
    elif isinstance(node, t.Mean) and isinstance(node.args[1], sympy.Add) and not _left_out(node.args[3], node.args[0]):
        yield t.Mean(node.args[0], node.args[1].args[0], None, node.args[3]), "an index off by one"
    elif isinstance(node, (t.Total, t.Product)):
        index, first, last, body = node.args
        what = "term" if isinstance(node, t.Total) else "factor"
        yield type(node)(index, w.add(first, 1), last, body), f"a first {what} left out"
    elif isinstance(node, t.Normalised):
        body = node.args[1]
        yield body, "a missing normaliser"
    if isinstance(node, (sympy.Mul, t.Derivative, t.Stopped)):
        yield from _derivatives(node, [law for law in laws if isinstance(law, t.Parameter)])


def _without_logarithm(node) -> Iterator[tuple[sympy.Basic, str]]:
    """A quantity for its logarithm; with a density of a named law in it, an exponential around has no closed form."""
    if not any(isinstance(part, t.NamedLaw) for part in sympy.preorder_traversal(node)):
        yield node, "a dropped logarithm"


def _upside_down(above, below) -> Iterator[tuple[sympy.Basic, str]]:
    """A fraction upside down; with a number above, what it becomes has no integral, or none in closed form."""
    if not above.has(t.Coordinate):
        yield w.div(below, above), "a fraction upside down"


def _special(node) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about a polygamma function: the wrong order, a logarithm, and an argument off by one."""
    order, argument = node.order, node.argument
    yield t.Polygamma(order + 1 if order < 1 else order - 1, argument), "a polygamma function of another order"
    if order == 0:
        yield t.log(argument), "log for ψ"
    elif order == 1:
        yield w.div(1, argument), "1/a for ψ′(a)"
    yield t.Polygamma(order, w.add(argument, 1)), "an argument off by one"


def _derivatives(node, parameters) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about derivatives, and about what stands still in them."""
    if isinstance(node, t.Stopped):
        yield node.args[0], "what stood still moves"
    elif isinstance(node, sympy.Mul):
        if len(node.args) == 2 and sum(isinstance(arg, t.Stopped) for arg in node.args) == 1:
            a, b = node.args
            other = (t.Stopped(a), b.args[0]) if isinstance(b, t.Stopped) else (a.args[0], t.Stopped(b))
            yield w.mul(*other), "the other factor stands still"
    else:
        parameter, body, at = node.args
        yield w.neg(node), "a sign of a derivative"
        if at == parameter:
            yield _moving(body), "a derivative not taken"
        if at == parameter and isinstance(body, sympy.Mul) and len(body.args) == 2:
            a, b = body.args
            yield w.mul(t.Derivative(parameter, a, at), _moving(b)), "one factor differentiated"
            yield w.mul(_moving(a), t.Derivative(parameter, b, at)), "one factor differentiated"
        for other in parameters:
            if other != parameter and at == parameter:
                yield t.Derivative(other, body, other), "a derivative in another parameter"


def _moving(node):
    """A quantity outside of a derivative, where nothing stands still: `stop` has no meaning there."""
    if isinstance(node, t.Stopped):
        return _moving(node.args[0])
    still = (t.Derivative, t.Place, t.Law, t.Density, t.Subset, sympy.Symbol)
    if isinstance(node, still) or not node.args:
        return node
    if isinstance(node, sympy.Tuple):
        return sympy.Tuple(*map(_moving, node.args))
    return again(node, tuple(map(_moving, node.args))) if node.has(t.Stopped) else node


def _densities(node, laws) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about a density: its conditions, its arguments, its law."""
    outs, givens = node.outs, node.givens
    if isinstance(node.law, t.NamedLaw):
        yield from _numbers_of(node)
        return
    if isinstance(node.law, t.Chain):
        yield from _times_of(node)
    free = [g for g in givens if g.space not in node.law.given]
    if free:
        keep = [g for g in givens if g not in free]
        yield t.Density(node.law, outs, keep), "a condition forgotten"
        yield t.Density(node.law, [*outs, *free], keep), "a joint for a conditional"
    elif len(outs) > 1:
        yield t.Density(node.law, outs[:-1], givens), "an argument forgotten"
        yield t.Density(node.law, outs[1:], givens), "an argument forgotten"
    for number, taken in enumerate(node.taken, 1):
        for other in laws:
            if isinstance(other, t.Parameter) and other != taken:
                places = [t.Taken(n, other if n == number else p) for n, p in enumerate(node.taken, 1)]
                yield t.Density(node.law, outs, [*node.points_given, *places]), "a member at another parameter"
    for law in laws:
        if (
            isinstance(law, t.Law)
            and law != node.law
            and set(law.spaces + law.given) == set(node.law.spaces + node.law.given)
            and law.given == node.law.given
        ):
            yield t.Density(law, outs, givens), "another law"


def _times_of(node) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about the times of a chain: one of them off by one, and a conditional turned round."""
    outs, givens = node.outs, node.givens
    if givens:
        yield t.Density(node.law, givens, outs), "a conditional turned round"
    for i, place in enumerate((*outs, *givens)):
        *others, last = place.args
        places = [*outs, *givens]
        places[i] = type(place)(*others, _one_later(last))
        if len(set(places)) == len(places):
            yield t.Density(node.law, places[: len(outs)], places[len(outs) :]), "a time off by one"


def _points_of_a_path(node, spaces) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about a function at points of paths, whose spaces are given: the time of one of them off by one."""
    function, places = node.args
    for i, place in enumerate(places):
        if isinstance(place, t.Draw) and place.space in spaces:
            later = t.Draw(place.point, _one_later(place.args[1]))
            yield t.Value(function, *places[:i], later, *places[i + 1 :]), "a time off by one"


def _one_later(time):
    """A time, one later, as it is typed: t for t − 1."""
    before = isinstance(time, sympy.Add) and len(time.args) == 2 and time.args[1] in (w.neg(1), -1)
    return time.args[0] if before else w.add(time, 1)


def _numbers_of(node) -> Iterator[tuple[sympy.Basic, str]]:
    """The mistakes about the numbers of a named law: one over the last of them, and both the other way round."""
    first, second = node.taken

    def at(a, b):
        return t.Density(node.law, node.outs, [t.At(1, a), t.At(2, b)])

    mistake = "a scale for a rate" if node.law.name == "Gamma" else "a precision for a variance"
    if not second.has(t.Coordinate):  # else an integral over that number may have no closed form
        yield at(first, one_over(second)), mistake
    if first not in (0, second):  # zero is no variance
        yield at(second, first), ROUND


def one_over(node):
    """1/u, and u for 1/u."""
    divided = isinstance(node, sympy.Mul) and len(node.args) == 2 and node.args[0] == 1
    inverse = node.args[1] if divided else node
    if isinstance(inverse, sympy.Pow) and inverse.args[1] == -1:
        return inverse.args[0]
    return w.div(1, node)


def relate(relation: Relation, a: sympy.Basic, b: sympy.Basic) -> sympy.Basic:
    """The statement that a step from a to b makes; raises `ValueError` for a quantity beside a statement."""
    return {EQ: w.eq, LE: w.le, GE: w.ge, IFF: t.Iff, IMPLIES: t.implies}[relation](a, b)
