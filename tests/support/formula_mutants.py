"""A formula with one slip in it: a sign, a factor, one over a scale for it, ψ for the logarithm, an argument off by one.

The slips are made of the nodes that an author typed, abbreviations read as what they stand for.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sympy

from derivations.language import terms as t
from derivations.language.laws.named import At
from derivations.language.terms import digamma, lgamma, log, polygamma, trigamma
from derivations.language.views.source import source

ONE, TWO, HALF = sympy.Integer(1), sympy.Integer(2), sympy.Rational(1, 2)


def one_over(node):
    return sympy.Pow(node, -1, evaluate=False)


def times(*factors):
    return sympy.Mul(*factors, evaluate=False)


def plus(*terms):
    return sympy.Add(*terms, evaluate=False)


OTHERS = {-1: {"ψ": digamma, "the logarithm": log}, 0: {"the logarithm": log, "ψ′": trigamma, "ln Γ": lgamma},
          1: {"ψ": digamma, "ψ″": lambda u: polygamma(2, u), "one over the argument": one_over}}  # for ln Γ, ψ and ψ′


def mutants(node) -> dict[str, sympy.Expr]:
    """The formulas with one slip each, by what was done and to what; the same formula comes once."""
    node, found, times_named = written_out(node), {}, Counter()
    seen = {node}
    for name, made in _slips(node):
        if made not in seen:
            seen.add(made)
            times_named[name] += 1
            found[name if times_named[name] == 1 else f"{name} ({times_named[name]})"] = made
    return found


def written_out(node):
    """A quantity without abbreviations."""
    node = t.unnamed(node)
    return again(node, [written_out(part) for part in parts(node)]) if parts(node) else node


def parts(node) -> tuple:
    """The quantities of which a node is made, of a number none; of a density of a named law, those in its brackets."""
    if is_number(node):
        return ()
    if isinstance(node, t.Density):
        return node.taken
    if isinstance(node, (t.Polygamma, t.Total)):
        return node.args[-1:]
    if isinstance(node, sympy.Pow):
        return node.args[:1]
    return node.args if isinstance(node, (sympy.Add, sympy.Mul, sympy.log, sympy.exp)) else ()


def is_number(node) -> bool:
    """Whether a node is a rational number, typed as one or as a sign before one."""
    return isinstance(node, sympy.Rational) or (isinstance(node, (sympy.Mul, sympy.Add, sympy.Pow)) and all(map(is_number, node.args)))


def again(node, made):
    """The node with other parts, as typed."""
    if isinstance(node, t.Density):
        return t.Density(node.law, node.outs, [At(n, value) for n, value in enumerate(made, 1)])
    if isinstance(node, t.Polygamma):
        return t.Polygamma(node.order, *made)
    if isinstance(node, t.Total):
        return t.Total(*node.args[:3], *made)
    more = node.args[1:] if isinstance(node, sympy.Pow) else ()
    return node.func(*made, *more, evaluate=False)


def put(node, old, new):
    """A parameter replaced by a quantity, unless it is the point of a density."""
    if node == old:
        return new
    return again(node, [put(part, old, new) for part in parts(node)]) if parts(node) else node


def _slips(node) -> Iterator[tuple[str, sympy.Expr]]:
    """The slips of the whole, of each part, and of a parameter wherever it stands."""
    yield from _at(node, "the whole")
    yield from _inside(node)
    for old in sorted((p for p in node.atoms(t.Parameter, t.Coordinate)), key=lambda p: p.name):
        yield f"one over {old} for each {old}", put(node, old, one_over(old))
        yield f"{old} + 1 for each {old}", put(node, old, plus(old, ONE))


def _inside(node) -> Iterator[tuple[str, sympy.Expr]]:
    """A sign under an even power is left as it is, and so is a factor that is one: nothing would change."""
    of = parts(node)
    even = isinstance(node, sympy.Pow) and int(node.args[1]) % 2 == 0
    for i, part in enumerate(of):
        for name, made in (*_at(part, f"{source(part)} in {source(node)}"), *_inside(part)):
            if not (even and made == times(-ONE, part)):
                yield name, again(node, [*of[:i], made, *of[i + 1:]])
        if isinstance(node, (sympy.Add, sympy.Mul)) and not (isinstance(node, sympy.Mul) and part == 1):
            rest = [*of[:i], *of[i + 1:]]
            yield f"without {source(part)} in {source(node)}", rest[0] if len(rest) == 1 else again(node, rest)
    if isinstance(node, sympy.Pow):
        yield f"the next power in {source(node)}", sympy.Pow(node.args[0], node.args[1] + 1, evaluate=False)


def _at(node: Any, said: str) -> Iterator[tuple[str, sympy.Expr]]:
    """The slips that replace one node; of a number only its double, its half and the next one."""
    if not is_number(node):
        yield f"minus {said}", times(-ONE, node)
        yield f"one over {said}", one_over(node)
        yield f"the square of {said}", sympy.Pow(node, 2, evaluate=False)
    yield f"twice {said}", times(TWO, node)
    yield f"half of {said}", times(HALF, node)
    yield f"one more than {said}", plus(node, ONE)
    if isinstance(node, (sympy.log, sympy.exp)) and not node.has(t.Density):
        (argument,) = parts(node)
        yield f"the argument for {said}", argument
        yield f"the next argument of {said}", again(node, [plus(argument, ONE)])
    if isinstance(node, sympy.log) and not node.has(t.Density):
        yield f"ψ for {said}", digamma(node.args[0])
    if isinstance(node, t.Polygamma):
        for name, function in OTHERS[node.order].items():
            yield f"{name} for {said}", function(node.argument)
        yield f"the next argument of {said}", t.Polygamma(node.order, plus(node.argument, ONE))
        yield f"the argument and a half of {said}", t.Polygamma(node.order, plus(node.argument, HALF))
