"""The near-miss fuzzer: steps that are almost right.  Whatever the kernel accepts must hold.

Takes good steps, makes one small mistake (or two, or the same on both sides, or another reason) and asks the kernel.
`python tests/near_misses.py 20000` runs it by hand.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from good_steps import Good, from_chapters, from_docstrings, generated  # noqa: E402
from model_check import Found, accepted, check  # noqa: E402
from mutations import Stock, mutant, positions, swapped  # noqa: E402
from rule_examples import NAMES  # noqa: E402

from derivations.kernel import RULES, Prover, Refused  # noqa: E402
from derivations.kernel import terms as t  # noqa: E402
from derivations.kernel.source import source  # noqa: E402

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
    left, right, relation, reason, where = good
    what = int(rng.integers(12))
    if what == 0:
        return good
    if what == 1:
        return good._replace(relation=FLIPS[relation][int(rng.integers(len(FLIPS[relation])))], left=right, right=left)
    if what == 2:
        choices = FLIPS[relation]
        relation = choices[int(rng.integers(len(choices)))]
    if what == 3:
        names = sorted(RULES)
        reason = RULES[names[int(rng.integers(len(names)))]]
    if what in (4, 5, 6):  # the same change throughout both sides
        return both_sides(good, stock, rng)
    for _ in range(1 + (what in (7, 8))):
        if rng.integers(2):
            left = mutant(left, stock, rng)
        else:
            right = mutant(right, stock, rng)
        if left is None or right is None:
            return None
    return Good(left, right, relation, reason, where)


def both_sides(good: Good, stock: Stock, rng) -> Good | None:
    """A part that occurs on both sides, changed in all places at once: often right again, with other conditions."""
    parts = [part for _path, part, _scope in positions(good.left)
             if isinstance(part, (t.Density, t.Draws, t.Value, t.Point, t.Mean, t.Expectation, t.Subset))]
    if not parts:
        return None
    part = parts[int(rng.integers(len(parts)))]
    new = mutant(part, stock, rng)
    if new is None:
        return None
    try:
        return good._replace(left=swapped(good.left, part, new), right=swapped(good.right, part, new))
    except (ValueError, TypeError, AttributeError):
        return None


def fuzz(count: int, seed: int, *, shapes: int = 5, batch: int = 100, stop: int = 0, rules=None) -> Report:
    """Ask the kernel about `count` near misses; check in models every one that it accepts."""
    rng, report, stock, prover = np.random.default_rng(seed), Report(), Stock(NAMES), Prover()
    known = [*from_chapters(), *from_docstrings()]
    while report.tried < count and not (stop and len(report.false) >= stop):
        good = generated(rng) if rng.integers(2) else known[int(rng.integers(len(known)))]
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
    except Found as failure:
        report.false.append((step, str(failure)))
        return
    except Exception as error:
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
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    result = fuzz(int(sys.argv[1]), seed, stop=int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    for step, failure in result.false:
        print(shown(step), "\n    ", failure[:700])
    for step, failure in result.crashes[:10]:
        print("CRASH", shown(step), "\n    ", failure[:500])
    print(result, dict(result.by_rule), sep="\n")
