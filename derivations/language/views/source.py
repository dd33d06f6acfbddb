"""The printer: it prints a line as an author would type it, so that the text is read back as the same line.

Nodes become Python syntax trees, and Python's own unparser sets the parentheses.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import sympy
from sympy import Basic
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from .. import terms as t
from ..names import look_alike
from ..refusal import Refused

_RELATIONS = {Eq: ast.Eq, Ne: ast.NotEq, Le: ast.LtE, Lt: ast.Lt, Ge: ast.GtE, Gt: ast.Gt}


def source(node: Basic) -> str:
    """The text of a quantity or statement."""
    return ast.unparse(ast.Expression(tree(node)))


t.Spoken.printed = staticmethod(source)


def typed(node: Basic) -> str:
    """The text of a node as an author types it, and SymPy's own where the language has none."""
    try:
        return source(node)
    except ValueError:
        return str(node)


def names_in(*nodes: Basic) -> dict[str, object]:
    """What the names in the text of some nodes stand for, by name: all that `parse` needs to read it back.

    Two things of one name are refused, also inside the body of an abbreviation."""
    return _leaves(nodes)[0]


def names_apart(nodes: Iterable[Basic]) -> dict[str, object]:
    """The same, but points that are called like another space, and names that print like an index, are refused."""
    found, seen = _leaves(nodes)
    _check_spaces(seen)
    _check_families(seen)
    _check_indexed(found, seen)
    _check_members(found, seen)
    return found


@cache
def _words() -> dict[str, object]:
    """The words of the language, by name."""
    return {name: getattr(t, name) for name in LANGUAGE}


def _leaves(nodes: Iterable[Basic]) -> tuple[dict[str, object], set[Basic]]:
    found = dict(_words())
    stack, seen = list(nodes), set()
    while stack:
        part = stack.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, t.NAMED):
            _note(found, part.args[0].name, _table(found.get(part.args[0].name), part))
        elif isinstance(part, t.Law) and not isinstance(part, t.NamedLaw):
            _note(found, part.name, part.declared)
        elif isinstance(part, (t.Point, t.Subset, t.Function, sympy.Symbol)):
            _note(found, part.name, part)
        stack.extend(part.args)
    return found, seen


def _check_spaces(nodes: Iterable[Basic]) -> None:
    spaces = {part.space for part in nodes if isinstance(part, (t.Point, t.Subset))}
    laws = (part for part in nodes if isinstance(part, t.Law) and not isinstance(part, t.NamedLaw))
    spaces |= {s for law in laws for s in law.spaces + law.given}
    spaces |= {s for part in nodes if isinstance(part, t.Function) for s in part.spaces}
    for part in nodes:
        other = isinstance(part, t.Point) and part.name != part.space and not isinstance(part, t.Coordinate)
        if other and part.name in spaces:
            raise Refused(f"{part.name} is a point of the space of {part.space}, and {part.name} is another space")


def _check_families(nodes: Iterable[Basic]) -> None:
    """Refuse a law that is written with two numbers of parameters: these would be two laws of one name."""
    taken: dict[str, set[int]] = {}
    for law in (part for part in nodes if isinstance(part, t.Law)):
        taken.setdefault(law.name, set()).add(law.parameters)
    for name in sorted(name for name, numbers in taken.items() if len(numbers) > 1):
        fewer, more, *_ = sorted(taken[name])
        raise Refused(f"{name} is written with {fewer} and with {more} parameters")


def _check_indexed(found: dict, nodes: Iterable[Basic]) -> None:
    """Refuse a name such as z_1 or z_K beside K draws of z, or q_k beside an index k: they print like draws."""
    drawn = {look_alike(part.args[0].name) for part in nodes if isinstance(part, t.Draw)}
    drawn |= {look_alike(out.name) for part in nodes if isinstance(part, t.Draws) for out in part.outs}
    running = {look_alike(part.args[0].name) for part in nodes if isinstance(part, (t.Mean, t.Total, t.Each))}
    running |= {look_alike(part.args[1].name) for part in nodes if isinstance(part, t.Extremum)}
    counted = {part.args[1] for part in nodes if isinstance(part, t.Draw)} | {
        part.count for part in nodes if isinstance(part, t.Draws)}
    letters = running | {look_alike(v.name) for count in counted for v in count.free_symbols}
    index = re.compile("(?:" + "|".join(["_", "[0-9]", *map(re.escape, sorted(letters))]) + ")+")
    for name in found:
        plain = look_alike(name)
        for place in (i for i, letter in enumerate(plain) if letter == "_" and i):
            stem, tail = plain[:place], plain[place + 1:]
            moves = any(letter in tail for letter in running)
            if index.fullmatch(tail) and (moves or stem in drawn):
                raise Refused(f"{name} looks like {name[:place]} with an index")


