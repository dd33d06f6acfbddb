"""Lines between two lines that differ in several places, each of which is another instance of one theorem.

Nothing here is trusted: each step between these lines is checked like a step of an author.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from ..forms.binders import Atom, Poly, add, lift, mul, poly, power, replace, reshape
from ..forms.nodes import Visit
from ..forms.polynomials import is_point
from ..lines.between import Larger

MOST_LINES = 40  # between two lines


def lines_between(left: Poly, right: Poly, equation: Atom) -> list[Poly]:
    """Lines that lead from one quantity to another by replacing, factor by factor, one side of an equation by the other
    side; empty where they do not lead there."""
    for pattern, image in (equation.args, equation.args[::-1]):
        a = pattern.atom_alone()
        if a is None:
            continue
        visit = _replacing(a, image)
        forwards, backwards = [left, *_one_by_one(left, visit)], [right, *_one_by_one(right, visit)]
        if forwards[-1] is backwards[-1] and 2 < len(forwards) + len(backwards) <= MOST_LINES:
            return [*forwards, *backwards[-2::-1]]
    return []


def larger_by(claim: Atom) -> Larger:
    """What an inequality that a theorem claims puts above an atom, where that is its smaller side."""
    a = claim.args[0].atom_alone() if claim.head == "le" else None
    visit = None if a is None else _replacing(a, claim.args[1])

    def larger(b: Atom) -> Iterator[Poly]:
        made = lift(b) if visit is None else visit(b)[0]
        if made is not lift(b):
            yield made
    return larger


def _replacing(pattern: Atom, image: Poly) -> Visit:
    """The visit that replaces an atom, and what it becomes where its free points stand for bound ones."""
    points = [v for v in sorted(pattern.free, key=lambda v: v.key) if is_point(v)]

    def visit(a: Atom) -> tuple[Poly, tuple]:
        if a.head == pattern.head:
            for mapping in _mappings(points, a):
                if replace(pattern, mapping) is a:
                    return replace(image, mapping), ()
        return lift(a), ()
    return visit


def _mappings(points: list[Atom], a: Atom) -> Iterator[dict[Atom, Atom]]:
    yield {}
    bound = [v for v in sorted(a.free, key=lambda v: v.key) if not is_point(v)]
    for images in permutations(bound, len(points)) if len(points) <= 3 and len(bound) <= 6 else ():
        if all(v.args[0] == image.args[0] for v, image in zip(points, images)):
            yield dict(zip(points, images))


def _one_by_one(p: Poly, visit: Visit) -> Iterator[Poly]:
    """The quantity with one more factor of one of its terms replaced in each form."""
    done, terms = [], list(p.terms)
    for number, (mono, coeff) in enumerate(terms):
        rest = add(*done, poly(dict(terms[number + 1:])))
        made = [(lift(a), reshape(lift(a), visit), e) for a, e in mono]
        product = poly({mono: coeff})
        for at, (old, new, _) in enumerate(made):
            if new is not old:
                factors = [power(n if i <= at else o, e) for i, (o, n, e) in enumerate(made)]
                product = mul(poly({(): coeff}), *factors)
                yield add(rest, product)
        done.append(product)
