"""Rules of suprema and infima over a family."""

from __future__ import annotations

from ...language.relation import GE, LE
from ..forms.binders import open_fresh, open_with
from ..forms.expansions import visit_extremum
from ..logic.rewriting import rewrite
from .rule import rule, same_form


@rule
def nested(left, right, relation):
    """The best of a larger family is at least as good.

        sup_{i ∈ F} f(i) ≤ sup_{i ∈ G} f(i),   inf_{i ∈ G} f(i) ≤ inf_{i ∈ F} f(i)      (F ⊆ G, as declared)

    >>> accepts(nested, "sup[i:F](f(i))", "sup[i:G](f(i))", "≤")
    []
    >>> refuses(nested, "sup[i:G](f(i))", "sup[i:F](f(i))", "≤")
    True
    """
    if relation not in (LE, GE):
        return None
    small, large = (left, right) if relation == LE else (right, left)
    a, b = small.atom_alone(), large.atom_alone()
    if a is None or b is None or a.head != b.head or a.head not in ("sup", "inf"):
        return None
    if a.head == "inf":
        a, b = b, a
    variables, (inner, body) = open_fresh(a, b)
    if b.args[0][0].args[0] != variables[0].args[0]:
        return None
    outer, other = open_with(b, variables)
    wider = outer is None or outer.includes(inner)
    return () if body is other and wider else None


@rule
def extremum(left, right, relation):
    """What does not depend on the member leaves the supremum; a minus sign makes it an infimum.

        sup (c + f) = c + sup f,   sup (a f) = a sup f  (a > 0),   sup (−f) = −inf f

    >>> accepts(extremum, "sup[i:F](log(p(x)) - f(i))", "log(p(x)) - inf[i:F](f(i))")
    []
    >>> refuses(extremum, "sup[i:F](log(p(x)) - f(i))", "log(p(x)) - sup[i:F](f(i))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_extremum))
