"""Rules of expectations, integrals and averages."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import (
    ONE,
    Atom,
    Poly,
    add,
    bind,
    law_atom,
    lift,
    mul,
    open_fresh,
    outcomes,
    poly,
    replace,
    scale,
    sub,
)
from ..forms.expansions import cancelled
from ..forms.nodes import Conditions, Form, Monomial, Part, Variables
from ..forms.visiting import changes_only
from ..logic.conditions import close, integrable
from ..logic.joined_means import times, without_means
from ..logic.rewriting import rewrite
from .rule import both_quantities, rule, same_form


def split_constant(mono: Monomial, variables: Variables) -> tuple[Poly, Monomial]:
    """The product of the factors of a term that do not depend on the variables, and the factors that do."""
    inner = tuple((a, e) for a, e in mono if not a.free.isdisjoint(variables))
    outer = tuple((a, e) for a, e in mono if a.free.isdisjoint(variables))
    return poly({outer: 1}), inner


@changes_only("E", "int", "mean", "total")
def visit_linear(a: Atom) -> tuple[Poly, Conditions]:
    """An expectation, an integral, an average or a sum with sums and constant factors pulled out, as averages and sums
    are out of an expectation."""
    if a.head not in ("E", "int", "mean", "total"):
        return lift(a), ()
    variables, parts = open_fresh(a)
    body, head = parts[-1], parts[:-1]
    if a.head == "mean" and head == (ONE, None):
        return replace(body, {variables[0]: ONE}), ()
    pieces, conditions = [], []
    moving = [m for m, _ in body.terms if not all(f.free.isdisjoint(variables) for f, _e in m)]
    for mono, coeff in body.terms:
        outer, inner = split_constant(mono, variables)
        if not inner and a.head != "int":
            pieces.append(mul(scale(outer, coeff), times(a.head, variables)))
            continue
        if len(moving) > 1 and a.head not in ("mean", "total"):
            conditions.extend(integrable(variables, head[0] if a.head == "E" else (), poly({inner: 1})))
        value, more = average_outside(a.head, variables, head, inner)
        conditions.extend(more)
        pieces.append(mul(scale(outer, coeff), value))
    return add(*pieces), tuple(conditions)


def average_outside(head: str, variables: Variables, parts: tuple[Part, ...],
                    inner: Monomial) -> tuple[Poly, Conditions]:
    """𝔼[mean_k f] as mean_k 𝔼[f], and a sum alike; any other binder as it stands, over a body that is a product of
    factors."""
    single = inner[0][0] if len(inner) == 1 and inner[0][1] == 1 else None
    if head != "E" or single is None or single.head not in ("mean", "total"):
        return lift(bind(head, variables, *parts, poly({inner: 1}))), ()
    index, (*limits, body) = open_fresh(single, *variables, *parts[0])
    within, found = visit_linear(bind("E", variables, *parts, body))
    needed = close(index, (), (*found, *integrable(variables, parts[0], body)))
    outcome, more = visit_linear(bind(single.head, index, *limits, within))
    return outcome, (*needed, *more)


@rule("a sum has any number of terms, and which of them move decides what has to be integrable",
      source="the integral is linear on integrable functions")
def linearity(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Expectations, integrals, averages and sums of sums and constant multiples; an expectation of an average or a sum.

        𝔼[a f + b g + c] = a 𝔼[f] + b 𝔼[g] + c      (each mean that is written exists)
        𝔼[mean_k f_k] = mean_k 𝔼[f_k]               (each f_k integrable)
        Σ_t (a f_t + c) = a Σ_t f_t + (b − a + 1) c,   𝔼[Σ_t f_t] = Σ_t 𝔼[f_t]      (t = a, …, b; each f_t integrable)
        mean_{k≤1} f_k = f_1
        a 𝔼[f/a + g] = 𝔼[f] + a 𝔼[g]            (a is not zero)

    >>> accepts(linearity, "E[q(z)](f(z) + 2*g(z) + h(x))", "E[q(z)](f(z)) + 2*E[q(z)](g(z)) + h(x)")
    []
    >>> accepts(linearity, "E[iid(q(z), K)](mean[k:K](f(z[k])))", "mean[k:K](E[iid(q(z), K)](f(z[k])))")
    ['integrable[q(z)](f(z))']
    >>> accepts(linearity, "g(x)*E[q(z)](f(z)/g(x) + h(x))", "E[q(z)](f(z)) + g(x)*h(x)")
    ['g(x) != 0']
    >>> refuses(linearity, "E[q(z)](f(z)*g(z))", "f(z)*E[q(z)](g(z))")
    True
    """
    if both_quantities(left, right):
        rest, found = without_means(sub(left, right))
        if not rest.terms:
            return found if left is not right else None
    found = same_form(left, right, lambda p: rewrite(p, visit_linear))
    return same_form(left, right, _split_and_cancelled) if found is None else found


