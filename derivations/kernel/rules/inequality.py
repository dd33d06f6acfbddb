"""Jensen's inequality with its case of equality, and changing the measure under the integral."""

from __future__ import annotations

from ...language.relation import EQ, GE, LE
from ..forms.binders import ONE, ZERO, add, atom, bind, equality, inverse, lift, open_fresh, poly, sub
from ..forms.expansions import nonnegative, positive
from ..logic.conditions import always, close, integrable, under
from .rule import both_statements, rule


def mean_and_log(left, right):
    """left = M[log f] and right = log M[f] for one and the same mean M: its variables, parts and f."""
    outer, inner = left.atom_alone(), right.atom_alone()
    if outer is None or inner is None or inner.head != "log":
        return None
    second = inner.args[0].atom_alone()
    if outer.head not in ("E", "mean") or second is None or second.head != outer.head:
        return None
    variables, parts = open_fresh(outer, second)
    log = parts[-1].atom_alone()
    if log is None or log.head != "log" or bind(outer.head, variables, *parts[:-1], log.args[0]) is not second:
        return None
    return outer.head, variables, parts, log.args[0]


@rule
def jensen(left, right, relation):
    """The logarithm is concave.

        𝔼[log f] ≤ log 𝔼[f],   mean_k log a_k ≤ log mean_k a_k      (f > 0 almost surely, f and log f integrable)

    >>> accepts(jensen, "E[q(z)](log(f(z)))", "log(E[q(z)](f(z)))", "≤")
    ['integrable[q(z)](f(z))']
    >>> refuses(jensen, "E[q(z)](log(f(z)))", "log(E[q(z)](f(z)))", "≥")
    True
    """
    if relation not in (LE, GE):
        return None
    if relation == GE:
        left, right = right, left
    found = mean_and_log(left, right)
    if found is None:
        return None
    head, variables, parts, f = found
    return integrable(variables, parts[0], f) if head == "E" else ()


@rule
def jensen_equality(left, right, relation):
    """When the mean of a logarithm is as large as it can be.

        𝔼[log f] = log c  ⇔  f = c almost surely      (𝔼[f] ≤ c; c = 1 may be written 𝔼[log f] = 0)

    It follows from log u ≤ u − 1 with equality at u = 1 only: (f/c − 1) − log(f/c) is non-negative with mean ≤ 0.

    >>> accepts(jensen_equality, "E[q(z)](log(f(z))) == 0", "always[q(z)](f(z) == 1)", "⇔")
    ['E[q(z)](f(z)) <= 1', 'integrable[q(z)](f(z))', 'integrable[q(z)](log(f(z)))']
    >>> refuses(jensen_equality, "E[q(z)](log(f(z))) == 0", "always[q(z)](f(z) == 2)", "⇔")
    True
    """
    if not both_statements(left, right):
        return None
    for touching, constant in ((left, right), (right, left)):
        if touching.head == "eq" and constant.head in ("always", "eq"):
            for mean, other in (touching.args, touching.args[::-1]):
                found = _touches(mean, other, constant)
                if found is not None:
                    return found
    return None


@rule
def tangent(left, right, relation):
    """The logarithm lies below its tangent at one.

        log u ≤ u − 1 ≤ u      (u > 0)

    >>> accepts(tangent, "log(f(z))", "f(z) - 1", "≤")
    []
    >>> refuses(tangent, "log(f(z))", "f(z) - 2", "≤")
    True
    """
    if relation not in (LE, GE):
        return None
    small, large = (left, right) if relation == LE else (right, left)
    a = small.atom_alone()
    if a is None or a.head != "log":
        return None
    return () if large in (a.args[0], sub(a.args[0], ONE)) else None


def _touches(mean, other, constant):
    a = mean.atom_alone()
    if a is None or a.head != "E":
        return None
    if other is ZERO:
        c = ONE
    else:
        log = other.atom_alone()
        if log is None or log.head != "log":
            return None
        c, = log.args
    variables, (weights, body) = open_fresh(a, other)
    log = body.atom_alone()
    if log is None or log.head != "log":
        return None
    f, = log.args
    if always(variables, weights, equality(f, c)) != (constant,):
        return None
    bound = atom("le", lift(bind("E", variables, weights, f)), c)
    return (bound, *integrable(variables, weights, f), *integrable(variables, weights, body))


@rule
def support(left, right, relation):
    """Dividing by the density that one draws from: importance weighting.

        𝔼_q[r/q · g] = ∫ r g        where q > 0 wherever r g is not zero
        𝔼_q[r/q · g] ≤ ∫ r g        for r g ≥ 0, wherever q has mass: what q misses is lost

    >>> accepts(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))")
    ['always[z](implies(p(x, z) > 0, q(z) > 0))']
    >>> accepts(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))", "≤")
    []
    >>> refuses(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))", "≥")
    True
    """
    for small, large, allowed in ((left, right, LE), (right, left, GE)):
        if relation in (EQ, allowed):
            found = _lost(small, large, relation == EQ)
            if found is not None:
                return found
    return None


def _lost(mean, whole, exactly: bool):
    a = mean.atom_alone()
    if a is None or a.head != "E":
        return None
    variables, (weights, body) = open_fresh(a, whole)
    if len(weights) != 1 or weights[0].head not in ("law", "norm"):
        return None
    q, total, conditions = lift(weights[0]), [], []
    inv, = inverse(q).terms[0][0]
    for mono, coeff in body.terms:
        if inv not in mono:
            return None
        rest = tuple(f for f in mono if f != inv)
        if exactly:
            laws = tuple(f for f, _ in rest if f.head == "law")
            conditions.extend(close(variables, (), under(laws, (positive(q),))))
        elif coeff < 0 or not nonnegative(poly({rest: 1})):
            return None
        total.append(poly({rest: coeff}))
    if lift(bind("int", variables, add(*total))) is not whole:
        return None
    return (*conditions, *integrable(variables, (), add(*total)))
