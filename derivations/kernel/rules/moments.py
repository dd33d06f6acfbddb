"""Rules of averages of independent draws: their moments, their sign, and their logarithm near one."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from ...language.relation import GE, LE, Relation
from ..forms.binders import (
    ONE,
    ZERO,
    Atom,
    Poly,
    add,
    atom,
    bind,
    const,
    equality,
    inverse,
    join,
    lift,
    mul,
    open_fresh,
    poly,
    power,
    scale,
    sub,
    with_atoms,
)
from ..forms.expansions import nonnegative, nonzero, positive
from ..forms.nodes import Conditions, Form, Weights
from ..forms.visiting import changes_only
from ..logic.conditions import always, close, integrable
from ..logic.drawing import at_one_draw
from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from .algebra import vanishes
from .rule import both_quantities, both_statements, rule
from .stated import stated


def average_of(weights: Weights, term: Atom, base: Atom) -> Poly | None:
    """f, where the term is the average of f(z_k) over all of some independent draws and nothing else is drawn; None of
    any other term."""
    if term.head != "mean" or len(weights) != 1 or weights[0].head != "draws" or weights[0].args[0] != "iid":
        return None
    count, but, _ = open_fresh(term)[1]
    return at_one_draw(weights[0], term, base) if but is None and count is weights[0].args[2] else None


def partitions(things: tuple[Poly, ...]) -> list[tuple[tuple[Poly, ...], ...]]:
    """The blocks of every partition of some things."""
    if not things:
        return [()]
    *rest, last = things
    return [p for blocks in partitions(tuple(rest))
            for p in [(*blocks, (last,)), *((*blocks[:i], (*b, last), *blocks[i + 1:]) for i, b in enumerate(blocks))]]


def moment(a: Atom, centred: bool) -> tuple[Poly, Conditions]:
    """𝔼[Π_i mean_k f_i(z_k)], of n ≤ 4 factors, by which of their indices agree: Σ over partitions,
    K(K − 1)…/Kⁿ Π 𝔼[Π_block f_i].

    If `centred`, 𝔼[f_i] = 0 is a condition, and partitions with a block of one index are left out.
    """
    variables, (weights, body) = open_fresh(a) if a.head == "E" else ((), ((), ZERO))
    factors = body.terms[0][0] if len(body.terms) == 1 and body.terms[0][1] == 1 else ()
    few = min((e for _, e in factors), default=0) > 0 and sum(e for _, e in factors) <= 4
    values = tuple(average_of(weights, f, variables[0]) for f, e in factors for _ in range(e)) if few else (None,)
    if None in values:
        return lift(a), ()
    _, law, count = weights[0].args

    def of(block: tuple[Poly, ...]) -> Poly:
        return lift(bind("E", variables, (law,), mul(*block)))
    total, products = [], {mul(*values): None}
    for blocks in partitions(values):
        if not (centred and any(len(block) == 1 for block in blocks)):
            ways = [sub(count, const(i)) for i in range(len(blocks))]
            total.append(mul(*ways, power(inverse(count), len(values)), *map(of, blocks)))
        products |= {mul(*block): None for block in blocks if len(set(values)) > 1}  # else the whole power is enough
    zero = tuple(equality(of((f,)), ZERO) for f in dict.fromkeys(values)) if centred else ()
    return add(*total), (*zero, *(c for u in products for c in integrable(variables, (law,), u)))


visit_moments = changes_only("E")(partial(moment, centred=False))  # whatever the means of the values are
visit_centred = changes_only("E")(partial(moment, centred=True))


@rule("it goes through the partitions of a product's factors by which of their indices agree",
      source="the mean of a product of independent values is the product of their means")
def moments(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The means of products of up to four averages of K independent draws' values.

        𝔼[(mean_k f(z_k))²] = 𝔼[f²]/K + (K − 1)/K 𝔼[f]²,   and so on: a product of n values has the mean
        Π 𝔼[f^b] over the groups of equal indices, b being their sizes      (fⁿ integrable)
        𝔼[mean_k f(z_k) mean_k g(z_k)] = 𝔼[f g]/K + (K − 1)/K 𝔼[f] 𝔼[g]      (f g, f and g integrable; so with three and four)
        𝔼[m²] = 𝔼[f²]/K,   𝔼[m³] = 𝔼[f³]/K²,   𝔼[m⁴] = (𝔼[f⁴] + 3 (K − 1) 𝔼[f²]²)/K³      (if 𝔼[f] = 0)

    >>> accepts(moments, "E[iid(q(z), K)](mean[k:K](f(z[k]))**2)", "E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2")
    ['integrable[q(z)](f(z) ** 2)']
    >>> accepts(moments, "E[iid(q(z), K)](mean[k:K](f(z[k]))**3)", "E[q(z)](f(z)**3)/K**2")
    ['0 == E[q(z)](f(z))', 'integrable[q(z)](f(z) ** 3)']
    >>> accepts(moments, "E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", "E[q(z)](f(z)*g(z))/K + (K - 1)/K*E[q(z)](f(z))*E[q(z)](g(z))")
    ['integrable[q(z)](f(z) * g(z))', 'integrable[q(z)](f(z))', 'integrable[q(z)](g(z))']
    >>> refuses(moments, "E[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", "E[q(z)](f(z))*E[q(z)](g(z))")
    True
    >>> refuses(moments, "E[identical(q(z), K)](mean[k:K](f(z[k]))**2)", "E[q(z)](f(z)**2)/K")
    True
    >>> refuses(moments, "E[iid(q(z), K)](mean[k:K](f(z[k]))**4)", "E[q(z)](f(z)**4)/K**3")
    True
    """
    if not both_quantities(left, right):
        return None
    for visit in (visit_moments, visit_centred):
        (a, found), (b, more) = rewrite(left, visit), rewrite(right, visit)
        last = None if a is left and b is right else vanishes(sub(a, b))
        if last is not None:
            return (*found, *more, *last)
    return None