def _check_members(found: dict, nodes: Iterable[Basic]) -> None:
    """Refuse a name such as q_phi beside a family q that is taken at phi: the member is printed so."""
    taken: dict[str, set[str]] = {}
    for part in (part for part in nodes if isinstance(part, t.Density) and part.taken):
        if isinstance(part.law, t.NamedLaw):  # it is printed with its numbers inside the parentheses
            continue
        taken.setdefault(look_alike(part.law.name), set()).update(look_alike(v.name) for v in part.taken)
    for name in found:
        plain = look_alike(name)
        for family, parameters in taken.items():
            ending = "|".join(["_", *map(re.escape, sorted(parameters))])
            if re.fullmatch(f"{re.escape(family)}_(?:{ending})+", plain):
                raise Refused(f"{name} looks like a member of the family {family}")


def _note(found: dict, name: str, thing: object) -> None:
    earlier = found.setdefault(name, thing)
    if earlier != thing:
        raise Refused(f"two things are called {name}: a reader could not tell which one a line means")


LANGUAGE = ("D", "E", "Gamma", "KL", "Normal", "always", "both", "bounded", "digamma", "dominated", "each",
            "exchangeable", "exp", "identical", "identity", "iff", "iid", "implies", "inf", "integrable", "integral",
            "inverse", "lgamma", "log", "matrix", "mean", "near", "pi", "polygamma", "product", "proportional", "stop",
            "sup", "total", "trigamma")


class _Called:
    """Reads name(arguments) back as the abbreviation from which it was printed."""

    def __init__(self, origin: Basic) -> None:
        self.origin, self.table = origin, {}

    def __call__(self, *arguments: object) -> Basic:
        return self.table[tuple(map(sympy.sympify, arguments))]


def _table(earlier: object, node: Basic) -> _Called:
    """The reader of an abbreviation, which now knows also what it stands for at the arguments of a node."""
    called = earlier if isinstance(earlier, _Called) and earlier.origin == node.args[3] else _Called(node.args[3])
    if called.table.setdefault(tuple(node.args[1]), node) != node:
        raise Refused(f"{node.args[0].name} stands for two things at the same arguments")
    return called


def _name(text: str) -> ast.Name:
    return ast.Name(text, ast.Load())


def _call(head: ast.expr | str, arguments: Iterable[ast.expr]) -> ast.Call:
    return ast.Call(head if isinstance(head, ast.AST) else _name(head), list(arguments), [])


def _bound(head: str, over: Iterable[ast.expr]) -> ast.Subscript:
    over = list(over)
    return ast.Subscript(_name(head), over[0] if len(over) == 1 else ast.Tuple(over, ast.Load()), ast.Load())


def _places(outs: Iterable[Basic], givens: Iterable[Basic]) -> list[ast.expr]:
    left, right = [tree(o) for o in outs], [tree(g) for g in givens]
    if right:
        left[-1] = ast.BinOp(left[-1], ast.BitOr(), right[0])
    return left + right[1:]


def _mul(node: Basic) -> ast.expr:
    a, b = node.args
    if a == -1:
        return ast.UnaryOp(ast.USub(), tree(b))
    if isinstance(b, sympy.Pow) and b.args[1] == -1:
        return ast.BinOp(tree(a), ast.Div(), tree(b.args[0]))
    return ast.BinOp(tree(a), ast.Mult(), tree(b))


def _add(node: Basic) -> ast.expr:
    a, b = node.args
    if isinstance(b, sympy.Mul) and len(b.args) == 2 and b.args[0] == -1:
        return ast.BinOp(tree(a), ast.Sub(), tree(b.args[1]))
    return ast.BinOp(tree(a), ast.Add(), tree(b))


def _left_nested(node: Any, build: Callable[[Basic], ast.expr]) -> ast.expr:
    """A product or a sum of several parts, nested from the left."""
    if len(node.args) == 2:
        return build(node)
    first = node.func(*node.args[:-1], evaluate=False)
    return build(node.func(first, node.args[-1], evaluate=False))


def _list(parts: Iterable[ast.expr]) -> ast.List:
    return ast.List(list(parts), ast.Load())


def _joined(sign: type[ast.operator], node: Basic) -> ast.BinOp:
    """Two operands, of which one at least is a matrix, with the operator between them."""
    a, b = map(tree, node.args)
    return ast.BinOp(a, sign(), b)


def _mean(node: Basic) -> ast.Call:
    index, count, but, body = node.args
    piece = ast.Slice(tree(index), tree(count), None if but == 0 else tree(but))
    return _call(ast.Subscript(_name("mean"), piece, ast.Load()), [tree(body)])


def _over_a_range(word: str) -> Callable:
    def printer(node: Basic) -> ast.expr:
        index, first, last, body = map(tree, node.args)
        return _call(ast.Subscript(_name(word), ast.Slice(index, first, last), ast.Load()), [body])
    return printer