def _split_and_cancelled(p: Poly) -> tuple[Poly, Conditions]:
    """The same, and a factor that moved out cancelled against its inverse."""
    split, found = rewrite(p, visit_linear)
    split, divided = cancelled(split)
    return split, (*found, *divided)


@changes_only("E", "int")
def visit_marginal(a: Atom) -> tuple[Poly, Conditions]:
    """An integral with densities integrated out, as in ∫ p(x, z) dz = p(x); an expectation without the points and laws
    on which nothing depends."""
    if a.head == "int":
        variables, (body,) = open_fresh(a)
        if len(body.terms) != 1:
            return lift(a), ()
        (mono, coeff), = body.terms
        left = list(variables)
        changed = True
        while changed:
            changed = False
            for v in left:
                holders = [(f, e) for f, e in mono if v in f.free]
                if len(holders) == 1 and holders[0][1] == 1 and v in _integrable_places(holders[0][0]):
                    f = holders[0][0]
                    rest = tuple(g for g in mono if g[0] is not f)
                    mono = mul(poly({rest: 1}), _without(f, v)).terms[0][0]
                    left.remove(v)
                    changed = True
                    break
        value = poly({mono: coeff})
        return (lift(bind("int", tuple(left), value)) if left else value), ()
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        kept, needed = [], set(body.free)
        for w in reversed(weights):
            outs = outcomes(w)
            if not needed.intersection(outs):
                continue
            if w.head == "law":
                law, places, givens = w.args
                w = law_atom(law, tuple(o for o in places if o in needed), givens)
            kept.append(w)
            needed |= w.free
        if not kept:
            return body, ()
        bound = tuple(v for v in variables if any(v in outcomes(w) for w in kept))
        return lift(bind("E", bound, tuple(reversed(kept)), body)), ()
    return lift(a), ()


def _integrable_places(f: Atom) -> Variables:
    """The places of a density over each of which it can be integrated: the outcomes of a law, the one place of a
    normalised law."""
    return f.args[1] if f.head == "law" else f.args[-1] if f.head == "norm" and len(f.args[-1]) == 1 else ()


def _without(f: Atom, v: Atom) -> Poly:
    """A density with one outcome integrated out."""
    if f.head == "norm":
        return ONE
    law, outs, givens = f.args
    rest = tuple(o for o in outs if o is not v)
    return lift(law_atom(law, rest, givens)) if rest else ONE


@rule("it integrates densities out one after the other, in whatever order that is possible",
      source="the definition of a marginal density, and Tonelli's theorem")
def marginal(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Densities integrate out, and points on which nothing depends need not be drawn.

        ∫ p(x, z) dz = p(x),   ∫ q(z) dz = 1,   𝔼_{q(z) r(y)}[f(z)] = 𝔼_{q(z)}[f(z)]

    >>> accepts(marginal, "integral[z](p(x, z))", "p(x)")
    []
    >>> refuses(marginal, "integral[z](p(x, z))", "p(z)")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_marginal))


@changes_only("E", "int")
def visit_flatten(a: Atom) -> tuple[Poly, Conditions]:
    """𝔼[g 𝔼[f]] as one expectation of g f, which has to be integrable; integrals alike."""
    if a.head not in ("E", "int"):
        return lift(a), ()
    variables, parts = open_fresh(a)
    body = parts[-1]
    weights = list(parts[0]) if a.head == "E" else []
    merged = False
    if len(body.terms) == 1:
        (mono, coeff), = body.terms
        inner = [f for f, e in mono if f.head == a.head and e == 1]
        if len(inner) == 1:
            more, inside = open_fresh(inner[0], *variables, *weights, body)
            rest = poly({tuple(g for g in mono if g[0] is not inner[0]): coeff})
            body, variables, merged = mul(rest, inside[-1]), variables + more, True
            weights += inside[0] if a.head == "E" else ()
    flat = bind(a.head, variables, *((tuple(weights),) if a.head == "E" else ()), body)
    if not merged:
        return lift(flat), ()
    return lift(flat), integrable(variables, tuple(weights), body)  # the inner one is flat already


@rule("expectations are flattened to any depth, in any order",
      source="Fubini's theorem")
def fubini(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Repeated expectations or integrals in any order, or in one.

        𝔼_{q(z)}[𝔼_{r(y)}[f]] = 𝔼_{q(z) r(y)}[f] = 𝔼_{r(y)}[𝔼_{q(z)}[f]]      (f integrable over both together)

    >>> accepts(fubini, "E[q(z)](E[r(y)](h(y, z)))", "E[r(y)](E[q(z)](h(y, z)))")
    ['integrable[q(z), r(y)](h(y, z))']
    >>> refuses(fubini, "E[q(z)](E[p(x | z)](f(x)))", "E[p(x | z)](E[q(z)](f(x)))")
    True
    """
    if left is right:  # the order of the laws of one expectation has no meaning, nor that of the points of one integral
        return ()
    return same_form(left, right, lambda p: rewrite(p, visit_flatten))
