"""Lemmas about named laws: which powers of a number, and of its logarithm, are integrable, and which are dominated."""

from __future__ import annotations

from functools import cache

from ...language.places import POSITIVE, REAL, kind_of_numbers
from ..forms.binders import ZERO, Atom, Poly, add, const, lift, mul, open_fresh, poly, replace, scale
from ..forms.expansions import exponent_of, log_of, positive
from ..forms.named_laws import is_named, log_density, point_of
from ..forms.nodes import Conditions, Weights
from ..logic.conditions import close
from ..logic.defined import defined
from ..logic.framed import Framed, framed_as, framed_integrable
from ..logic.nearby import close_near, smooth
from ..logic.rewriting import rewrite
from .exponentials import exponent_in
from .moments import moment, powers_of


@cache
def finite_moments(c: Atom) -> tuple[Conditions, ...]:
    """xⁿ (log x)ᵏ g is integrable under a Gamma law of x and further laws if g times its moments of n and 0, and of n
    and the even number from k on, are integrable under the further laws; likewise yⁿ under a normal law.

    A mean of |log x|ᵏ xⁿ is at most the sum of these two moments, neither of which is negative.
    """
    framed = framed_integrable(c)
    if framed is None or len(framed.body.terms) != 1:
        return ()
    ways = (_without(framed, law) for law in framed.weights if is_named(law) and drawn_last(law, framed.weights))
    return tuple(way for way in ways if way is not None)


def drawn_last(law: Atom, weights: Weights) -> bool:
    """Whether no other of some laws depends on the number that a named law draws."""
    return not any(point_of(law) in w.free for w in weights if w is not law)


def _without(framed: Framed, law: Atom) -> Conditions | None:
    """The same condition without the number that one of its laws draws."""
    (mono, _), = framed.body.terms
    powers = powers_of(mono, point_of(law))
    if powers is None or moment(law, powers.exponent, powers.logarithms) is None:
        return None  # one over a normal number has no mean, though the next even power, which is none, has one
    n, k = powers.exponent, powers.logarithms
    pairs = ((n, 0), (n, k + k % 2)) if law.args[0].name == "Gamma" else ((0, 0), (n + n % 2, k))
    moments = [known for pair in pairs if (known := moment(law, *pair)) is not None]
    if len(moments) < len(pairs):  # a power beyond the highest one
        return None
    beside = poly({powers.beside: 1})
    rest = framed._replace(variables=tuple(v for v in framed.variables if v is not point_of(law)),
                           weights=tuple(w for w in framed.weights if w is not law))
    inner = [*defined(beside), *law.kind.parts_defined(law), *law.kind.asked(law)]
    inner += [d for _, conditions in moments for d in conditions]
    finite = [d for value, _ in moments for d in (rest.of(mul(beside, value)) if rest.weights else ())]
    return (*close(rest.points, rest.guards, close(rest.variables, rest.weights, inner)), *finite)


@cache
def exponentials(c: Atom) -> tuple[Conditions, ...]:
    """xⁿ (log x)ᵏ exp(p log x − b x) is integrable over the positive numbers if p + n + 1 > 0 and b > 0;
    yⁿ exp(r y − s y²) is so over all numbers if s > 0."""
    framed = framed_integrable(c)
    if framed is None or framed.weights or len(framed.variables) != 1 or len(framed.body.terms) != 1:
        return ()
    (x,), (mono, _) = framed.variables, framed.body.terms[0]
    exponents = [(u, e) for f, e in mono if (u := exponent_of(f)) is not None]
    powers = powers_of(tuple(f for f in mono if exponent_of(f[0]) is None), x)
    found = exponent_in(x, add(ZERO, *(scale(u, e) for u, e in exponents)))
    if powers is None or found is None:
        return ()
    kind = kind_of_numbers(x.args[0])
    if kind == POSITIVE and not found.square.terms:
        asked = (add(found.logarithm, const(powers.exponent + 1)), scale(found.linear, -1))
    elif kind == REAL and powers.exponent >= 0 and not powers.logarithms and not found.logarithm.terms:
        asked = (scale(found.square, -1),)
    else:
        return ()
    sure = (*defined(poly({powers.beside: 1})), *(d for u, _ in exponents for d in defined(u)), *map(positive, asked))
    return (close(framed.points, framed.guards, close((x,), (), sure)),)


@cache
def smooth_families(c: Atom) -> tuple[Conditions, ...]:
    """A density of a named law, times powers of the number and of its logarithm, is dominated in a parameter near a
    value at which the quantities of the law are allowed, if they and all else in it can be differentiated there.

    Near the value the shape, the rate and the variance stay within bounds that are allowed, too: so the difference
    quotients lie below densities at these bounds, times powers.
    """
    framed = framed_as(c, "dominated")
    if framed is None:
        return ()
    around, guards, inner = framed
    (*points, v), (body, at) = open_fresh(inner, *around)
    if len(points) != 1 or len(body.terms) != 1:
        return ()
    x, (mono, _) = points[0], body.terms[0]
    laws = [f for f, e in mono if e == 1 and is_named(f) and point_of(f) is x]
    powers = powers_of(tuple(f for f in mono if f[0] not in laws), x)
    known = moment(laws[0], powers.exponent, powers.logarithms) if len(laws) == 1 and powers is not None else None
    if powers is None or known is None:
        return ()
    beside, law = poly({powers.beside: 1}), lift(laws[0])
    near = close_near(v, at, (*defined(beside), *defined(law)))
    there = (replace(d, {v: at}) for d in (*smooth(beside, v), *smooth(law, v), *known[1]))
    return (close(around, guards, (*near, *close((), (), there))),)


@cache
def log_densities(c: Atom) -> tuple[Conditions, ...]:
    """The logarithm of the density of a named law is a sum of powers of the number and of its logarithm, and of terms
    in which the number does not stand."""
    framed = framed_integrable(c)
    if framed is None:
        return ()
    body, asked = rewrite(framed.body, _visit_log_density)
    return () if body is framed.body else (framed.as_equal(body, asked),)


def _visit_log_density(a: Atom) -> tuple[Poly, Conditions]:
    law = a.args[0].atom_alone() if a.head == "log" else None
    if law is None or not is_named(law):
        return lift(a), ()
    written, asked = rewrite(log_density(law), _visit_log)
    return written, (*defined(lift(law)), *asked)


def _visit_log(a: Atom) -> tuple[Poly, Conditions]:
    return log_of(a.args[0]) if a.head == "log" else (lift(a), ())