def _density(node: Basic) -> ast.Call:
    law = _bound(node.law.name, map(tree, node.taken)) if node.taken else _name(node.law.name)
    return _call(law, _places(node.outs, node.points_given))


def _at_a_value(word: str) -> Callable:
    def printer(node: Basic) -> ast.expr:
        parameter, body, at = node.args
        piece = tree(parameter) if at == parameter else ast.Slice(tree(parameter), tree(at), None)
        return _call(ast.Subscript(_name(word), piece, ast.Load()), [tree(body)])
    return printer


def _extremum(node: Basic) -> ast.Call:
    kind, point, subset, body = node.args
    piece = ast.Slice(tree(point), tree(subset), None) if isinstance(subset, t.Subset) else tree(point)
    return _call(ast.Subscript(_name(kind.name), piece, ast.Load()), [tree(body)])


def tree(node: Basic) -> ast.expr:
    """The Python syntax tree of a node."""
    if isinstance(node, sympy.Integer):
        n = int(node)
        return ast.Constant(n) if n >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-n))
    if isinstance(node, (sympy.Symbol, t.Point, t.Subset)):
        return _name(node.name)
    kind = type(node)
    if kind in _RELATIONS:
        return ast.Compare(tree(node.args[0]), [_RELATIONS[kind]()], [tree(node.args[1])])
    printer = _PRINTERS.get(kind)
    if printer is None:
        raise ValueError(f"no text for {kind.__name__}: {node!r}")
    return printer(node)


def _binder(name: str) -> Callable[[Basic], ast.Call]:
    return lambda n: _call(_bound(name, map(tree, n.args[0])), map(tree, n.args[1:]))


_PRINTERS = {
    sympy.Add: lambda n: _left_nested(n, _add),
    sympy.Mul: lambda n: _left_nested(n, _mul),
    sympy.Pow: lambda n: ast.BinOp(tree(n.args[0]), ast.Pow(), tree(n.args[1])),
    sympy.log: lambda n: _call("log", [tree(n.args[0])]),
    sympy.exp: lambda n: _call("exp", [tree(n.args[0])]),
    sympy.Implies: lambda n: _call("implies", map(tree, n.args)),
    t.Pi: lambda n: _name("pi"),
    t.Polygamma: lambda n: _call(*((n.word, [tree(n.argument)]) if n.word else ("polygamma", map(tree, n.args)))),
    t.Draw: lambda n: ast.Subscript(tree(n.args[0]), tree(n.args[1]), ast.Load()),
    t.Stretch: lambda n: ast.Subscript(tree(n.args[0]), ast.Slice(*map(tree, n.args[1:])), ast.Load()),
    t.Density: _density, t.Derivative: _at_a_value("D"), t.Near: _at_a_value("near"),
    t.Stopped: lambda n: _call("stop", map(tree, n.args)),
    t.Dominated: lambda n: _call(_bound("dominated", map(tree, n.args[0])), map(tree, n.args[1:3])),
    t.Draws: lambda n: _call(n.kind, [tree(n.density), tree(n.count)]),
    t.Value: lambda n: _call(n.args[0].name, map(tree, n.args[1])),
    t.Normalised: lambda n: _call(_call(_bound("proportional", map(tree, n.args[0])), [tree(n.args[1])]),
                                  map(tree, n.args[2])),
    t.Expectation: _binder("E"), t.Integral: _binder("integral"), t.Divergence: _binder("KL"),
    t.Always: _binder("always"), t.Integrable: _binder("integrable"),
    t.Mean: _mean, t.Total: _over_a_range("total"), t.Product: _over_a_range("product"),
    t.Each: _over_a_range("each"), t.Extremum: _extremum,
    **dict.fromkeys(t.NAMED, lambda n: _call(n.args[0].name, map(tree, n.args[1]))),
    t.Iff: lambda n: _call("iff", map(tree, n.args)), t.Both: lambda n: _call("both", map(tree, n.args)),
    t.Bounded: lambda n: _call("bounded", map(tree, n.args)),
    t.Typed: lambda n: _call("matrix", [_list(_list(map(tree, row)) for row in n.args[0])]),
    t.Identity: lambda n: _call("identity", map(tree, n.args)),
    t.Inverted: lambda n: _call("inverse", map(tree, n.args)),
    t.Transposed: lambda n: ast.Attribute(tree(n.args[0]), "T", ast.Load()),
    t.Scaled: lambda n: ast.UnaryOp(ast.USub(), tree(n.args[1])) if n.args[0] == -1 else _joined(ast.Mult, n),
    t.Multiplied: lambda n: _joined(ast.MatMult, n), t.Added: lambda n: _joined(ast.Add, n),
    t.Subtracted: lambda n: _joined(ast.Sub, n),
    t.SameEntries: lambda n: ast.Compare(tree(n.args[0]), [ast.Eq()], [tree(n.args[1])]),
}