def _from_below(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The conditions of a step t − t²/2 + t³/3 − b t⁴/4 ≤ log u, where b is found by a division; None of any other."""
    if relation not in (LE, GE):
        return None
    log, other, lower = (left, right, relation == GE) if left.atom_alone() else (right, left, relation == LE)
    a = log.atom_alone()
    if not lower or a is None or a.head != "log":
        return None
    u, = a.args
    t = sub(u, ONE)
    rest = sub(add(t, scale(power(t, 2), Fraction(-1, 2)), scale(power(t, 3), Fraction(1, 3))), other)
    if len(t.terms) != 1:
        return None
    (mono, coeff), = t.terms
    fourth, scaled = tuple((f, -4 * e) for f, e in mono), 4/Fraction(coeff)**4
    b = poly({join(m, fourth): c*scaled for m, c in rest.terms})
    if any(e < 0 for m, _ in b.terms for _f, e in m):
        return None
    if b.is_number and b.number < 1:
        return None
    return *(() if b.is_number else (atom("le", ONE, b),)), *_at_most(ONE, mul(b, u))


taylor = stated("taylor", """The logarithm between two of its Taylor polynomials at one.

    log u ≤ t − t²/2 + t³/3                  (u = 1 + t > 0)
    log u ≥ t − t²/2 + t³/3 − b t⁴/4         (b u ≥ 1, or b v ≥ 1 for each value v where u is an average; b ≥ 1; t is a single term)

Right minus left has the derivative t³/u in the first case; left minus right has t³ (b − 1/u) in the second.  Both
have the sign of t wherever the inequality is claimed, so the differences are least, and zero, at t = 0.

>>> accepts(taylor, "log(d(z))", "(d(z) - 1) - (d(z) - 1)**2/2 + (d(z) - 1)**3/3", "≤")
[]
>>> accepts(taylor, "log(1 + f(z))", "f(z) - f(z)**2/2 + f(z)**3/3 - f(z)**4/2", "≥")
['1 <= 2 + 2 * f(z)']
>>> refuses(taylor, "log(1 + f(z))", "f(z) - f(z)**2/2 + f(z)**3/3", "≥")
True
>>> refuses(taylor, "log(1 + f(z))", "f(z) - f(z)**2/2", "≤")
True
""",
    Schema("log(u(x)) <= (u(x) - 1) - (u(x) - 1)**2/2 + (u(x) - 1)**3/3"),
    source="both differences are least at one, by their derivatives",
    besides=_from_below,
    why="from below, b is found by a division, and where u is an average each of its values leads to a condition")


def _at_most(a: Poly, b: Poly) -> tuple[Atom, ...]:
    """The condition a ≤ b; where b is linear in an average, the same for each of the averaged values."""
    averages = [(f, e) for m, _ in b.terms for f, e in m if f.head == "mean"]
    if len({f for f, _ in averages}) != 1 or any(e != 1 for _, e in averages):
        return (atom("le", a, b),)
    average, _ = averages[0]
    index, (_count, _but, value) = open_fresh(average, a, b)
    each = with_atoms(b, lambda f: value if f is average else f)
    return close(index, (), (atom("le", a, each),))


@rule("it leans on the denominators of a value, which depend on how the value is written",
      source="all n values are zero at once with the n-th power of the probability that one is")
def independent_positive(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The average of independent draws' values that are never negative is sure to be positive only if every value is.

        mean_k f(z_k) > 0 for almost all z₁, …, z_n  ⇔  f(z) > 0 for almost all z      (f ≥ 0, independent draws)

    >>> accepts(independent_positive, "always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", "always[q(z)](d(z) > 0)", "⇔")
    []
    >>> refuses(independent_positive, "always[identical(q(z), K)](mean[k:K](d(z[k])) > 0)", "always[q(z)](d(z) > 0)",
    ...         "⇔")
    True
    >>> refuses(independent_positive, "always[iid(q(z), K)](mean[k:K](f(z[k])) > 0)", "always[q(z)](f(z) > 0)", "⇔")
    True
    """
    if not both_statements(left, right):
        return None
    found = _each_positive(left, right)
    return _each_positive(right, left) if found is None else found


def _each_positive(average: Atom, single: Atom) -> Conditions | None:
    """The conditions under which the first statement is that an average of draws' values is positive, and the second that
    each value is; None where they are other statements."""
    if average.head != "always":
        return None
    variables, (weights, prop) = open_fresh(average, single)
    a = prop.args[0].atom_alone() if prop.head == "gt" else None
    f = average_of(weights, a, variables[0]) if a is not None and len(variables) == 1 else None
    if f is None or not nonnegative(f) or always(variables, (weights[0].args[1],), positive(f)) != (single,):
        return None
    denominators = {b.args[0] for m, _ in f.terms for b, _e in m if b.head == "inv"}
    return close(variables, (weights[0].args[1],), map(nonzero, denominators))
