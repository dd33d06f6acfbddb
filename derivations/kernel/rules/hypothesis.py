"""A step that a hypothesis says."""

from __future__ import annotations

from ...language.relation import EQ, GE, IMPLIES, LE, Relation
from ..forms.binders import atom, equality
from ..forms.nodes import Conditions, Form
from .rule import both_quantities, both_statements, rule


@rule("it leans on the step itself",
      source="what is given is given")
def hypothesis(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A step that the hypotheses say, or from which it follows: the step itself is the condition on which it leans.

        a = b,   a ≤ b,   A ⇒ B      (as it is given, or implied by what is given)

    >>> accepts(hypothesis, "f(z)", "g(z)", "≤")
    ['f(z) <= g(z)']
    >>> refuses(hypothesis, "f(z) <= g(z)", "g(z) <= f(z)", "⇔")
    True
    """
    if both_quantities(left, right):
        said = {EQ: lambda: equality(left, right), LE: lambda: atom("le", left, right), GE: lambda: atom("le", right, left)}
        return (said[relation](),) if left is not right else None
    return (atom("implies", left, right),) if both_statements(left, right) and relation == IMPLIES else None
