"""Points and stretches of a path that stand for points of a theorem.

A theorem on a point z of any space is one on the points x[1], …, x[T], which are a point of a product of spaces.  While
it is rewritten, a variable of these times stands for them, as one does that is bound; at last, where it is still free,
the points of the free path take its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Basic

from ...language import terms as t
from ...language.refusal import Refused
from ..chains.points import free_path
from ..forms.binders import Atom, outcomes, space_of, swap, var
from ..forms.nodes import Form, Variables
from ..forms.times import apart, of_a_path
from ..logic.paths import between
from .paths import PATHS, times_of
from .reading import read, read_atom
from .standing import put

BINDERS = ("E", "int", "KL", "always", "integrable")
"""The heads under which a point may become one of a path."""


class PathPoints:
    """What stands for points of one theorem, as far as it is on paths."""

    def __init__(self) -> None:
        self.nodes: dict[Basic, Any] = {}  # what an author typed, and the variable that stands for it meanwhile
        self.paths: dict[Atom, Atom] = {}  # of each variable, the free path
        self.typed: list[tuple[Atom, Atom]] = []  # densities at free points, and how their author typed them

    def variable(self, node: t.Place) -> Atom:
        """The variable for a point or a stretch of a path, or the free point that a node is."""
        if not isinstance(node, PATHS):
            return var(node.space, node.name)
        made = var(times_of(node, {}, read), f"{node.point.name}[…]")
        for other, one in self.nodes.items():
            if other.point == node.point and one is not made and not apart(one.args[0], made.args[0]):
                raise Refused(f"{t.said(other)} and {t.said(node)} may have points in common: a point of a path stands "
                              "for one point of the theorem only")
        self.nodes[node] = made
        self.paths[made] = free_path(node.space, node.point.name)
        return made

    def check_law(self, key: Basic, formal: Atom, weight: Atom, target: Basic, alone: bool) -> None:
        """Refuse a density of a chain that is no law of the points for which it stands, and one that is a factor of
        a law or a member of a family."""
        if not any(map(of_a_path, outcomes(weight))):
            return
        if not alone or any(v.head == "param" for v in formal.args[2]):
            raise Refused(f"a density of a chain stands for a whole law, and {t.said(target)} is to be a factor "
                          f"of one, or a member of a family, for {key}")
        if not all(v in self.paths for v in outcomes(weight)):
            raise Refused(f"say which points of its path stand for the points of {key}, as z: x[1:T] does: "
                          f"{t.said(target)} has others")
        self.typed.append((weight, read_atom(target, {})[0]))  # pyright: ignore[reportArgumentType]  # a density

    @staticmethod
    def check_order(name: str, images: Iterable[Variables], weight: Atom) -> None:
        """Refuse a density of a chain with a point, over which the theorem may integrate, between two others: at some
        values of those that integral may be infinite."""
        every = (*weight.args[1], *weight.args[2])
        for image in images:  # of several together, none lies between others where none does alone
            if between(image, [v for v in every if v not in image]):
                raise Refused(f"a point that stands for an outcome of {name} lies between other points of the chain: "
                              "its law may be none at some values of those")

    def placed(self, form: Form) -> Any:
        """A form with the points of free paths in the place of the variables that stand for them."""
        standing = {v: (path,) for v, path in self.paths.items()}
        made = put(form, standing) if standing else form
        for one, typed in self.typed:
            made = swap(made, put(one, standing), typed)
        return made


def drawn_on_path(key: Basic, target: object) -> dict[Basic, Any]:
    """What stands for the one point that a law draws, where a density of a chain stands for the law."""
    chain = isinstance(key, t.Density) and isinstance(target, t.Density) and isinstance(target.law, t.Chain)
    return {key.outs[0]: target.outs} if chain and len(key.outs) == 1 and isinstance(key.outs[0], t.Point) else {}


def check_single(name: str, places: Iterable[Any]) -> None:
    """Refuse a stretch of a path as a place of a function."""
    for place in places:
        if isinstance(place, Atom) and of_a_path(place) and space_of(place).args[1] is not space_of(place).args[2]:
            raise Refused(f"{name} is a function of one point of a path, not of a stretch")


def check_binder(head: str, sorts: Iterable[object]) -> None:
    """Refuse a point of a path under a head that is none of points in time."""
    if head not in BINDERS and any(isinstance(sort, Atom) for sort in sorts):
        raise Refused("a point of a path stands for a point of a mean, an integral, a divergence or a statement for "
                      "almost every point, and for no other one that is bound")


def check_draws(law: Atom) -> None:
    """Refuse several draws of a path, of which the points would be taken for draws."""
    if any(map(of_a_path, outcomes(law))):
        raise Refused("several draws are not made of points of a path")


def check_everywhere(almost: Iterable[Atom]) -> None:
    """Refuse a point of a path where a theorem holds for almost every value of the point for which it stands."""
    if any(map(of_a_path, almost)):
        raise Refused("the theorem holds for almost every value of a point for which no point of a path may stand")
