"""The rule of logarithms and exponentials."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from ...language.relation import Relation
from ..forms.binders import ONE, Atom, Poly, add, as_poly, atom, bind, join, lift, open_fresh, poly, scale
from ..forms.expansions import exponentials_joined, has_exponential, log_of, positive, visit_logarithms
from ..forms.nodes import Conditions, Form, Visit
from ..forms.visiting import changes_only, heads_in
from ..logic.conditions import content
from ..logic.rewriting import rewrite, with_parts
from ..special.division import without_denominator
from .algebra import MOST_DENOMINATORS, cancel_deeply
from .rule import both_quantities, rule, same_form


def log_of_fraction(u: Poly) -> tuple[Poly, Conditions]:
    """log u as a sum of logarithms of its denominators, of what all terms of its numerator share, and of the rest."""
    if len(u.terms) == 1 and u.terms[0][1] < 0:  # the sign belongs to one factor
        return log_of(u)
    found, denominators = [], []
    for _ in range(MOST_DENOMINATORS):
        multiplied = without_denominator(u)
        if multiplied is None:
            break
        u, divisor, times, more = multiplied
        below, needed = log_of_fraction(divisor)
        denominators.append(scale(below, -times))
        found += [positive(divisor), *more, *needed]
    if not u.terms:
        return lift(atom("log", u)), ()
    shared = dict(u.terms[0][0])
    for mono, _ in u.terms:
        shared = {a: min(e, dict(mono)[a]) for a, e in shared.items() if a in dict(mono)}
    factor = poly({tuple(sorted(shared.items(), key=lambda f: f[0].key)): content(u)})
    rest = poly({join(m, tuple((a, -e) for a, e in shared.items())): Fraction(c)/content(u) for m, c in u.terms})
    pieces = [log_of(part) for part in (factor, rest) if part is not ONE]
    split = [positive(part) for part in (factor, rest) if len(pieces) > 1]
    return add(*denominators, *(p for p, _ in pieces)), (*found, *split, *(c for _, more in pieces for c in more))


@changes_only("E", "int", "mean", "total")
def visit_sign(a: Atom) -> tuple[Poly, Conditions]:
    """A mean, an integral or a sum of −u as minus that of u, where the first term of a body is negative."""
    if a.head not in ("E", "int", "mean", "total"):
        return lift(a), ()
    variables, parts = open_fresh(a)
    body = parts[-1]
    if not body.terms or body.terms[0][1] > 0:
        return lift(a), ()
    return scale(lift(bind(a.head, variables, *parts[:-1], scale(body, -1))), -1), ()


@changes_only("log")
def visit_fractions(a: Atom) -> tuple[Poly, Conditions]:
    """A logarithm of a fraction of sums as a sum of logarithms."""
    return log_of_fraction(a.args[0]) if a.head == "log" else (lift(a), ())


@changes_only("log", "exp")
def visit_exponentials(a: Atom) -> tuple[Poly, Conditions]:
    """A logarithm of a product as a sum, and an exponential of a sum as a product, where each product inside has one
    exponential of each term."""
    form, found = with_parts(a, exponentials_joined) if any(map(has_exponential, a.args)) else (a, ())
    made, more = visit_logarithms(form) if isinstance(form, Atom) else (as_poly(form), ())
    return made, (*found, *more)


@rule("products have any number of factors, whose logarithms are put into a normal form",
      source="the logarithm turns products into sums, and the exponential is its inverse")
def logarithm(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Logarithms of products, quotients and powers, and exponentials of sums; exp and log undo each other.

        log(a b) = log a + log b,   log(a / b) = log a − log b,   log(aⁿ) = n log a      (a, b > 0)
        log(a / b + c / d) = log(a d + c b) − log b − log d      (b, d > 0; whatever all terms share is a factor)
        𝔼[log(a / b)] = −𝔼[log(b / a)]
        exp(log a) = a (a > 0),   log(exp u) = u,   exp(u + v) = exp(u) exp(v),   exp(u)/exp(v) = exp(u − v)

    >>> accepts(logarithm, "log(p(x, z)/q(z))", "log(p(x, z)) - log(q(z))")
    ['p(x, z) > 0', 'q(z) > 0']
    >>> accepts(logarithm, "log(1 + d(z)/(1 + c(x)))", "log(1 + d(z) + c(x)) - log(1 + c(x))")
    []
    >>> accepts(logarithm, "exp(-f(z))*exp(f(z) - g(z))", "1/exp(g(z))")
    []
    >>> refuses(logarithm, "exp(f(z))/exp(g(z))", "exp(f(z) + g(z))")
    True
    >>> refuses(logarithm, "log(p(x, z) + q(z))", "log(p(x, z)) + log(q(z))")
    True
    """
    found = same_form(left, right, with_logarithms_split)
    if found is None:  # a fraction of sums is split only where it has to be: the split leans on more
        found = same_form(left, right, with_fractions_split)
    return _by_logarithms(left, right) if found is None and both_quantities(left, right) else found


def _by_logarithms(left: Form, right: Form) -> Conditions | None:
    """The conditions under which two quantities are positive and have one logarithm, where a product over indices stands
    beside an exponential."""
    logs = {"product", "exp"} <= heads_in(left) | heads_in(right)
    found = same_form(lift(atom("log", left)), lift(atom("log", right)), with_logarithms_split) if logs else None
    return None if found is None else (positive(left), positive(right), *found)


def with_logarithms_split(p: Poly) -> tuple[Poly, Conditions]:
    """A quantity with its logarithms of products as sums, and with one exponential of each term in a product."""
    return _normalised(p, visit_exponentials)


def with_fractions_split(p: Poly) -> tuple[Poly, Conditions]:
    """The same, with logarithms of fractions of sums split, too."""
    return _normalised(p, visit_fractions, visit_exponentials, visit_sign)


@cache  # one side stays the same while the other is varied
def _normalised(p: Poly, *visits: Visit) -> tuple[Poly, Conditions]:
    """A quantity that is rewritten by some visits, one after the other."""
    found = []
    for visit in visits:
        p, more = rewrite(p, visit)
        found += more
    p, joined = exponentials_joined(p)
    p, divided = cancel_deeply(p)
    return p, (*found, *joined, *divided)
