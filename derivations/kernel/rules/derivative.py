"""Rules of derivatives."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import Atom, Poly, add, bind, lift, mul, open_fresh, poly, sub
from ..forms.derivatives import carried_out
from ..forms.expansions import cancelled
from ..forms.nodes import Conditions, Form
from ..forms.visiting import changes_only
from ..logic.conditions import always, under
from ..logic.defined import guards_in
from ..logic.nearby import dominated, integrand
from ..logic.rewriting import rewrite
from .algebra import vanishes
from .rule import both_quantities, rule, same_form


@rule("derivatives are carried out to any depth, and what is left is algebra",
      source="the rules of the derivative; Rudin, Principles of Mathematical Analysis, theorems 5.3 and 5.5")
def differentiate(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Two quantities are equal once every derivative in them is carried out.

        ∂(u v) = u ∂v + v ∂u,   ∂ log u = ∂u / u,   ∂ exp(u) = exp(u) ∂u,   ∂ f(u) = ∂f(u) ∂u,   ∂ stop(u) = 0

    Sums, averages and totals are differentiated term by term; means and integrals stay, and `leibniz` moves derivatives
    into them.  A density divides its own first derivative: q ≥ 0, so where q is zero, its derivative is.

    >>> accepts(differentiate, "D[phi](q[phi](z)*f(z))", "q[phi](z)*(f(z)*D[phi](log(q[phi](z))))")
    []
    >>> accepts(differentiate, "integral[z](D[phi](q[phi](z)*D[phi](q[phi](z))))",
    ...         "integral[z](D[phi](q[phi](z))**2 + q[phi](z)*D[phi](D[phi](q[phi](z))))")
    []
    >>> accepts(differentiate, "D[phi](g(phi)*stop(g(phi)))", "g(phi)*D[phi](g(phi))")
    []
    >>> refuses(differentiate, "D[phi](g(phi)**2)", "g(phi)*D[phi](g(phi))")
    True
    >>> refuses(differentiate, "D[phi](E[q[phi](z)](f(z)))", "E[q[phi](z)](D[phi](f(z)))")
    True
    """
    if not both_quantities(left, right) or left is right:
        return None
    a, b = carried_out(left), carried_out(right)
    if a is left and b is right:
        return None
    rest, found = _cancelled_under_guards(sub(a, b))
    more = vanishes(rest)
    return None if more is None else (*found, *more)


def _cancelled_under_guards(p: Poly) -> tuple[Poly, Conditions]:
    """A form with u·(1/u) cancelled in every term.  That u is not zero is asked where what is left of the term is not
    zero: where the densities are positive that are factors of it, or of which a first derivative is."""
    pieces, found = [], []
    for mono, coeff in p.terms:
        term, conditions = cancelled(poly({mono: coeff}))
        guards = tuple(g for m, _ in term.terms for g in guards_in(a for a, _e in m) if not g.kind.asked(g))
        pieces.append(term)
        found.extend(under(guards, conditions))
    return add(*pieces), tuple(found)


def _moved_inside(a: Atom, v: Atom, at: Poly) -> tuple[Poly, Conditions]:
    """The derivative of a mean, an integral or a divergence as the integral of the derivative, or its mean where no law
    depends on the parameter; and what has to be dominated."""
    variables, h = integrand(a, v, *at.free)
    conditions = tuple(d for c in dominated(variables, v, h, at) for d in always((), (), c))
    if a.head == "E":
        own, (weights, body) = open_fresh(a, v, *at.free)
        if not any(v in w.free for w in weights):
            return lift(bind("E", own, weights, lift(bind("D", (v,), body, at)))), conditions
    return lift(bind("int", variables, lift(bind("D", (v,), h, at)))), conditions


@changes_only("D")
def visit_leibniz(a: Atom) -> tuple[Poly, Conditions]:
    """A derivative with the means, integrals and divergences that are terms of its body, or factors of one, outside."""
    if a.head != "D":
        return lift(a), ()
    (v,), (body, at) = open_fresh(a)
    pieces, rest, conditions = [], {}, []
    for mono, coeff in body.terms:
        moving = [(f, e) for f, e in mono if v in f.free]
        if len(moving) == 1 and moving[0][1] == 1 and moving[0][0].head in ("E", "int", "KL"):
            inside, found = _moved_inside(moving[0][0], v, at)
            pieces.append(mul(poly({tuple(f for f in mono if f not in moving): coeff}), inside))
            conditions += found
        else:
            rest[mono] = coeff
    if not pieces:
        return lift(a), ()
    if any(v in f.free for m in rest for f, _ in m):
        pieces.append(lift(bind("D", (v,), poly(rest), at)))
    return add(*pieces), tuple(conditions)


@rule("an integral may stand among other terms, and its densities may depend on the parameter",
      source="differentiation under the integral sign; Billingsley, Probability and Measure, theorem 16.8")
def leibniz(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A derivative enters an integral, a mean or a divergence.

        ∂ ∫ h dz = ∫ ∂h dz,   ∂ 𝔼_q[f] = ∫ ∂(q f) dz,   ∂ 𝔼_r[f] = 𝔼_r[∂f]      (dominated; r does not move)

    >>> accepts(leibniz, "D[phi](integral[z](q[phi](z)*f(z)))", "integral[z](D[phi](q[phi](z)*f(z)))")
    ['dominated[z](phi, f(z) * q[phi](z))']
    >>> accepts(leibniz, "D[phi](E[q[phi](z)](f(z)))", "integral[z](D[phi](q[phi](z)*f(z)))")
    ['dominated[z](phi, f(z) * q[phi](z))']
    >>> refuses(leibniz, "D[phi](E[q[phi](z)](f(z)))", "E[q[phi](z)](D[phi](f(z)))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_leibniz))
