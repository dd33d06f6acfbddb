"""What an author states and what the kernel understands must be the same thing.

A hypothesis is reduced to its canonical conditions before it is compared with what the lines need.  In every model:
where the statement is true, the canonical conditions hold (else a theorem would lean on more than its `given`); and
where they hold and its quantities are defined, it is true.  `python -m tests.support.fuzzing.hypothesis_fuzz 2000` runs it by hand.
"""

import sys

import numpy as np
from sympy.core.relational import Eq, Ge, Le

from derivations.attack.evaluate import Evaluator
from derivations.attack.models import signature
from derivations.kernel import Refused
from derivations.kernel.implication import search as implication_search
from derivations.kernel.lemmas.table import about_finiteness
from derivations.kernel.lines.reading import read_statement
from derivations.kernel.logic.conditions import always
from derivations.language import terms as t
from derivations.language.views.source import source
from tests.support.fuzzing.good_steps import BODIES, DENSITIES, _filled
from tests.support.fuzzing.model_check import Check, Found, Stated, _all
from tests.support.fuzzing.slips import Stock, mutant
from tests.support.rule_examples import NAMES, typed

STATEMENTS = (
    "always[z](implies(p(x, z) > 0, U > 0))", "always[z](implies(p(x, z) > 0, d(x) > 0))", "always[U](B > 0)",
    "always[U, w(y | z)](f(y) > 0)", "always[c(x), s(z | x)](f(z) > 0)", "always[c(x), s(z | x)](B != 0)",
    "integrable[U](log(f(z)*g(z)))", "integrable[U](log(U/V))", "integrable[U](V*log(d(z)))", "integrable[U](B + C)",
    "integrable[z](B)", "integrable[U](log(d(z)*V/V))", "always[x](integrable[U](log(d(z)*d(x))))", "B > 0", "d(z)*U/V > 0",
    "always[iid(U, K)](mean[k:K](d(z[k])) > 0)", "integrable[iid(U, K + 1)](log(mean[k:K](d(z[k]))))",
    "integrable[exchangeable(U, K + 1)](log(mean[k:K](d(z[k]))))", "always[identical(U, K)](d(z[1]) > 0)",
    "always[m(y, z)](h(y, z)*f(z) != 0)", "always[y](implies(t(x, y, z) > 0, f(x) > 0))", "p(z | x) > 0",
    "always[z](implies(p(z | x) > 0, implies(m(y, z) > 0, d(y) > 0)))", "B == C", "B <= C", "always[U](B == C)",
    "bounded(sup[i:F](f(i)*g(x) - h(x, z)))", "integrable[r(y), U](log(d(y)) + log(d(z)))", "log(d(x)) > 0",
    "always[p(x, z)](implies(p(x) > 0, d(z) > 0))", "always[U](proportional[v](d(v))(z) > 0)", "E[U](d(z)) > 0",
    "integrable[c(x), s(z | x)](f(z)*g(x))", "always[y, z](implies(t(x, y, z) > 0, d(z) > 0))", "exp(B)*d(x) > 0",
    "integrable[c(x), s(z | x)](log(d(z)))", "always[t(y, z | x)](log(d(z)) > 0)")


def concluded(c):
    """What forward lemmas conclude from a condition."""
    return [one.conclusion for one in implication_search.consequences(c)]


class Statement(Check):
    """One statement beside what the kernel makes of it."""

    def __init__(self, node):
        form, defined = read_statement(node, {})
        self.node = node
        parts = form.args if form.head == "and" else (form,)
        self.meant = tuple(d for c in parts for d in always((), (), c))
        if node.has(t.Integrable):  # understood as finiteness, as far as the body is defined: less, on purpose; but
            # what is concluded from it about signs must be true
            self.meant = tuple(d for c in self.meant for d in (c, *concluded(c)) if not about_finiteness(d))
        self.defined = tuple(d for c in defined for d in always((), (), c))
        self.stated = {c: Stated(c) for c in (*self.meant, *self.defined)}
        if any(s.dangling for s in self.stated.values()):
            raise Found("a condition that is not closed")
        self.signature = signature(node, *(s.node for s in self.stated.values()))

    def failures(self, models, numbers):
        evaluator = Evaluator(models, numbers, tuple(self.signature.points))
        with np.errstate(all="ignore"):
            truth = {c: s.holds(evaluator) for c, s in self.stated.items()}
            said, _ = evaluator.truth(self.node)
            meant = _all(truth[c] for c in self.meant)
            if isinstance(self.node, Eq | Le | Ge | t.Bounded):  # 0·undefined is 0 before a sum is multiplied out, undefined after
                said = said & _all(truth[c] for c in self.defined)
            yield "understood as more than was stated", said & ~meant, said
            if self.node.has(t.Integrable):
                return
            yield "understood as less than was stated", _all(truth[c] for c in self.defined) & meant & ~said, said


def fuzz(count: int, seed: int, *, stop: int = 0, **how):
    """How many statements were compared, and those that were misunderstood."""
    rng, stock, tried, wrong = np.random.default_rng(seed), Stock(NAMES), 0, []
    while tried < count and not (stop and len(wrong) >= stop):
        def pick(items):
            return items[int(rng.integers(len(items)))]
        node = typed(_filled(pick(STATEMENTS), {"B": pick(BODIES), "C": pick(BODIES), "U": pick(DENSITIES), "V": pick(DENSITIES)}))
        if rng.integers(3):
            node = mutant(node, stock, rng)
        if node is None:
            continue
        tried += 1
        try:
            Statement(node).run(rng, **how)
        except Refused:
            continue
        except Found as failure:
            wrong.append((source(node), str(failure)))
        except Exception as error:
            wrong.append((repr(node), f"crash: {error!r}"))
    return tried, wrong


if __name__ == "__main__":
    tried, wrong = fuzz(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for text, failure in wrong:
        print(text, "\n    ", failure[:600])
    print(tried, "statements,", len(wrong), "misunderstood")
