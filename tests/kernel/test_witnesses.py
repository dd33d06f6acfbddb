"""Why the rules ask for what finite models cannot see: one continuous example for each kind of condition.

In each row a condition fails and the line fails with it, and in a sister example both hold.  Numbers are balls.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from flint import acb, arb

from derivations.kernel import RULES
from tests.support.rule_examples import accepts


def integral(f: Callable[[acb], acb], a, b) -> arb:
    """∫ f over [a, b], a ball."""
    return acb.integral(lambda z, _analytic: f(z), a, b).real


def far(x: arb, y: arb, gap: float) -> bool:
    """Certainly further apart than the gap."""
    return bool(abs(x - y) > gap)


def near(x: arb, y: arb, gap: float = 1e-9) -> bool:
    return bool(abs(x - y) < gap)


# --- 𝔼[f + g] = 𝔼[f] + 𝔼[g]: each term integrable ----------------------------------------------------------------


def cauchy_mean():
    """f = z and g = −z under a Cauchy law: 𝔼[f + g] = 0, but ∫ z q over (−a, 2a) tends to log 2/π and not to ∫ over
    (−a, a) = 0: there is no 𝔼[f] for the right side to be built of."""
    def part(low, high):
        return integral(lambda z: z/(1 + z*z)/acb.pi(), low, high)
    a = 10**4
    grows = all(part(0, 10**(n + 1)) - part(0, 10**n) > 0.7 for n in (1, 2, 3))  # 𝔼|f| has no bound: + log 10/π each time
    return grows and near(part(-a, a), arb(0)) and far(part(-a, 2*a), part(-a, a), 0.2)


def normal_mean():
    """Under a normal law: ∫ over (−a, 2a) and over (−a, a) are alike, and 𝔼|f| is finite."""
    def part(low, high):
        return integral(lambda z: z*(-z*z/2).exp()/(2*acb.pi()).sqrt(), low, high)
    return near(part(-30, 60), part(-30, 30)) and near(part(0, 60), part(0, 30))


# --- the order of integration: jointly integrable --------------------------------------------------------------


def fubini_fails():
    """(x² − y²)/(x² + y²)² on the unit square: −π/4 one way, +π/4 the other."""
    y = arb(1)/3
    inner = integral(lambda x: (x*x - y*y)/(x*x + y*y)**2, 0, 1)
    closed = near(inner, -1/(1 + y*y))  # ∫ dx = −1/(1 + y²), for every y > 0
    first = integral(lambda y: -1/(1 + y*y), 0, 1)
    second = integral(lambda x: 1/(1 + x*x), 0, 1)
    # ∫∫ |·| over the part beyond distance ε is −log ε and more: a quarter circle of radius r carries 1/r
    return closed and near(first, -arb.pi()/4) and near(second, arb.pi()/4) and far(first, second, 1.5)


def fubini_holds():
    """x e^(xy) on the unit square: e − 2 either way."""
    first = integral(lambda x: x.exp() - 1, 0, 1)  # ∫ x e^(xy) dy = e^x − 1
    second = integral(lambda y: (acb(1) + (y - 1)*y.exp())/(y*y), arb("1e-3"), 1)  # ∫ x e^(xy) dx
    return near(first, arb(1).exp() - 2) and near(first, second, 1e-3)


# --- 𝔼[log f] ≤ log 𝔼[f]: f integrable -------------------------------------------------------------------------


def jensen_fails():
    """f = e^(2z) under an exponential law: 𝔼[log f] = 2, but ∫ f q grows without bound: no right side."""
    left = integral(lambda z: 2*z*(-z).exp(), 0, 200)
    parts = [integral(lambda z: z.exp(), 0, a) for a in (10, 20, 40)]
    return near(left, arb(2)) and parts[1] > 10**4*parts[0] and parts[2] > 10**8*parts[1]


def jensen_holds():
    """f = e^(z/2): 1/2 ≤ log 2."""
    left = integral(lambda z: z/2*(-z).exp(), 0, 200)
    right = integral(lambda z: (-z/2).exp(), 0, 400).log()
    return near(left, arb(1)/2) and near(right, arb(2).log()) and bool(left < right)


# --- 𝔼_q[r/q] = ∫ r: q covers r --------------------------------------------------------------------------------


def uniform_weight(q_end, r_end):
    """𝔼_q[r/q] and ∫ r for r uniform on (0, r_end) and q uniform on (0, q_end)."""
    both = min(q_end, r_end)
    return integral(lambda z: acb(1)/r_end, 0, both), integral(lambda z: acb(1)/r_end, 0, r_end)


def cover_fails():
    """q on (0, 1) misses half of r on (0, 2)."""
    mean, mass = uniform_weight(1, 2)
    return near(mass, arb(1)) and far(mean, mass, 0.49) and bool(mean < mass)


def cover_holds():
    """q on (0, 2) covers r on (0, 1)."""
    mean, mass = uniform_weight(2, 1)
    return near(mean, mass)


# --- sup f finite ----------------------------------------------------------------------------------------------


def supremum_fails():
    """f(i) = log i on the whole numbers: no largest value, so nothing for sup f + (c − sup f) to be."""
    best = [max((arb(i).log() for i in range(1, n + 1)), key=float) for n in (10, 100, 1000)]
    return all(b - a > 2 for a, b in zip(best, best[1:], strict=False))


def supremum_holds():
    """f(i) = 1 − 1/i: the best of the first n is 1/n from one."""
    best = [max((1 - 1/arb(i) for i in range(1, n + 1)), key=float) for n in (10, 100, 1000)]
    return all(bool(b < 1) for b in best) and near(best[-1], arb(1), 2e-3)


# --- ∫ of a constant -------------------------------------------------------------------------------------------


def constant_fails():
    """∫ (e^(−z²) − 1) + ∫ 1 is not ∫ e^(−z²) on the line: neither term has a value."""
    whole = [integral(lambda z: (-z*z).exp(), -a, a) for a in (10, 20)]
    one = [integral(lambda z: acb(1), -a, a) for a in (10, 20)]
    return near(*whole) and near(whole[0], arb.pi().sqrt()) and far(one[0], one[1], 19)


def constant_holds():
    """The same on the unit interval."""
    def part(f):
        return integral(f, 0, 1)
    return near(part(lambda z: (-z*z).exp() - 1) + part(lambda z: acb(1)), part(lambda z: (-z*z).exp()))


class Witness(NamedTuple):
    """The book shows each `Witness(…)` of the tests, with the docstrings of its examples, as `site/witnesses.py` reads them."""

    rule: str
    step: tuple
    condition: str  # that the rule returns, in words
    fails: Callable[[], bool]
    holds: Callable[[], bool] | None = None


WITNESSES = (
    Witness("linearity", ("E[q(z)](f(z) + g(z))", "E[q(z)](f(z)) + E[q(z)](g(z))"), "integrable[q(z)](f(z))", cauchy_mean, normal_mean),
    Witness("fubini", ("integral[y](integral[z](h(y, z)))", "integral[z](integral[y](h(y, z)))"), "integrable[y, z](h(y, z))",
            fubini_fails, fubini_holds),
    Witness("total_expectation", ("E[p(x)](E[p(z | x)](h(x, z)))", "E[p(z)](E[p(x | z)](h(x, z)))"), "integrable[p(x, z)](h(x, z))",
            fubini_fails, fubini_holds),  # p is uniform on the square
    Witness("jensen", ("E[q(z)](log(d(z)))", "log(E[q(z)](d(z)))", "≤"), "integrable[q(z)](d(z))", jensen_fails, jensen_holds),
    Witness("support", ("E[q(z)](b(z)/q(z))", "integral[z](b(z))"), "always[b(z)](q(z) > 0)", cover_fails, cover_holds),
    Witness("extremum", ("sup[i](f(x) + f(i))", "f(x) + sup[i](f(i))"), "bounded(sup[i](f(i)))", supremum_fails, supremum_holds),
    Witness("linearity", ("integral[z](f(z) + f(x))", "integral[z](f(z)) + integral[z](f(x))"), "integrable[z](f(x))",
            constant_fails, constant_holds))
each = pytest.mark.parametrize("witness", WITNESSES, ids=lambda w: f"{w.rule}: {w.condition}")


@each
def test_the_kernel_asks(witness):
    """The step comes with the condition: of the rule itself, or of definedness."""
    from derivations.kernel import Prover
    from derivations.pages.form_text import text_of
    from tests.support.fuzzing.model_check import accepted
    from tests.support.rule_examples import typed
    left, right, *relation = witness.step
    found, _facts = accepted(Prover(), typed(left), typed(right), (relation or ["="])[0], RULES[witness.rule])
    assert witness.condition in {text_of(c) for c in found}


@each
def test_where_the_condition_fails_so_does_the_line(witness):
    assert witness.fails()


@each
def test_where_the_condition_holds_so_does_the_line(witness):
    assert witness.holds is not None and witness.holds()


def test_every_analytic_condition_of_a_rule_has_a_witness():
    """The rules whose examples return an analytic condition are those above, or share a kind with one of them."""
    from tests.support.fuzzing.good_steps import examples
    heads = {text.split("[")[0].split("(")[0] for rule in RULES.values() for kind, *step in examples(rule) if kind == "accepts"
             for text in accepts(rule, *step)}
    kinds = {w.condition.split("[")[0].split("(")[0] for w in WITNESSES}
    assert heads & {"integrable", "always", "bounded"} <= kinds
