"""Expectations over the laws of one joint law."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import Atom, Poly, bind, lift, open_fresh
from ..forms.nodes import Conditions, Form
from ..forms.visiting import changes_only
from ..logic.joint_laws import joined_laws, with_whole_products
from ..logic.rewriting import rewrite
from .expectation import visit_flatten, visit_marginal
from .rule import rule, same_form


@changes_only("E", "int")
def visit_tower(a: Atom) -> tuple[Poly, Conditions]:
    """Repeated expectations as one, over joint laws where marginal and conditional laws make one."""
    flat, found = visit_flatten(a)
    inner = flat.atom_alone() if a.head == "E" else None
    if inner is None or inner.head != "E":
        return flat, found
    variables, (weights, body) = open_fresh(inner)
    variables, weights = with_whole_products(variables, weights, body)
    joined = bind("E", variables, joined_laws(weights), body)
    return visit_marginal(joined)[0] if isinstance(joined, Atom) else lift(joined), found


@rule("a law has any number of coordinates, which are drawn in any order",
      source="Fubini's theorem, and the definition of a conditional density")
def total_expectation(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The tower property: the mean under a joint law is the mean of the conditional mean.

        𝔼_{p(x, z)}[f] = 𝔼_{p(x)}[𝔼_{p(z | x)}[f]] = 𝔼_{p(x) p(z | x)}[f]      (f integrable under the joint law)
        𝔼_{p(x, z)}[g(x)] = 𝔼_{p(x)}[g(x)]

    Means under laws of their own, one after the other, are put together by `fubini`; points that nothing looks at are
    left out by `marginal`, too.

    >>> accepts(total_expectation, "E[p(x, z)](f(z)*g(x))", "E[p(x)](g(x)*E[p(z | x)](f(z)))")
    ['integrable[p(x, z)](f(z) * g(x))']
    >>> accepts(total_expectation, "E[m(y, z)](h(y, z))", "E[m(y), m(z)](h(y, z))")
    []
    >>> refuses(total_expectation, "E[p(x, z)](h(x, z))", "E[p(x)](E[p(z)](h(x, z)))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_tower))
