"""From what the author typed to the canonical form, with what must hold for the line to be defined.

Meaning of a product: a factor that is exactly zero makes the product zero, whatever the rest (0 log 0 = 0, and a
density weights only where it has mass).  So a condition that arises beside a density is guarded by it.
"""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ...language import terms as t
from ..forms.binders import (
    ONE,
    Atom,
    Poly,
    Refused,
    add,
    atom,
    bind,
    const,
    equality,
    inverse,
    law_atom,
    lift,
    mul,
    power,
    space_of,
    sub,
    var,
)
from ..forms.expansions import at_least_one, nonnegative, nonzero, positive
from ..logic.conditions import always, close, finite, integrable, under
from ..logic.defined import asked, guards
from .places import on_top

LARGEST_POWER = 50
LARGEST_NUMBER = 2_000  # bits


def read_line(expression) -> tuple[Poly | Atom, tuple]:
    """The canonical form of a line and its definedness conditions."""
    if isinstance(expression, sympy.Expr):
        return read(expression, {})
    return read_statement(expression, {})


def read(expr, scope: dict) -> tuple[Poly, tuple]:
    """The canonical form of a quantity and its definedness conditions."""
    reader = _READERS.get(type(expr))
    if reader is None:
        if isinstance(expr, sympy.Rational):
            return const(Fraction(int(expr.p), int(expr.q))), ()
        raise Refused(f"the kernel cannot read {type(expr).__name__}: {expr}")
    return reader(expr, scope)


def read_statement(expr, scope: dict) -> tuple[Atom, tuple]:
    """The canonical form of a statement and the definedness conditions of the quantities in it."""
    kind = type(expr)
    if kind in (Eq, Ne, Le, Lt, Ge, Gt):
        a, ca = read(expr.args[0], scope)
        b, cb = read(expr.args[1], scope)
        return relation(kind, a, b), (*ca, *cb)
    if kind is t.Always:
        variables, weights, inner, conditions = _open(expr.args[0], scope)
        statement, more = read_statement(expr.args[1], inner)
        conditions += close(variables, weights, more)
        closed = always(variables, weights, statement)
        return closed[0] if len(closed) == 1 else atom("and", *closed), conditions
    if kind is t.Integrable:
        variables, weights, inner, conditions = _open(expr.args[0], scope)
        body, more = read(expr.args[1], inner)
        conditions += close(variables, weights, more)
        closed = integrable(variables, weights, body)
        return closed[0] if len(closed) == 1 else atom("and", *closed), conditions
    if kind in (sympy.Implies, t.Iff, t.Both):
        pairs = [read_statement(arg, scope) for arg in expr.args]
        head = {sympy.Implies: "implies", t.Iff: "iff", t.Both: "and"}[kind]
        return atom(head, *(s for s, _ in pairs)), tuple(c for _, cs in pairs for c in cs)
    if kind is t.Bounded:
        quantity, conditions = read(expr.args[0], scope)
        if not on_top(quantity):
            raise Refused("bounded(…) speaks of suprema and infima, of their sums and of nothing else")
        closed = finite(quantity)
        return closed[0] if len(closed) == 1 else atom("and", *closed), conditions
    raise Refused(f"not a statement: {expr}")


def relation(kind, a: Poly, b: Poly) -> Atom:
    if kind in (Ge, Gt):
        a, b = b, a
    if kind in (Eq, Ne):
        if kind is Ne:
            return nonzero(sub(a, b))
        return equality(a, b)
    if kind in (Lt, Gt):
        return positive(sub(b, a))
    return atom("le", a, b)


def place(node, scope: dict) -> Atom:
    if isinstance(node, t.Draw):
        base, index = node.args
        number, _ = read(index, scope)
        if base not in scope or not isinstance(scope[base], tuple):
            raise Refused(f"{base.name}[…] is not drawn here")
        variable, count = scope[base]
        within, most = number.atom_alone(), number
        if within is not None:
            if within.head != "var":
                raise Refused(f"{base.name}[{index}]: an index is a count, not a quantity")
            most = within.args[0][1] if isinstance(within.args[0], tuple) else number
        room = sub(count, most)
        if not at_least_one(add(room, ONE)) or not (within is not None or at_least_one(number)):
            raise Refused(f"{base.name}[{index}] is not among the draws")
        return atom("draw", variable, number)
    found = scope.get(node)
    if isinstance(found, tuple):
        raise Refused(f"{node.name} stands for several draws: say which one, {node.name}[k]")
    return found or var(node.space, node.name)


