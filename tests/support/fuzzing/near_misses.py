"""The near-miss fuzzer: steps that are almost right.  Whatever the kernel accepts must hold.

Takes good steps, makes one small mistake (or two, or the same on both sides, or another reason) and asks the kernel.
`python -m tests.support.fuzzing.near_misses 20000` runs it by hand; `… near_misses 2000 jensen` takes the steps of one rule.
The good steps are those of `good_steps`, and its `TEMPLATES` have some for every rule.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from sympy import Add, Integer, Mul, Pow, Symbol
from sympy.core.relational import Eq, Ge, Le, Ne, Relational

from derivations.kernel import RULES, Prover, Refused
from derivations.language import terms as t
from derivations.language.views.signature import Unreadable
from derivations.language.views.source import source
from tests.support.fuzzing.good_steps import Good, from_chapters, from_docstrings, from_instances, generated
from tests.support.fuzzing.model_check import Found, accepted, check
from tests.support.fuzzing.slips import Stock, bound_by, build, mutant, paths_as_points, positions, put, swapped
from tests.support.rule_examples import NAMES

FLIPS = {"=": "=≤≥", "≤": "=≥≤", "≥": "=≤≥", "⇔": "⇔⇒", "⇒": "⇔⇒"}


@dataclass
class Report:
    tried: int = 0
    accepted: int = 0
    checked: int = 0  # accepted, and in some model the conditions held
    models: int = 0
    unreadable: Counter = field(default_factory=Counter)
    false: list = field(default_factory=list)
    by_rule: Counter = field(default_factory=Counter)
    crashes: list = field(default_factory=list)

    def __str__(self) -> str:
        return (f"{self.tried} near misses tried, {self.accepted} accepted, {self.checked} of these checked in "
                f"{self.models} models, {len(self.false)} false, {len(self.crashes)} crashes")


def near_miss(good: Good, stock: Stock, rng) -> Good | None:
    """A step a small mistake away from a good one."""
    def pick(items):
        return items[int(rng.integers(len(items)))]
    left, right, relation, reason, where = good
    way = pick(("none", "turned", "relation", "reason", "both", "both", "both", "context", "respaced", "unchanged", "captured", "captured", "captured", "inside", "inside", "respaced",
                "index", "index", "bare", "reversed",
                "twice", "twice", "once", "once", "once", "once"))
    if way == "none":
        return good
    if way == "turned":
        return good._replace(relation=pick(FLIPS[relation]), left=right, right=left)
    if way == "relation":
        return good._replace(relation=pick(FLIPS[relation]))
    if way == "reason":
        return good._replace(reason=RULES[pick(sorted(RULES))])
    if way == "both":
        return both_sides(good, stock, rng)
    if way == "context":
        return in_context(good, stock, pick)
    if way in ("respaced", "unchanged"):  # a line and its mutant, under a rule that accepts what is equal
        other = mutant(left, stock, rng) if way == "unchanged" else respaced(left, stock, pick)
        return None if other is None else Good(left, other, relation, pick((RULES["algebra"], reason)), where)
    if way == "captured":
        if rng.integers(2):
            left = captured(left, pick)
        else:
            right = captured(right, pick)
        return None if left is None or right is None else Good(left, right, relation, reason, where)
    if way == "reversed":
        return good._replace(left=divergences_reversed(left)) if good.left.has(t.Divergence) else None
    if way == "bare":
        return good._replace(left=by_index(left, stock), right=by_index(right, stock))
    if way == "index":
        if rng.integers(2):
            left = another_draw(left, pick)
        else:
            right = another_draw(right, pick)
        return None if left is None or right is None else Good(left, right, relation, reason, where)
    if way == "inside":
        if rng.integers(2):
            left = depending(left, stock, pick)
        else:
            right = depending(right, stock, pick)
        return None if left is None or right is None else Good(left, right, relation, reason, where)
    for _ in range(2 if way == "twice" else 1):
        if rng.integers(2):
            left = mutant(left, stock, rng)
        else:
            right = mutant(right, stock, rng)
        if left is None or right is None:
            return None
    return Good(left, right, relation, reason, where)


def both_sides(good: Good, stock: Stock, rng) -> Good | None:
    """A part that occurs on both sides, changed in all places at once: often right again, with other conditions."""
    parts = [(part, scope) for _path, part, scope in positions(good.left)
             if isinstance(part, (t.Density, t.Draws, t.Value, t.Point, t.Mean, t.Expectation, t.Subset))]
    if isinstance(good.left, Relational) and type(good.left) is type(good.right) and not rng.integers(3):
        kind = (Eq, Le, Ge, Ne)[int(rng.integers(4))]
        return good._replace(left=kind(*good.left.args, evaluate=False), right=kind(*good.right.args, evaluate=False))
    if not parts:
        return None
    part, scope = parts[int(rng.integers(len(parts)))]
    new = mutant(part, stock, rng, scope)
    if new is None:
        return None
    try:
        return good._replace(left=swapped(good.left, part, new), right=swapped(good.right, part, new))
    except (ValueError, TypeError, AttributeError):
        return None


def in_context(good: Good, stock: Stock, pick) -> Good | None:
    """The same thing around both sides: a factor of any sign, a function, a binder."""
    if good.relation not in "=≤≥":
        return None
    point, (i,) = pick(stock.points), [v for v in stock.points if v.name == "i"]
    around = pick((lambda a: Mul(stock.f(point), a, evaluate=False), lambda a: Mul(Integer(-1), a, evaluate=False),
                   lambda a: Mul(stock.d(point), a, evaluate=False), lambda a: Add(stock.f(point), a, evaluate=False),
                   lambda a: Mul(a, Pow(stock.f(point), Integer(-1), evaluate=False), evaluate=False),
                   t.log, t.exp, lambda a: Pow(a, Integer(-1), evaluate=False), lambda a: Pow(a, Integer(2), evaluate=False),
                   lambda a: t.Expectation((pick(stock.laws)(point),), a), lambda a: t.Extremum("inf", i, None, a),
                   lambda a: t.Integral((point,), a), lambda a: t.Expectation((pick(stock.laws)(point),), t.log(a))))
    try:
        return good._replace(left=around(good.left), right=around(good.right), relation=pick((good.relation, "≤", "≥")))
    except (ValueError, TypeError):
        return None


def captured(node, pick):
    """A line in which a bound point, or index, takes a name that stands free beside it."""
    found = []
    for path, part, _scope in positions(node):
        for v in bound_by(part):
            inside = dict.fromkeys(p for _path, p, _s in positions(part) if isinstance(p, type(v)) and p != v)
            found += [(path, part, v, u) for u in inside if getattr(u, "space", "") == getattr(v, "space", "")]
    if not found:
        return None
    path, part, v, u = pick(found)
    try:
        return put(node, path, swapped(part, v, u))
    except (ValueError, TypeError, AttributeError):
        return None


def depending(node, stock: Stock, pick):
    """A line in which the body of a binder depends on what is bound by one more factor."""
    found = [(path, part, v) for path, part, _scope in positions(node) for v in bound_by(part)
             if isinstance(part, t.Expectation | t.Integral | t.Mean | t.Extremum)]
    if not found:
        return None
    path, part, v = pick(found)
    try:
        factor = stock.a(v) if isinstance(v, Symbol) else pick((stock.f, stock.d, pick(stock.laws)))(v)
        return put(node, (*path, len(part.args) - 1), Mul(factor, part.args[-1], evaluate=False))
    except (ValueError, TypeError, AttributeError):
        return None


def divergences_reversed(node):
    """A line in which every divergence has its arguments the other way round."""
    if isinstance(node, t.Divergence):
        return t.Divergence(node.args[0], *map(divergences_reversed, node.args[:0:-1]))
    if not node.args or isinstance(node, (t.Point, t.Law, t.Function, t.Subset)):
        return node
    return build(node, [divergences_reversed(a) for a in node.args])


def by_index(node, stock: Stock):
    """A line in which every average weights its terms by a function of the bare index."""
    if isinstance(node, t.Mean):
        k, count, but, body = node.args
        return t.Mean(k, count, but or None, Mul(stock.a(k), by_index(body, stock), evaluate=False))
    if not node.args or isinstance(node, (t.Point, t.Law, t.Function, t.Subset)):
        return node
    return build(node, [by_index(a, stock) for a in node.args])


def another_draw(node, pick):
    """A line in which one place looks at another of several draws."""
    found = [(path, part, scope) for path, part, scope in positions(node) if isinstance(part, t.Draw)]
    if not found:
        return None
    path, part, scope = pick(found)
    index = pick([i for i in (Integer(1), Integer(2), *(v for v in scope if isinstance(v, Symbol))) if i != part.args[1]])
    try:
        return put(node, path, t.Draw(part.args[0], index))
    except (ValueError, TypeError, AttributeError):
        return None


def respaced(node, stock: Stock, pick):
    """A line with one of its points moved to another space throughout."""
    points = [part for _path, part, _scope in positions(node) if type(part) is t.Point]
    if not points:
        return None
    try:
        point = pick(points)
        return swapped(node, point, pick([p for p in stock.points if p.space != point.space and p.space == p.name]))
    except (ValueError, TypeError, AttributeError):
        return None


def fuzz(count: int, seed: int, *, shapes: int = 5, batch: int = 100, stop: int = 0, rules=None) -> Report:
    """Ask the kernel about `count` near misses; check in models every one that it accepts."""
    rng, report, stock, prover = np.random.default_rng(seed), Report(), Stock(NAMES), Prover()
    sources = [None, None, None, [*from_chapters()], [*from_docstrings()], [*from_instances()]]
    while report.tried < count and not (stop and len(report.false) >= stop):
        source = sources[int(rng.integers(len(sources)))]
        good = source[int(rng.integers(len(source)))] if source else generated(rng)
        if rules is not None and repr(good.reason) not in rules:
            continue
        step = near_miss(good, stock, rng)
        if step is not None:
            one(step, prover, report, rng, shapes=shapes, batch=batch)
    return report


def one(step: Good, prover, report: Report, rng, **how) -> None:
    """Try one step."""
    report.tried += 1
    try:
        conditions, facts = accepted(prover, step.left, step.right, step.relation, step.reason)
    except Refused:
        return
    except Exception as error:  # the kernel must refuse, never crash
        report.crashes.append((step, repr(error)))
        return
    report.accepted += 1
    report.by_rule[repr(step.reason)] += 1
    try:
        models = check(step.left, step.right, step.relation, step.reason, conditions, facts, rng, **how)
    except Refused:  # its conditions can never hold
        return
    except Found as failure:
        report.false.append((step, str(failure)))
        return
    except Exception as error:
        if isinstance(error, Unreadable) and paths_as_points(step.left, step.right):
            report.unreadable[repr(step.reason)] += 1
            return
        report.crashes.append((step, f"checking: {error!r}"))
        return
    report.checked += models > 0
    report.models += models


def shown(step: Good) -> str:
    def text(node):
        try:
            return source(node)
        except Exception:
            return repr(node)
    return f"[{step.where}, by {step.reason!r}]\n    {text(step.left)}\n  {step.relation} {text(step.right)}"


if __name__ == "__main__":
    chosen = [word for word in sys.argv[1:] if word in RULES]
    many, seed, stop, *_ = (*(int(word) for word in sys.argv[1:] if word not in RULES), 0, 0)
    result = fuzz(many, seed, stop=stop, rules=chosen or None)
    for step, failure in result.false:
        print(shown(step), "\n    ", failure[:700])
    for step, failure in result.crashes[:10]:
        print("CRASH", shown(step), "\n    ", failure[:500])
    print(result, dict(result.by_rule), sep="\n")
