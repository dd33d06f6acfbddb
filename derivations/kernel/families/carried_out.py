"""Named laws carried out: their densities written out, and means and integrals over the numbers that they draw."""

from __future__ import annotations

from ..forms.binders import Atom, Poly, atom, bind, lift, mul, open_fresh
from ..forms.named_laws import is_named, log_density, point_of
from ..forms.nodes import Conditions, Variables
from ..forms.visiting import changes_only
from ..logic.conditions import close, weights_in
from .exponentials import integral_over
from .finite import drawn_last
from .moments import mean_under


@changes_only("law")
def visit_density(a: Atom) -> tuple[Poly, Conditions]:
    """The density of a named law, written out."""
    return lift(atom("exp", log_density(a)) if is_named(a) else a), ()


@changes_only("log")
def visit_log_density(a: Atom) -> tuple[Poly, Conditions]:
    """The logarithm of the density of a named law, written out."""
    law = a.args[0].atom_alone() if a.head == "log" else None
    return lift(a) if law is None or not is_named(law) else log_density(law), ()


@changes_only("E", "int")
def visit_family(a: Atom) -> tuple[Poly, Conditions]:
    """A mean or an integral with the numbers that named laws draw carried out, the last ones first."""
    if a.head not in ("E", "int"):
        return lift(a), ()
    variables, parts = open_fresh(a)
    weights, body = (parts[0], parts[1]) if a.head == "E" else weights_in(variables, parts[0])
    found: list[Atom] = []
    while (law := next((w for w in weights if is_named(w) and drawn_last(w, weights)), None)) is not None:
        known = mean_under(law, body) or integral_over(point_of(law), mul(lift(law), body))
        if known is None:
            break
        body, conditions = known
        weights = tuple(w for w in weights if w is not law)
        variables = tuple(v for v in variables if v is not point_of(law))
        found += close(variables, weights, conditions)
    if weights:
        return lift(bind("E", variables, weights, body)), tuple(found)
    if a.head == "int":
        return _integrated(variables, body, tuple(found))
    return body, tuple(found)


def _integrated(variables: Variables, body: Poly, found: Conditions) -> tuple[Poly, Conditions]:
    """An integral with the numbers carried out over which exponentials are integrated, the last ones first."""
    left = list(variables)
    while (known := next(((v, done) for v in reversed(left) if (done := integral_over(v, body)) is not None), None)):
        v, (body, conditions) = known
        left.remove(v)
        found = (*found, *close(tuple(left), (), conditions))
    return (lift(bind("int", tuple(left), body)) if left else body), found
