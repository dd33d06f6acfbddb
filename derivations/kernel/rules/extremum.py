"""Rules of suprema and infima over a family."""

from __future__ import annotations

from ...language.relation import GE, LE, Relation
from ..forms.binders import Poly, open_fresh, replace
from ..forms.expansions import visit_extremum
from ..forms.nodes import Conditions, Form
from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from .rule import rule, same_form
from .stated import stated


def _member(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """No conditions where one side is a member's value, and the other the supremum or the infimum over all members."""
    for value, best, head, side in ((left, right, "sup", LE), (right, left, "sup", GE), (left, right, "inf", GE),
                                    (right, left, "inf", LE)):
        a = best.atom_alone() if isinstance(best, Poly) and isinstance(value, Poly) and relation == side else None
        if a is None or a.head != head or a.args[1] is not None:
            continue
        (member,), (_, body) = open_fresh(a, value)
        if any(v.args[0] == member.args[0] and replace(body, {member: v}) is value for v in value.free):
            return ()
    return None


nested = stated("nested", """The best of a larger family is at least as good, and no member is better than the best of all.

    sup_{i ∈ F} f(i) ≤ sup_{i ∈ G} f(i),   inf_{i ∈ G} f(i) ≤ inf_{i ∈ F} f(i)      (F ⊆ G, as declared)
    f(i) ≤ sup_i f(i),   inf_i f(i) ≤ f(i)

>>> accepts(nested, "sup[i:F](f(i))", "sup[i:G](f(i))", "≤")
[]
>>> accepts(nested, "f(i)", "sup[i](f(i))", "≤")
[]
>>> refuses(nested, "sup[i:G](f(i))", "sup[i:F](f(i))", "≤")
True
""",
    Schema("sup[i:F](h(i)) <= sup[i:G](h(i))"),
    Schema("inf[i:G](h(i)) <= inf[i:F](h(i))"),
    source="a supremum bounds every member of its set from above",
    besides=_member,
    why="for a member's value stands any quantity, in which the member is looked for")


@rule("any number of terms leave a supremum, into a normal form that conditions have, too",
      source="the definition of a supremum, which keeps the order of what it bounds")
def extremum(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Terms that do not depend on the member leave the supremum, and so does a number; a minus sign makes it an infimum.

        sup (c + f) = c + sup f,   sup (a f) = a sup f  (a number a > 0),   sup (−f) = −inf f

    >>> accepts(extremum, "sup[i:F](log(p(x)) - f(i))", "log(p(x)) - inf[i:F](f(i))")
    []
    >>> refuses(extremum, "sup[i:F](log(p(x)) - f(i))", "log(p(x)) - sup[i:F](f(i))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_extremum))