def _symbol(expr, scope):
    found = scope.get(expr)
    return lift(found or var("count" if expr.is_integer and expr.is_positive else "real", expr.name)), ()


def _add(expr, scope):
    pairs = [read(arg, scope) for arg in expr.args]
    return add(*(p for p, _ in pairs)), tuple(c for _, cs in pairs for c in cs)


def _factors(expr):
    for arg in expr.args:
        yield from _factors(arg) if isinstance(arg, sympy.Mul) else (arg,)


def _mul(expr, scope):
    factors = list(_factors(expr))
    pairs = [read(arg, scope) for arg in factors]
    laws = {i: p.atom_alone() for i, (p, found) in enumerate(pairs)
            if isinstance(factors[i], t.Density) and not found}  # two conditionals must not vouch for each other
    conditions = []
    for i, (_, found) in enumerate(pairs):
        conditions.extend(under(tuple(law for j, law in laws.items() if j != i), found))
    return mul(*(p for p, _ in pairs)), tuple(conditions)


def _pow(expr, scope):
    base, conditions = read(expr.args[0], scope)
    exponent = expr.args[1]
    if not isinstance(exponent, sympy.Integer):
        raise Refused(f"the kernel reads whole powers only, not {expr}")
    bits = max((Fraction(c).numerator.bit_length() + Fraction(c).denominator.bit_length() for _, c in base.terms),
               default=1)
    if bits*abs(int(exponent)) > LARGEST_NUMBER:
        raise Refused(f"the kernel reads numbers up to 2**{LARGEST_NUMBER}")
    if abs(exponent) > LARGEST_POWER:
        raise Refused(f"the kernel reads powers up to {LARGEST_POWER}, not {exponent}")
    if exponent < 0:
        return power(inverse(base), -int(exponent)), (*conditions, nonzero(base))
    return power(base, int(exponent)), conditions


def _log(expr, scope):
    if len(expr.args) != 1:
        raise Refused("a logarithm is natural and takes one argument")
    u, conditions = read(expr.args[0], scope)
    found = atom("log", u)
    return lift(found), (*conditions, *asked(found))


def _exp(expr, scope):
    u, conditions = read(expr.args[0], scope)
    return lift(atom("exp", u)), conditions


def density(expr, scope) -> tuple[Atom, tuple]:
    outs = tuple(place(o, scope) for o in expr.outs)
    givens = tuple(place(g, scope) for g in expr.givens)
    found = law_atom(expr.law, outs, givens)
    return found, asked(found)


def _density(expr, scope):
    found, conditions = density(expr, scope)
    return lift(found), conditions


def _value(expr, scope):
    places = [place(a, scope) if isinstance(a, (t.Point, t.Draw)) else index(a, scope) for a in expr.args[1]]
    return lift(atom("fn", expr.args[0], *places)), ()


def index(expr, scope) -> Poly:
    """A whole number from one on, whatever its counts are: which one, or how many."""
    found, conditions = read(expr, scope)
    if conditions or not at_least_one(found):
        raise Refused(f"an index is a whole number from 1 on, not {expr}")
    return found


def _normalised(expr, scope):
    found, conditions = normalised(expr, scope)
    return lift(found), conditions


def normalised(expr, scope):
    variables, _, inner, _ = _open(expr.args[0], scope)
    g, found = read(expr.args[1], inner)
    if not nonnegative(g):
        raise Refused(f"not visibly non-negative, so no law is proportional to it: {expr.args[1]}")
    at = tuple(place(p, scope) for p in expr.args[2])
    if [space_of(v) for v in at] != [v.args[0] for v in variables]:
        raise Refused(f"a law over {expr.args[0]} is not taken at {expr.args[2]}")
    depends_on = bind("int", variables, g).free
    if any((v.args[0] if v.head == "draw" else v) in depends_on for v in at):
        raise Refused(f"the law depends on the point {expr.args[2]} at which it is taken")
    made = bind("norm", variables, g, at)
    return made, (*close(variables, (), found), *asked(made))


