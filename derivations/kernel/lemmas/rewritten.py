"""Lemmas by which a condition on a quantity follows from the same condition on an equal quantity that is written in
another way: the integral of a density, a law that is proportional to something, the logarithm of a fraction, a factor
that cancels.
"""

from __future__ import annotations

from functools import cache

from ..forms.binders import (
    Atom,
    Poly,
    add,
    atom,
    bind,
    const,
    inverse,
    law_atom,
    lift,
    mul,
    on_diagonal,
    open_fresh,
    poly,
    power,
    replace,
    reshape,
    scale,
)
from ..forms.expansions import cancelled, nonnegative, nonzero, positive, visit_conditionals
from ..forms.nodes import Conditions
from ..logic.conditions import always, close, under
from ..logic.defined import defined
from ..logic.rewriting import rewrite
from .integrability import framed_integrable


@cache
def integrals_of_densities(c: Atom) -> tuple[Conditions, ...]:
    """The integral of a density over some of its points is the density of the others.  p(x | z)·p(z) is p(x, z) for the
    given x only where p(z) > 0."""
    if c.head == "always":
        around, (guards, framed) = open_fresh(c)
        return tuple(close(around, guards, way) for way in integrals_of_densities(framed))
    inner = c.args[0].atom_alone() if c.head in ("gt", "ne") else None
    if inner is None or inner.head not in ("E", "int"):
        return ()
    variables, parts = open_fresh(inner)
    weights = parts[0] if inner.head == "E" else ()
    product, divided = cancelled(reshape(mul(*map(lift, weights), parts[-1]), visit_conditionals))
    joint = product.atom_alone()
    if joint is None or joint.head != "law" or not set(variables) <= set(joint.args[1]) or on_diagonal(joint):
        return ()
    law, outs, givens = joint.args
    left = [o for o in outs if o not in variables]
    margin = always((), (), atom(c.head, lift(law_atom(law, left, givens)))) if left else ()
    return ((*close(variables, (joint,), divided), *margin),)


@cache
def normalised(c: Atom) -> tuple[Conditions, ...]:
    """The density of the law that is proportional to g is g, divided by the integral of g."""
    framed = framed_integrable(c)
    if framed is None:
        return ()
    body, asked = rewrite(framed.body, _visit_normalised)
    return () if body is framed.body else (framed.as_equal(body, asked),)


def _visit_normalised(a: Atom) -> tuple[Poly, Conditions]:
    if a.head != "norm":
        return lift(a), ()
    variables, (g, at) = open_fresh(a)
    quotient = mul(replace(g, dict(zip(variables, at))), inverse(lift(bind("int", variables, g))))
    return quotient, (*a.kind.parts_defined(a), *a.kind.asked(a))


@cache
def split_fractions(c: Atom) -> tuple[Conditions, ...]:
    """The logarithm of a fraction is the logarithm of the numerator minus that of the denominator, which is visibly not
    negative; where it is zero, the premise says nothing."""
    framed = framed_integrable(c)
    if framed is None:
        return ()
    terms, asked = [], []
    for mono, coeff in framed.body.terms:
        split = {a: fraction for a, _e in mono if (fraction := _fraction(a)) is not None}
        rest = poly({tuple((a, e) for a, e in mono if a not in split): coeff})
        terms.append(mul(rest, *(power(_logarithms(*split[a]), e) for a, e in mono if a in split)))
        parts = [u for above, below in split.values() for u in (above, *(f.args[0] for f in below))]
        laws = tuple(a for a, _e in mono if a.head == "law")
        asked += [*defined(rest), *under(laws, [d for u in parts for d in (*defined(u), positive(u))])]
    body = add(*terms)
    if body is framed.body:
        return ()
    sure = close(framed.points, framed.guards, close(framed.variables, framed.weights, asked))
    return ((*sure, *framed.of(body)),)


@cache
def fractions_split(c: Atom) -> Conditions:
    """The same the other way round, where a fraction that has a logarithm shows that its denominator is not zero."""
    framed = framed_integrable(c)
    if framed is None:
        return ()

    def visit(a: Atom) -> tuple[Poly, Conditions]:
        fraction = _fraction(a)
        sure = fraction is not None and all(f in dict(mono) for f in fraction[1] for mono, _ in a.args[0].terms)
        return (_logarithms(*fraction) if fraction is not None and sure else lift(a)), ()

    body = reshape(framed.body, visit)
    return () if body is framed.body else framed.of(body)


def _fraction(a: Atom) -> tuple[Poly, dict[Atom, int]] | None:
    """Of the logarithm of a fraction of a sum, the numerator, and the inverses of the factors of the denominator with
    their powers, if none of them is ever negative; None of anything else."""
    terms = a.args[0].terms if a.head == "log" else ()
    divisors = dict[Atom, int]()
    for f, e in (pair for mono, _ in terms for pair in mono if pair[0].head == "inv"):
        divisors[f] = max(e, divisors.get(f, 0))
    if len(terms) < 2 or not divisors or not all(map(nonnegative, divisors)):
        return None
    above = []
    for mono, coeff in terms:
        powers = dict(mono)
        missing = [power(f.args[0], e - powers.pop(f, 0)) for f, e in divisors.items()]
        above.append(mul(const(coeff), *(lift(f, e) for f, e in powers.items()), *missing))
    return add(*above), divisors


def _logarithms(above: Poly, below: dict[Atom, int]) -> Poly:
    return add(lift(atom("log", above)), *(scale(lift(atom("log", f.args[0])), -e) for f, e in below.items()))


@cache
def without_cancelled(c: Atom) -> tuple[Conditions, ...]:
    """d·(1/d) is one where d is not zero."""
    framed = framed_integrable(c)
    if framed is None:
        return ()
    body, divided = cancelled(framed.body)
    return () if body is framed.body else (framed.as_equal(body, divided),)


@cache
def bounded_quotients(c: Atom) -> tuple[Conditions, ...]:
    """a/(a + b) lies between zero and one where neither a nor b is negative: under laws its mean is finite."""
    framed = framed_integrable(c)
    if framed is None or not framed.weights or len(framed.body.terms) != 1:
        return ()
    (mono, _), = framed.body.terms
    ways = []
    for f, e in mono:
        above = tuple(pair for pair in mono if pair[0] is not f)
        total = f.args[0].terms if f.head == "inv" and e == 1 else ()
        alike = [coeff for m, coeff in total if m == above]
        if alike and all(coeff > 0 and nonnegative(poly({m: coeff})) for m, coeff in total):
            ways.append(framed.as_equal(const(0), (nonzero(f.args[0]),)))
    return tuple(ways)
