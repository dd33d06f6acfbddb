"""Random means under named laws with their values, densities written out, and statements about what is finite, right ones and
near misses, judged by quadrature."""

import math
from typing import NamedTuple

import numpy as np
import sympy
from sympy.core.relational import Gt, Ne

from derivations.kernel import RULES, Prover, Refused
from derivations.kernel.forms.nodes import Conditions
from derivations.kernel.implication.search import implied
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.conditions import close
from derivations.pages.form_text import sympy_of
from tests.support.plain_quadrature import Diverges, value
from tests.support.rule_examples import NAMES, typed

PHI, PSI = NAMES["phi"], NAMES["psi"]
SHAPES, RATES = ("phi", "phi + 1", "phi + 2", "2*phi", "3", "5/2"), ("psi", "1/psi", "2", "psi + 1")
MEANS, VARIANCES = ("phi", "0", "-1", "phi - psi"), ("psi", "2", "1/psi", "psi**2 + 1")
TRIED = ((0.4, 0.7), (1.6, 2.3), (2.5, 0.5), (3.7, 1.2))
"""Values of the two parameters at which a step is looked at: at the first ones some negative powers have no mean."""
SLIPS = ("none", "number", "digamma", "rate", "sign", "coefficient", "tail", "variance", "dependence")


class Step(NamedTuple):
    """A mean and what it is said to be, with the numbers that have to be positive for the laws to be some."""

    left: str
    right: str
    positive: tuple[str, ...]
    shape: str


def under_gamma(shape: str, rate: str, n: int, k: int, slip: str = "none") -> str:
    """The mean of xⁿ (log x)ᵏ: by the complete Bell polynomials of the cumulants of log x under the shape a + n."""
    n += slip == "number"
    at = n + (slip == "digamma")
    rising = [f"({shape} + {j})" for j in range(min(n, 0), max(n, 0))] or ["1"]
    if slip == "rate":
        rate = f"(1/({rate}))"
    power = f"({'*'.join(rising)})/({rate})**{n}" if n >= 0 else f"({rate})**{-n}/({'*'.join(rising)})"
    mean, second, third = f"(digamma({shape} + {at}) {'+' if slip == 'sign' else '-'} log({rate}))", f"trigamma({shape} + {at})", f"polygamma(2, {shape} + {at})"
    if slip == "tail":
        second = third = "0"
    bell = ("1", mean, f"({mean}**2 + {second})", f"({mean}**3 + 3*{mean}*{second} + {third})")[k]
    return f"{power}*{bell}"


