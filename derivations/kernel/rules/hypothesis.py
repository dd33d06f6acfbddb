"""A step that a hypothesis says."""

from __future__ import annotations

from ...language.relation import IMPLIES, Relation
from ..chains.induction import comparison
from ..forms.binders import Poly, atom
from ..forms.nodes import Conditions, Form
from .rule import both_statements, rule


@rule("it leans on the step itself",
      source="what is given is given", supposes=True)
def hypothesis(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A step that the hypotheses say, or from which it follows: the step itself is the condition on which it leans.

        a = b,   a ≤ b,   A ⇒ B      (as it is given, or implied by what is given)

    >>> accepts(hypothesis, "f(z)", "g(z)", "≤")
    ['f(z) <= g(z)']
    >>> refuses(hypothesis, "f(z) <= g(z)", "g(z) <= f(z)", "⇔")
    True
    """
    if isinstance(left, Poly) and isinstance(right, Poly):
        return (comparison(relation, left, right),) if left is not right else None
    return (atom("implies", left, right),) if both_statements(left, right) and relation == IMPLIES else None
