"""Products of independent quantities."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import Atom, Poly, add, bind, lift, mul, open_fresh, poly, scale
from ..forms.nodes import Conditions, Form, Monomial, Variables, Weights
from ..forms.visiting import changes_only
from ..logic.independence import product_of_means, single_laws
from ..logic.rewriting import rewrite
from .expectation import split_constant
from .rule import rule, same_form


@changes_only("E")
def visit_products(a: Atom) -> tuple[Poly, Conditions]:
    """An expectation of sums of products of independent quantities as sums of products of expectations."""
    if a.head != "E":
        return lift(a), ()
    variables, (weights, body) = open_fresh(a)
    weights = single_laws(weights)
    pieces = [(m, c, product_of_means(variables, weights, m)) for m, c in body.terms]
    if all(mean is _undivided(variables, weights, m) for m, _, (mean, _) in pieces):
        return lift(a), ()
    value = add(*(scale(mean, c) for _, c, (mean, _) in pieces))
    return value, tuple(d for _, _, (_, found) in pieces for d in found)


def _undivided(variables: Variables, weights: Weights, mono: Monomial) -> Poly:
    """The mean of a term with no more than its constant factors taken out."""
    outer, inner = split_constant(mono, variables)
    return mul(outer, lift(bind("E", variables, weights, poly({inner: 1})))) if inner else outer


@rule("a product has any number of independent factors, and averages over draws are taken apart",
      source="Fubini's theorem")
def independent_means(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The mean of a product of independent quantities is the product of their means.

        𝔼_{q(z) r(y)}[f(z) g(y)] = 𝔼_{q(z)}[f(z)] 𝔼_{r(y)}[g(y)]      (f and g integrable)
        𝔼_{z₁…z_n iid}[f(z_j) g(z_k)] = 𝔼_q[f] 𝔼_q[g]                  (j ≠ k, as two different numbers or in mean_{j≠k})

    Sums are taken apart term by term, and so are averages.

    >>> accepts(independent_means, "E[q(z), r(y)](f(z)*g(y))", "E[q(z)](f(z))*E[r(y)](g(y))")
    ['integrable[q(z)](f(z))', 'integrable[r(y)](g(y))']
    >>> accepts(independent_means, "E[iid(q(z), 2)](f(z[1])*g(z[2]))", "E[q(z)](f(z))*E[q(z)](g(z))")
    ['integrable[q(z)](f(z))', 'integrable[q(z)](g(z))']
    >>> refuses(independent_means, "E[q(z)](f(z)*g(z))", "E[q(z)](f(z))*E[q(z)](g(z))")
    True
    >>> refuses(independent_means, "E[c(x), s(z | x)](f(x)*g(z))", "E[c(x)](f(x))*E[c(x), s(z | x)](g(z))")
    True
    >>> refuses(independent_means, "E[exchangeable(q(z), 2)](f(z[1])*g(z[2]))", "E[q(z)](f(z))*E[q(z)](g(z))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_products))