def under_normal(mean: str, variance: str, n: int, slip: str = "none") -> list[tuple[str, int]]:
    """The mean of yⁿ as terms, each a coefficient and how often the variance is a factor of it."""
    if slip == "variance":
        mean = "0"
    found = []
    for j in range(n//2 + 1):
        pairs = 1 if slip == "tail" else math.prod(range(1, 2*j, 2))
        found.append((f"{math.comb(n, 2*j)*pairs}*({mean})**{n - 2*j}" if n > 2*j else f"{pairs}", j))
    return found


def drawn(rng: np.random.Generator, slip: str = "none") -> Step:
    """A mean of one or two terms under a Gamma law, a normal law, or a normal law whose precision is drawn."""
    def pick(items):
        return items[int(rng.integers(len(items)))]
    shape, rate, mean, variance = (f"({pick(items)})" for items in (SHAPES, RATES, MEANS, VARIANCES))
    kind, left, right = pick(("gamma", "gamma", "normal", "both")), [], []
    for number in range(int(rng.integers(1, 3))):
        c, own = int(rng.integers(1, 4))*pick((1, -1)), slip if number == 0 else "none"
        said = c + (own == "coefficient")
        n, k, m = int(rng.integers(-2, 4)), int(rng.integers(0, 4)), int(rng.integers(0, 5))
        if kind == "gamma":
            left.append(f"{c}*{_power('tau', n)}*log(tau)**{k}" if k else f"{c}*{_power('tau', n)}")
            right.append(f"{said}*{under_gamma(shape, rate, n, k, own)}")
        elif kind == "normal":
            left.append(f"{c}*mu**{m}" if m else f"{c}")
            v = f"(1/({variance}))" if own == "rate" else variance
            right += [f"{said}*{coefficient}*({v})**{j}" if j else f"{said}*{coefficient}" for coefficient, j in under_normal(mean, v, m, own)]
        else:
            left.append(f"{c}*{_power('tau', n)}*mu**{m}" if m else f"{c}*{_power('tau', n)}")
            for coefficient, j in under_normal(mean, "", m, own):
                number = n + j if own == "dependence" else n - j
                right.append(f"{said}*{coefficient}*{under_gamma(shape, rate, number, 0, own)}")
    body, value_of = " + ".join(left), " + ".join(right)
    laws = {"gamma": f"Gamma[{shape}, {rate}](tau)", "normal": f"Normal[{mean}, {variance}](mu)",
            "both": f"Gamma[{shape}, {rate}](tau), Normal[{mean}, 1/tau](mu)"}[kind]
    asked = {"gamma": (shape, rate), "normal": (variance,), "both": (shape, rate)}[kind]
    return Step(f"E[{laws}]({body})", value_of, asked, shape)


def _power(name: str, n: int) -> str:
    return f"{name}**({n})" if n < 0 else f"{name}**{n}" if n else "1"


def near_miss(rng: np.random.Generator) -> Step:
    """A step with one slip; some change nothing in this step."""
    return drawn(rng, SLIPS[int(rng.integers(1, len(SLIPS)))])


def accepted(step: Step, rule: str = "family") -> Conditions | None:
    """What the kernel leans on in the step, beside that its sides are defined; None where it refuses."""
    try:
        left, right = (read_line(typed(text))[0] for text in step[:2])
        return close((), (), Prover().step(left, right, "=", RULES[rule]).conditions)
    except Refused:
        return None


def holds(c, numbers: dict) -> bool:
    """Whether a condition u > 0 or u ≠ 0 holds at values of the parameters."""
    node = sympy_of(c)
    assert isinstance(node, (Gt, Ne)), node
    a, b = (value(sympy.sympify(side), numbers) for side in node.args)
    return a > b + 1e-9 if isinstance(node, Gt) else abs(a - b) > 1e-9


def differs(step: Step, conditions: Conditions = ()) -> bool:
    """Whether the sides differ at values at which the laws are some, conditions hold and the mean is finite: that it is,
    is asked of the line, and `finiteness` looks at it."""
    for phi, psi in TRIED:
        numbers = {PHI: phi, PSI: psi, NAMES["mu"]: -1.3, NAMES["tau"]: 1.7}
        if not all(value(typed(text), numbers) > 0 for text in step.positive) or not all(holds(c, numbers) for c in conditions):
            continue
        try:
            left, right = (value(typed(text), numbers) for text in step[:2])
        except Diverges:
            continue
        if not abs(left - right) <= 1e-6*(1 + abs(left) + abs(right)):
            return True
    return False


DENSITY_SLIPS = ("none", "none", "rate", "power", "half", "constant", "sign")


def density_step(rng: np.random.Generator) -> Step:
    """The logarithm of a density, or the density, written out, right or with one slip."""
    def pick(items):
        return items[int(rng.integers(len(items)))]
    shape, rate, mean, variance = (f"({pick(items)})" for items in (SHAPES, RATES, MEANS, VARIANCES))
    slip, sign = pick(DENSITY_SLIPS), 1
    if slip == "sign":
        sign = -1
    if rng.integers(2):
        b = f"(1/{rate})" if slip == "rate" else rate
        written = f"{shape}*log({b}) - {sign}*lgamma({shape}) + ({shape} - {int(slip not in ('power', 'half'))})*log(tau) - {2 if slip == 'constant' else 1}*{b}*tau"
        law, asked = f"Gamma[{shape}, {rate}](tau)", (shape, rate)
    else:
        v = f"(1/{variance})" if slip == "rate" else variance
        written = (f"-(log({1 if slip == 'constant' else 2}*pi) + {2 if slip == 'half' else 1}*log({v}))/2"
                   f" - (mu - {sign}*{mean})**{2}/({1 if slip == 'power' else 2}*{v})")
        law, asked = f"Normal[{mean}, {variance}](mu)", (variance,)
    return Step(*((law, f"exp({written})") if rng.integers(2) else (f"log({law})", written)), asked, shape)


def wrong_density(count: int, seed: int) -> tuple[str | None, int, int]:
    """A false step of the rule `density` that is accepted, if there is one; how many right ones are, and how many there are."""
    rng, taken, right = np.random.default_rng(seed), 0, 0
    for _ in range(count):
        step = density_step(rng)
        found, false = accepted(step, "density"), differs(step)
        if found is not None and false:
            return f"{step.left} = {step.right} accepted", taken, right
        right, taken = right + (not false), taken + (not false and found is not None)
    return None, taken, right


class Finite(NamedTuple):
    """That something is integrable, as a statement, and whether it is so."""

    statement: str
    true: bool


def finiteness(rng: np.random.Generator) -> Finite:
    """A statement about one term at numbers that are known, which decide by their signs."""
    n, k, m = int(rng.integers(-3, 4)), int(rng.integers(0, 3)), int(rng.integers(-2, 4))
    quarters = int(rng.integers(1, 14))
    shape, rate = f"{quarters}/4", ("2", "1/3")[int(rng.integers(2))]
    logarithms = f"*log(tau)**{k}" if k else ""
    kind = int(rng.integers(6))
    if kind == 0:
        return Finite(f"integrable[Gamma[{shape}, {rate}](tau)]({_power('tau', n)}{logarithms})", quarters + 4*n > 0)
    if kind == 1:
        return Finite(f"integrable[Normal[{quarters - 5}, {rate}](mu)]({_power('mu', m)})", m >= 0)
    if kind == 2:  # |mu|ᵐ is tau^(−m/2) times a number
        return Finite(f"integrable[Gamma[{shape}, {rate}](tau), Normal[0, 1/tau](mu)]({_power('tau', n)}*{_power('mu', m)})",
                      m >= 0 and quarters + 4*n - 2*m > 0)
    sign = (1, 1, 0, -1)[int(rng.integers(4))]
    if kind == 3:
        return Finite(f"integrable[tau]({_power('tau', n)}{logarithms}*exp({-sign}*tau*{rate} + log(tau)*{quarters - 8}/4))", sign > 0 and quarters - 8 + 4*n + 4 > 0)
    if kind == 4:
        return Finite(f"integrable[mu]({_power('mu', m)}*exp({-sign}*mu**2*{rate} + {quarters - 5}*mu))", sign > 0 and m >= 0)
    return Finite(f"dominated[tau](phi, Gamma[phi + {quarters - 4}/4, {rate}](tau)*{_power('tau', n)}{logarithms})", quarters - 4 + 4*n >= 0 and quarters >= 4)


def concluded(one: Finite) -> bool:
    """Whether the kernel concludes it from nothing; what is said of the parameter is said where that is positive."""
    given = close((), (), [read_statement(typed("phi > 0"), {})[0]])
    try:
        form, asked = read_statement(typed(one.statement), {})
        return not implied(close((), (), (form, *asked)), given).left
    except Refused:
        return False


def wrongly_finite(count: int, seed: int) -> tuple[str | None, int, int]:
    """A false statement that is concluded, if there is one; how many true ones are, and how many there are."""
    rng, taken, right = np.random.default_rng(seed), 0, 0
    for _ in range(count):
        one = finiteness(rng)
        found = concluded(one)
        if found and not one.true:
            return f"{one.statement} concluded", taken, right
        right, taken = right + one.true, taken + (one.true and found)
    return None, taken, right


def wrong(count: int, seed: int) -> tuple[str | None, int, int]:
    """A false step that is accepted, if there is one; how many right ones are accepted, and how many there are."""
    rng, taken, right = np.random.default_rng(seed), 0, 0
    for _ in range(count):
        for slip in (False, True):
            step = near_miss(rng) if slip else drawn(rng)
            found = accepted(step)
            if found is not None and differs(step, found):
                return f"{step.left} = {step.right} accepted", taken, right
            right, taken = right + (not slip), taken + (not slip and found is not None)
    return None, taken, right
