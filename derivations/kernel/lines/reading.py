"""Reads a line as its author typed it: its canonical form, and the conditions under which it is defined.

A product with a factor that is exactly zero is zero, whatever its other factors are (0 log 0 = 0, and a density weights
only where it has mass).  So a condition that arises beside a density is guarded by that density.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar

import sympy
from sympy import Basic
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ...language import terms as t
from ...language.views.source import typed
from ..forms.binders import (
    ONE,
    Atom,
    Poly,
    Refused,
    add,
    as_poly,
    atom,
    const,
    equality,
    inverse,
    mul,
    power,
    sub,
    var,
)
from ..forms.derivatives import carried_out, first_of_a_density
from ..forms.expansions import at_least_one, nonzero, positive
from ..forms.head import BY_NODE, HEADS, Scope
from ..forms.nodes import Conditions, Form, Variables, Weights
from ..forms.polynomials import index_from
from ..logic.conditions import bridge, close, under
from ..logic.defined import says_smooth, where_not_zero
from .paths import PATHS, Straddling, entered, given_before, times_of

LARGEST_POWER = 50  # exponent
LARGEST_NUMBER = 2_000  # bits of the powers of a coefficient


def read_line(expression: Basic) -> tuple[Form, Conditions]:
    """The canonical form of a line and its definedness conditions."""
    if isinstance(expression, sympy.Expr):
        return read(expression, {})
    return read_statement(expression, {})


class Readings:
    """What was read of each part in each scope: lines, and near misses of them, share most of their parts.  Like the
    interned forms, the table lives as long as the process: a reading depends on the part and the scope alone."""

    table: ClassVar[dict[tuple, tuple[Poly, Conditions]]] = {}


def read(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    """The canonical form of a quantity and its definedness conditions."""
    # One call for each level of a part: a second one, as of a cached function, would halve how deep a line may be.
    known = (expr, frozenset(scope.items()))
    found = Readings.table.get(known)
    if found is not None:
        return found
    arithmetic, head = _ARITHMETIC.get(type(expr)), BY_NODE.get(type(expr))
    if isinstance(scope.get(expr), Poly):  # a parameter at its value outside all derivatives
        found = scope[expr], ()
    elif arithmetic is not None:
        found = arithmetic(expr, scope)
    elif isinstance(expr, sympy.Rational):
        found = const(Fraction(int(expr.p), int(expr.q))), ()
    elif head is None or not isinstance(expr, sympy.Expr):
        raise Refused(f"the kernel cannot read {type(expr).__name__}: {expr}")
    else:
        made, conditions = read_atom(expr, scope)
        found = as_poly(made), conditions
    Readings.table[known] = found
    return found


def read_statement(expr: Basic, scope: Scope) -> tuple[Atom, Conditions]:
    """The canonical form of a statement and the definedness conditions of the quantities in it."""
    kind = type(expr)
    if kind in (Eq, Ne, Le, Lt, Ge, Gt):
        a, ca = read(expr.args[0], scope)
        b, cb = read(expr.args[1], scope)
        return relation(kind, a, b), (*ca, *cb)
    if kind not in BY_NODE or isinstance(expr, sympy.Expr):
        raise Refused(f"not a statement: {expr}")
    return read_atom(expr, scope)


def read_atom(node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
    """The atom that a node means, and the conditions under which it is defined."""
    made, found = BY_NODE[type(node)].read(node, scope)
    return made, (*found, *(made.kind.asked(made) if isinstance(made, Atom) else ()))


def relation(kind: type[Basic], a: Poly, b: Poly) -> Atom:
    """The atom of a comparison: a = b, a ≤ b, or that a difference is positive or not zero."""
    if kind in (Ge, Gt):
        a, b = b, a
    if kind in (Eq, Ne):
        if kind is Ne:
            return nonzero(sub(a, b))
        return equality(a, b)
    if kind in (Lt, Gt):
        return positive(sub(b, a))
    return atom("le", a, b)


def place(node: Basic, scope: Scope) -> Atom:
    """The variable that a point stands for, or the draw z[k], which has to be among those that are drawn here."""
    if isinstance(node, t.Draw):
        base, index = node.args
        number, _ = read(index, scope)
        if base not in scope or not isinstance(scope[base], tuple):
            raise Refused(f"{base.name}[…] is not drawn here")
        variable, count = scope[base]
        within, most = number.atom_alone(), number
        if within is not None:
            if within.head != "var":
                raise Refused(f"{base.name}[{typed(index)}]: an index is a count, not a quantity")
            most = within.args[0][1] if isinstance(within.args[0], tuple) else number
        room = sub(count, most)
        if not at_least_one(add(room, ONE)) or not (within is not None or at_least_one(number)):
            raise Refused(f"{base.name}[{typed(index)}] is not among the draws")
        return atom("draw", variable, number)
    if isinstance(node, t.At):
        return atom("at", int(node.space.split()[1]), read(node.parameter, scope)[0])
    if isinstance(node, t.Taken):
        return HEADS["param"].make(  # pyright: ignore[reportOptionalCall]  # this head has a maker
            int(node.space.split()[1]), read(node.parameter, scope)[0])
    if isinstance(node, t.Stretch):
        raise Refused(f"{t.said(node)} is a stretch of a path: it stands in the densities of a chain only")
    found = scope.get(node)
    if isinstance(found, tuple):
        raise Refused(f"{node.name} stands for several draws: say which one, {node.name}[k]")
    return found or var(node.space, node.name)


def stopped(scope: Scope) -> Scope:
    """The scope in which each parameter that a derivative around binds stands for its value outside all of them."""
    return scope | {key.args[0]: value for key, value in scope.items() if isinstance(key, t.Stopped)}


def _stop(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    if not any(isinstance(key, t.Stopped) for key in scope):
        raise Refused(f"{expr} stands outside a derivative: there is nothing to stop")
    return read(expr.args[0], stopped(scope))


def _add(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    pairs = [read(arg, scope) for arg in expr.args]
    return add(*(p for p, _ in pairs)), tuple(c for _, cs in pairs for c in cs)


def _factors(expr: Basic) -> Iterator[Basic]:
    for arg in expr.args:
        yield from _factors(arg) if isinstance(arg, sympy.Mul) else (arg,)


def _mul(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    factors = list(_factors(expr))
    pairs = [read(arg, scope) for arg in factors]
    laws = {i: law for i, (p, found) in enumerate(pairs)  # two conditionals must not vouch for each other
            if (law := guard(factors[i], p)) is not None and all(map(says_smooth, found))}
    sums = [i for i, (p, found) in enumerate(pairs) if len(p.terms) > 1 and not found]
    conditions = []
    for i, (_, found) in enumerate(pairs):
        smooth = tuple(c for c in found if says_smooth(c))
        plain = tuple(law for j, law in laws.items() if j != i and isinstance(factors[j], t.Density))
        found = under(tuple(law for j, law in laws.items() if j != i), (c for c in found if c not in smooth))
        for j in sums:
            found = where_not_zero(pairs[j][0], found)
        conditions += [*found, *under(plain, smooth)]
    return mul(*(p for p, _ in pairs)), tuple(conditions)


def guard(factor: Basic, form: Poly) -> Atom | None:
    """The density without which a factor of a product is zero: itself, or what it is the first derivative of."""
    if isinstance(factor, t.Density):
        return form.atom_alone()
    made = carried_out(form).atom_alone() if isinstance(factor, t.Derivative) else None
    return None if made is None else first_of_a_density(made)


def _pow(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    base, conditions = read(expr.args[0], scope)
    exponent = expr.args[1]
    if not isinstance(exponent, sympy.Integer):
        raise Refused(f"the kernel reads whole powers only, not {typed(expr)}: write exp(a*log(x)) for x**a")
    bits = max((Fraction(c).numerator.bit_length() + Fraction(c).denominator.bit_length() for _, c in base.terms),
               default=1)
    if bits*abs(int(exponent)) > LARGEST_NUMBER and (base.is_number or abs(exponent) <= LARGEST_POWER):
        raise Refused(f"the kernel reads numbers up to 2**{LARGEST_NUMBER}")
    if abs(exponent) > LARGEST_POWER:
        raise Refused(f"the kernel reads powers up to {LARGEST_POWER}, not {typed(exponent)}")
    if exponent < 0:
        return power(inverse(base), -int(exponent)), (*conditions, nonzero(base))
    return power(base, int(exponent)), conditions


def index(expr: Basic, scope: Scope) -> Poly:
    """The form of a whole number that is at least one whatever its counts are."""
    found, conditions = read(expr, scope)
    if conditions or not at_least_one(found):
        raise Refused(f"an index is a whole number from 1 on, not {typed(expr)}")
    return found


def opened(over: Iterable[Basic], scope: Scope) -> tuple[Variables, Weights, Scope, Conditions]:
    """Bind points or laws, one after the other.

    Returns the variables, the weights, the scope inside, and the conditions under which the laws are defined.
    """
    outside, mentioned = scope, set()  # the scope around this bracket, and the variables that its laws mention
    scope, variables, weights, conditions, seen = dict(scope), [], [], (), set()
    for item in map(t.unnamed, over):
        alone = isinstance(item, t.Place)
        outs, before = (item,) if alone else item.outs, (tuple(variables), tuple(weights))
        on_paths = alone or (isinstance(item, t.Density) and isinstance(item.law, t.Chain))
        bound: Scope = {}
        for i, out in enumerate(outs):
            of_path = isinstance(out, PATHS)
            if out in seen:
                raise Refused(f"{t.said(out)} is bound twice: one of the two is a point of another name")
            if not isinstance(out, (t.Point, *(PATHS if on_paths else ()))):
                raise Refused(f"{t.said(out)} cannot be bound here")
            sort = times_of(out, scope, read) if of_path else out.space
            if given_before(sort, out, outside, weights) if of_path else outside_of(out, outside) in mentioned:
                raise Refused(f"{t.said(out)} is bound behind a law that is given it: write that law after it")
            seen.add(out)
            bound[out] = var(sort, ("typed", level(scope) + i, out.point.name if of_path else out.name))
        variables += bound.values()
        if alone:
            scope = entered(scope, bound)
            continue
        count, draws = None, isinstance(item, t.Draws)
        if draws:
            if len(item.outs) != 1:  # twins are made by replacing parts of nodes
                raise Refused(f"draws are of one point each, not of {item.density}")
            count, _ = read(item.count, scope)
            if not at_least_one(count):
                raise Refused(f"the number of draws {typed(item.count)} must be at least one")
        inner = entered(scope, bound)
        weight, found = read_atom(item.density if draws else item, inner)
        found = (*found, *bridge(weight))
        scope = {**scope, **{out: (v, count) for out, v in bound.items()}} if draws else inner
        weights.append(atom("draws", item.kind, weight, count) if draws else weight)
        mentioned |= weights[-1].free
        conditions += close(before[0], before[1], close(tuple(bound.values()), (), found))
    return tuple(variables), tuple(weights), scope, conditions


def ranged(node: Basic, scope: Scope) -> tuple[Atom, Scope]:
    """Bind the index of a range, which may be empty but not end earlier: its variable, and the scope within."""
    name, first_node, last_node, _ = node.args
    first, (last, conditions) = index(first_node, scope), read(last_node, scope)
    if conditions or not at_least_one(add(sub(last, first), const(2))):
        raise Refused(f"from {typed(first_node)} to {typed(last_node)} is no range: a range may be empty, "
                      "but not end more than one before it begins")
    k = var(index_from(first, last), ("typed", level(scope), name.name))
    return k, {**scope, name: k}


def with_first_apart(node: Basic, scope: Scope, refusal: Straddling) -> tuple[Poly, Poly, Conditions]:
    """The body of a sum or a product at its first index, and what is left from the next index on, where the points of
    a path at the first index are not bound like the others."""
    name, first, last, body = node.args
    (a, _), (b, _) = read(first, scope), read(last, scope)
    if not at_least_one(add(sub(b, a), ONE)):
        raise refusal
    at_first, found = read(body, {**scope, name: a})
    rest, more = read(type(node)(name, sympy.Add(first, 1, evaluate=False), last, body), scope)
    return at_first, rest, (*found, *more)


def outside_of(point: Basic, scope: Scope) -> Atom:
    """The variable that a point stands for in a scope."""
    found = scope.get(point)
    return found[0] if isinstance(found, tuple) else found or var(point.space, point.name)


def level(scope: Scope) -> int:
    """A number that no variable bound so far carries."""
    held = (v[0] if isinstance(v, tuple) else v for v in scope.values())
    variables = (v for one in held for v in one.free)
    return 1 + max((v.args[1][1] for v in variables if v.args[1][0] == "typed"), default=-1)


def _named(expr: Basic, scope: Scope) -> tuple[Poly, Conditions]:
    if expr.body.has(t.Stopped):
        raise Refused(f"{expr} would mean something else inside another derivative: its body stops a parameter")
    return read(expr.body, scope)


_ARITHMETIC = {sympy.Add: _add, sympy.Mul: _mul, sympy.Pow: _pow, t.Named: _named, t.Stopped: _stop}