def _open(over, scope):
    """Bind points or laws, one after the other: variables, weights, the inner scope, definedness conditions."""
    outside, mentioned = scope, set()  # what is bound around this bracket, and what its laws mention
    scope, variables, weights, conditions, seen = dict(scope), [], [], (), set()
    for item in map(t.unnamed, over):
        outs, before = (item,) if isinstance(item, t.Point) else item.outs, (tuple(variables), tuple(weights))
        for out in outs:
            if not isinstance(out, t.Point) or out in seen:
                raise Refused(f"{out} cannot be bound here")
            if outside_of(out, outside) in mentioned:
                raise Refused(f"{out.name} is bound behind a law that is given it: write that law after it")
            seen.add(out)
        level = _level(scope)
        opened = {out: var(out.space, ("typed", level + i, out.name)) for i, out in enumerate(outs)}
        variables += opened.values()
        if isinstance(item, t.Point):
            scope.update(opened)
            continue
        count, draws = None, isinstance(item, t.Draws)
        if draws:
            if len(item.outs) != 1:  # nodes are also made by replacing parts of others
                raise Refused(f"draws are of one point each, not of {item.density}")
            count, _ = read(item.count, scope)
            if not at_least_one(count):
                raise Refused(f"the number of draws {item.count} must be at least one")
        inner = {**scope, **opened}
        weight, found = (normalised if isinstance(item, t.Normalised) else density)(
            item.density if draws else item, inner)
        scope.update({out: (v, count) for out, v in opened.items()} if draws else opened)
        weights.append(atom("draws", item.kind, weight, count) if draws else weight)
        mentioned |= weights[-1].free
        conditions += close(before[0], before[1], close(tuple(opened.values()), (), found))
    return tuple(variables), tuple(weights), scope, conditions


def outside_of(point, scope) -> Atom:
    """The variable that a point stands for where nothing more is bound."""
    found = scope.get(point)
    return found[0] if isinstance(found, tuple) else found or var(point.space, point.name)


def _level(scope) -> int:
    """A number that no variable bound so far carries."""
    held = (v[0] if isinstance(v, tuple) else v for v in scope.values())
    return 1 + max((v.args[1][1] for v in held if v.args[1][0] == "typed"), default=-1)


def _expectation(expr, scope):
    variables, weights, inner, conditions = _open(expr.args[0], scope)
    body, found = read(expr.args[1], inner)
    made = bind("E", variables, weights, body)
    return lift(made), (*conditions, *close(variables, weights, found), *asked(made))


def _integral(expr, scope):
    variables, _, inner, _ = _open(expr.args[0], scope)
    body, found = read(expr.args[1], inner)
    made = bind("int", variables, body)
    return lift(made), (*close(variables, (), found), *asked(made))


def _divergence(expr, scope):
    variables, _, inner, _ = _open(expr.args[0], scope)
    a, ca = read(expr.args[1], inner)
    b, cb = read(expr.args[2], inner)
    if not nonnegative(a) or not nonnegative(b):
        raise Refused("a divergence is between non-negative densities")
    made = bind("KL", variables, a, b)
    return lift(made), (*close(variables, (), (*ca, *under(guards(a), cb))), *asked(made))


def _mean(expr, scope):
    index, count_expr, but_expr, body_expr = expr.args
    count, _ = read(count_expr, scope)
    but = None if but_expr == 0 else read(but_expr, scope)[0]
    size = count if but is None else sub(count, ONE)
    if not at_least_one(size):
        raise Refused(f"a mean over no indices: {count_expr}{'' if but is None else ' but one'}")
    if but is not None:
        j = but.atom_alone()
        if j is None or j.head != "var" or j.args[0] != ("index", count):
            raise Refused(f"the index left out must run over the same range: {but_expr}")
    k = var(("index", count), ("typed", _level(scope), index.name))
    body, found = read(body_expr, {**scope, index: k})
    return lift(bind("mean", (k,), count, but, body)), close((k,), (), found)


def _extremum(expr, scope):
    kind, point, subset, body_expr = expr.args
    variables, _, inner, _ = _open((point,), scope)
    body, found = read(body_expr, inner)
    inside = subset if isinstance(subset, t.Subset) else None
    if inside is not None and inside.space != point.space:
        raise Refused(f"{inside.name} is no set of points like {point.name}")
    made = bind(kind.name, variables, inside, body)
    return lift(made), (*close(variables, (), found), *asked(made))


def _named(expr, scope):
    return read(expr.body, scope)


_READERS = {
    sympy.Symbol: _symbol, sympy.Add: _add, sympy.Mul: _mul, sympy.Pow: _pow, sympy.log: _log, sympy.exp: _exp,
    t.Density: _density, t.Value: _value, t.Normalised: _normalised, t.Expectation: _expectation,
    t.Integral: _integral, t.Divergence: _divergence, t.Mean: _mean, t.Extremum: _extremum, t.Named: _named,
}
