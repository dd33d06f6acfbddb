"""Quantities that vary with numbers over which is integrated, for integrals in balls.

A quantity is a sum of terms

    c · Π vᵖ (log v)ᵏ · exp(Σ e Π vʳ)

in the bound numbers v, with scalars c, p and e (balls, or jets of balls), whole k and rational r.  Densities of Gamma
and normal laws, and what statements say under them, are such sums.  The integral over one number is a closed form:

    ∫ xˢ⁻¹ (log x)ᵏ exp(−β x) dx over x > 0 is the derivative of order k in s of Γ(s)/βˢ       (DLMF 5.2.1)
    ∫ yⁿ exp(−A y²/2 + B y) dy = √(2π/A) exp(B²/(2A)) · (the moment of order n at mean B/A and variance 1/A)

Floats add up the density at many points instead (`quadrature`), so that a refutation needs both ways to agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import comb, factorial
from typing import Any, NamedTuple

import flint

from .jets import Jet, Scalars
from .undefined import UNDEFINED, NoNumber, Undecidable, is_zero

ZERO, ONE, TWO = (flint.fmpq(n) for n in range(3))
Powers = tuple[tuple[Any, flint.fmpq], ...]
"""A product of rational powers of bound numbers, in the order of the numbers."""


class Bound:
    """A number over which is integrated: a positive one, or any."""

    __slots__ = ("number", "positive")

    def __init__(self, number: int, *, positive: bool) -> None:
        self.number, self.positive = number, positive


class Term(NamedTuple):
    """One term: its coefficient, the powers of numbers and of their logarithms, and the exponent."""

    coefficient: Any
    powers: dict[Bound, Any]  # each a fraction or a scalar
    logarithms: dict[Bound, int]
    exponent: dict[Powers, Any]

    @property
    def free(self) -> set[Bound]:
        """The numbers on which the term depends."""
        inside = {v for powers in self.exponent for v, _ in powers}
        return {*self.powers, *self.logarithms, *inside}


class Varying(NoNumber):
    """A sum of terms in bound numbers."""

    __slots__ = ("scalars", "terms")

    def __init__(self, scalars: Scalars, terms: Iterable[Term]) -> None:
        self.scalars, self.terms = scalars, _merged(terms)

    @classmethod
    def of(cls, v: Bound, scalars: Scalars) -> Varying:
        """A bound number itself."""
        return cls(scalars, [Term(scalars.number(1), {v: ONE}, {}, {})])

    def constant(self, value: Any) -> Varying:
        """A scalar as a sum of one term."""
        return type(self)(self.scalars, [Term(value, {}, {}, {})])

    def number(self, value: Fraction | int) -> Varying:
        """A rational number as a sum of one term."""
        return self.constant(self.scalars.number(Fraction(value)))

    def __add__(self, other):
        if _is_no_sum(other):
            return UNDEFINED
        return type(self)(self.scalars, (*self.terms, *self._as_sum(other).terms))

    __radd__ = __add__

    def __neg__(self):
        return self * self.scalars.number(-1)

    def __sub__(self, other):
        return self + other * self.scalars.number(-1)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if _is_no_sum(other):
            return UNDEFINED
        return type(self)(self.scalars, [self._times(a, b) for a in self.terms for b in self._as_sum(other).terms])

    __rmul__ = __mul__

    def _as_sum(self, other: Any) -> Varying:
        return other if isinstance(other, Varying) else self.constant(other)

    def _times(self, a: Term, b: Term) -> Term:
        product = self.scalars.product(a.coefficient, b.coefficient)
        sums = (_added(x, y) for x, y in zip(a[1:], b[1:]))
        return Term(product, *sums)

    def power(self, n: int) -> Any:
        """The n-th power, for n ≥ 0."""
        found = self.number(1)
        for _ in range(n):
            found = found * self
        return found

    def is_zero(self) -> bool:
        """Whether every coefficient is exactly zero."""
        return all(_is_zero(term.coefficient) for term in self.terms)

    def sign(self) -> int:
        """The sign that the sum has for almost all numbers; raises `Undecidable` where it may have several."""
        signs = set()
        for term in self.terms:
            if _is_zero(term.coefficient):
                continue
            if isinstance(term.coefficient, Jet) or term.logarithms:
                raise Undecidable("the sign of a quantity that varies")
            signs.add(_sign(term.coefficient))
            real = [p for v, p in term.powers.items() if not v.positive]
            if not all(map(_is_even, real)):
                raise Undecidable("the sign of an odd power of a number")
        if not signs:
            return 0
        if len(signs) > 1:
            raise Undecidable("a sum that varies may have several signs")
        return signs.pop()

    def differs(self) -> int:
        """Whether the sum is not zero, 1 or 0: where it is no zero of all, almost no numbers make it one."""
        left = [term for term in self.terms if not _is_zero(term.coefficient)]
        if not left:
            return 0
        known = len(left) == 1 or all(_kind(term) is not None for term in left)
        if (
            known
            and not any(isinstance(term.coefficient, Jet) for term in left)
            and any(_sign(t.coefficient) for t in left)
        ):
            return 1
        raise Undecidable("a sum that varies may be zero")

    def single(self, what: str) -> Term:
        """The only term; raises `Undecidable` where there are several."""
        left = [term for term in self.terms if not _is_zero(term.coefficient)]
        if len(left) != 1:
            raise Undecidable(f"{what} of a sum that varies")
        return left[0]

    # -- functions --

    def raised(self, exponent: Any, what: str) -> Varying:
        """A power of a single term with a positive coefficient; the exponent is a fraction or a scalar."""
        term = self.single(what)
        if term.logarithms:
            raise Undecidable(f"{what} of a logarithm that varies")
        by = self._scalar(exponent)
        log = self.scalars.log(term.coefficient)
        if log is UNDEFINED:
            raise Undecidable(f"{what} of a negative number that varies")
        powers = {v: _product(p, exponent, self.scalars) for v, p in term.powers.items()}
        if not _is_whole(exponent) and not all(v.positive or _is_even(p) for v, p in powers.items()):
            raise Undecidable(f"{what} of a power of a number that may be negative")  # √(y²) is |y|
        inner = {powers_: self.scalars.product(e, by) for powers_, e in term.exponent.items()}
        return type(self)(self.scalars, [Term(self.scalars.exp(self.scalars.product(log, by)), powers, {}, inner)])

    def inverse(self) -> Any:
        """One over a single term."""
        if self.is_zero():
            return UNDEFINED
        term = self.single("one")
        if term.logarithms:
            raise Undecidable("one over a logarithm that varies")
        powers = {v: _product(p, -ONE, self.scalars) for v, p in term.powers.items()}
        inner = {powers_: e * self.scalars.number(-1) for powers_, e in term.exponent.items()}
        return type(self)(self.scalars, [Term(self.scalars.inverse(term.coefficient), powers, {}, inner)])

    def log(self) -> Any:
        """The logarithm of a single term."""
        if self.is_zero():
            return UNDEFINED
        term = self.single("a logarithm")
        if term.logarithms or any(not v.positive for v in term.powers):
            raise Undecidable("a logarithm of a quantity that varies, and may be negative")
        value = self.scalars.log(term.coefficient)
        if value is UNDEFINED:
            return UNDEFINED
        one = self.scalars.number(1)
        terms = [Term(value, {}, {}, {})]
        terms += [Term(self._scalar(p), {}, {v: 1}, {}) for v, p in term.powers.items()]
        terms += [Term(self.scalars.product(one, e), dict(powers), {}, {}) for powers, e in term.exponent.items()]
        return type(self)(self.scalars, terms)

    def exp(self) -> Any:
        """The exponential: a logarithm in it becomes a power, a power stays in the exponent."""
        found = Term(self.scalars.number(1), {}, {}, {})
        for term in self.terms:
            found = self._times(found, self._exponential(term))
        return type(self)(self.scalars, [found])

    def _exponential(self, term: Term) -> Term:
        one = self.scalars.number(1)
        if not term.free:
            return Term(self.scalars.exp(term.coefficient), {}, {}, {})
        if term.exponent:
            raise Undecidable("an exponential of an exponential that varies")
        if not term.powers and list(term.logarithms.values()) == [1]:
            return Term(one, dict.fromkeys(term.logarithms, term.coefficient), {}, {})
        if term.logarithms or not all(isinstance(p, flint.fmpq) for p in term.powers.values()):
            raise Undecidable("an exponential of a product with a logarithm that varies")
        return Term(one, {}, {}, {_ordered(term.powers): term.coefficient})

    def polygamma(self, order: int) -> Any:
        """A polygamma function of a quantity that does not vary after all."""
        if any(term.free for term in self.terms):
            raise Undecidable("a polygamma function of a quantity that varies")
        return self.constant(self.scalars.polygamma(order, self.settled()))

    def settled(self) -> Any:
        """The scalar, where nothing varies any more; the quantity itself otherwise."""
        if any(term.free for term in self.terms if not _is_zero(term.coefficient)):
            return self
        total = self.scalars.number(0)
        for term in self.terms:
            total = total + term.coefficient if not term.free else total
        return total

    def changed(self, change: Callable[[Any], Any]) -> Varying:
        """The same with each scalar changed."""

        def kept(p):
            return p if isinstance(p, flint.fmpq) else change(p)

        return Varying(
            self.scalars,
            [
                Term(
                    change(c),
                    {v: kept(p) for v, p in powers.items()},
                    logarithms,
                    {r: change(e) for r, e in exponent.items()},
                )
                for c, powers, logarithms, exponent in self.terms
            ],
        )

    def coefficient(self, level: int, derivative: Callable[[Any], Any], still: Callable[[Any], Any]) -> Varying:
        """The derivative in the infinitesimal of a level: `derivative` is that of a scalar, `still` drops the level."""
        pieces = []
        for term in self.terms:
            rest = type(self)(self.scalars, [term]).changed(still)
            only = rest.terms[0]._replace(coefficient=self.scalars.number(1))
            pieces.append(type(self)(self.scalars, [only]) * derivative(term.coefficient))
            pieces += [
                rest * type(self)(self.scalars, [Term(derivative(p), {}, {v: 1}, {})])
                for v, p in term.powers.items()
                if not isinstance(p, flint.fmpq)
            ]
            pieces += [
                rest * type(self)(self.scalars, [Term(derivative(e), dict(powers), {}, {})])
                for powers, e in term.exponent.items()
            ]
        return sum(pieces, self.number(0))

    def _scalar(self, p: Any) -> Any:
        return self.scalars.number(Fraction(int(p.p), int(p.q))) if isinstance(p, flint.fmpq) else p

    # -- integrals --

    def integral(self, v: Bound, *, absolute: bool = False) -> Any:
        """The integral over a number, UNDEFINED where that of one term alone is infinite; with `absolute`, the sum of
        the integrals of the sizes of the terms."""
        total, infinite = self.number(0), []
        for term in self.terms:
            if _is_zero(term.coefficient) or _rests_at_zero(term.coefficient):
                continue
            if absolute and _sign(term.coefficient) < 0:
                term = term._replace(coefficient=term.coefficient * self.scalars.number(-1))
            found = self._of_positive(term, v) if v.positive else self._of_real(term, v, absolute=absolute)
            if found is UNDEFINED and not self.scalars.negligible(term.coefficient):
                infinite.append(term)
            elif found is not UNDEFINED:
                total = total + found
        if len(infinite) > 1 and not all(_stands_apart(term, v) for term in infinite):
            raise Undecidable("an integral of several terms, of which each is infinite")
        for term in infinite:
            _sign(term.coefficient)  # a ball around zero may be the zero of a term that is none
        return UNDEFINED if infinite else total.settled()

    def _apart(self, term: Term, v: Bound) -> tuple[Varying, dict[Fraction, Varying]]:
        """The factors of a term in which a number does not occur, and of its exponent the factors of each power."""
        beside = {powers: e for powers, e in term.exponent.items() if v not in dict(powers)}
        parts: dict[Fraction, Varying] = {}
        for powers, e in term.exponent.items():
            if v in dict(powers):
                rest = {w: p for w, p in powers if w is not v}
                one = type(self)(self.scalars, [Term(e, dict(rest), {}, {})])
                p = dict(powers)[v]
                parts[p] = parts[p] + one if p in parts else one
        powers, logarithms = ({w: p for w, p in held.items() if w is not v} for held in term[1:3])
        return type(self)(self.scalars, [Term(term.coefficient, powers, logarithms, beside)]), parts

    def _of_positive(self, term: Term, v: Bound) -> Any:
        rest, parts = self._apart(term, v)
        if set(parts) - {ONE}:
            raise Undecidable("an exponent that is not linear in a positive number")
        s = self._scalar(term.powers.get(v, ZERO)) + self.scalars.number(1)
        if _sign(s) <= 0 or ONE not in parts:
            return self._infinite()
        beta = -parts[ONE]
        if not _is_positive(beta.single("a rate")):
            return self._infinite()
        return rest * self._gamma_integral(s, term.logarithms.get(v, 0), beta)

    def _infinite(self) -> Any:
        """The integral of a term whose integrand does not fall fast enough at an end."""
        return UNDEFINED

    def _gamma_integral(self, s: Any, k: int, beta: Varying) -> Any:
        """∫ xˢ⁻¹ (log x)ᵏ exp(−β x) dx over x > 0."""
        bell, minus_log = self._bell(s, k), -beta.log() if k else self.number(0)
        total = self.number(0)
        for j in range(k + 1):
            total = total + minus_log.power(k - j) * self.scalars.product(self.scalars.number(comb(k, j)), bell[j])
        gamma = self.scalars.exp(self.scalars.polygamma(-1, s))
        return total * gamma * beta.raised(s * self.scalars.number(-1), "a power")

    def _bell(self, s: Any, order: int) -> list[Any]:
        """The derivatives of Γ at s, divided by Γ(s), up to an order."""
        psi, found = [self.scalars.polygamma(n, s) for n in range(order)], [self.scalars.number(1)]
        for n in range(order):
            terms = (
                self.scalars.product(self.scalars.product(self.scalars.number(comb(n, i)), found[i]), psi[n - i])
                for i in range(n + 1)
            )
            found.append(sum(terms, self.scalars.number(0)))
        return found

    def _of_real(self, term: Term, v: Bound, *, absolute: bool) -> Any:
        rest, parts = self._apart(term, v)
        n = term.powers.get(v, ZERO)
        if set(parts) - {ONE, TWO} or not isinstance(n, flint.fmpq) or n.q != 1 or n < 0:
            raise Undecidable("an exponent that is not quadratic in a number, or no whole power of it")
        if TWO not in parts:
            return self._infinite()
        whole = int(n.p)
        square = parts[TWO] * self.scalars.number(-2)
        if not _is_positive(square.single("a precision")):
            return self._infinite()
        linear = parts[ONE] if ONE in parts else self.number(0)
        if absolute and whole % 2:
            if not linear.is_zero():
                raise Undecidable("the size of an odd power of a number around a mean")
            return self._size(rest, square.inverse(), whole)
        return rest * self._normal_integral(whole, square, linear)

    def _normal_integral(self, n: int, square: Varying, linear: Varying) -> Any:
        """∫ yⁿ exp(−A y²/2 + B y) dy over all y, of a precision A and a number B."""
        variance = square.inverse()
        mean, total = linear * variance, self.number(0)
        for j in range(0, n + 1, 2):
            odd = factorial(j) // (2 ** (j // 2) * factorial(j // 2))  # (j − 1)!!
            total = total + mean.power(n - j) * variance.power(j // 2) * self.scalars.number(comb(n, j) * odd)
        half = self.scalars.number(Fraction(1, 2))
        around = (linear * linear * variance * half).exp()
        two_pi = self.scalars.number(2) * flint.arb.pi()
        root = (square.inverse() * two_pi).raised(flint.fmpq(1, 2), "a root")
        return total * around * root

    def _size(self, rest: Varying, variance: Any, odd: int) -> Any:
        """∫ |y|ⁿ exp(−y²/(2 v)) dy = 2 (2 v)ᵏ k! v for n = 2 k + 1, times what does not depend on y."""
        k = odd // 2
        twice = variance * self.scalars.number(2)
        return rest * twice.power(k) * variance * self.scalars.number(2 * factorial(k))


def _is_positive(term: Term) -> bool:
    """Whether a term is positive for almost all of the numbers; with an odd power of any number it is not."""
    turning = any(isinstance(p, flint.fmpq) and p.p % 2 for v, p in term.powers.items() if not v.positive)
    return _sign(term.coefficient) > 0 and not turning


def _is_whole(p: Any) -> bool:
    """Whether an exponent is known to be a whole number."""
    return isinstance(p, flint.fmpq) and p.q == 1


def _is_even(p: Any) -> bool:
    """Whether an exponent is known to be an even number."""
    return _is_whole(p) and p.p % 2 == 0


def _rests_at_zero(value: Any) -> bool:
    """Whether a jet is zero and does not move."""
    return isinstance(value, Jet) and value.known is None and all(map(_is_zero, value.parts.values()))


def _is_no_sum(value: Any) -> bool:
    """Whether a value is undefined or infinite."""
    return isinstance(value, NoNumber) and not isinstance(value, (Jet, Varying))


def _stands_apart(term: Term, v: Bound) -> bool:
    """Whether a term is a power of a number, and of its logarithm, with a coefficient that is not zero: no sum of
    different ones has a finite integral, since at zero or far out one of them outweighs the others."""
    falls = any(v in dict(powers) for powers in term.exponent)
    plain = _kind(term) is not None and not isinstance(term.coefficient, Jet)
    return plain and not falls and _sign(term.coefficient) != 0


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of the same kind, as far as that is known, added up; a single one is none of several."""
    terms = tuple(terms)
    if len(terms) < 2:
        return terms
    found: dict[Any, Term] = {}
    for number, term in enumerate(terms):
        kind = _kind(term) or number
        held = found.get(kind)
        found[kind] = term if held is None else held._replace(coefficient=held.coefficient + term.coefficient)
    return tuple(term for term in found.values() if not _is_zero(term.coefficient))


def _kind(term: Term) -> Any:
    """What two terms share that may be added up; None where a power or an exponent is no fraction."""
    if not all(isinstance(p, flint.fmpq) for held in (term.powers, term.exponent) for p in held.values()):
        return None
    return (frozenset(term.powers.items()), frozenset(term.logarithms.items()), frozenset(term.exponent.items()))


def _ordered(powers: dict[Bound, Any]) -> Powers:
    return tuple(sorted(((v, p) for v, p in powers.items() if p), key=lambda one: one[0].number))


def _added(a: dict, b: dict) -> dict:
    """Two sums by kinds, added up."""
    if not (a and b):
        return a or b
    found = dict(a)
    for key, value in b.items():
        if key not in found:
            found[key] = value
            continue
        found[key] = found[key] + value
    return {key: value for key, value in found.items() if not _is_zero(value)}


def _product(a: Any, b: Any, scalars: Scalars) -> Any:
    """The product of powers, each a fraction or a scalar."""
    return a * b if isinstance(a, flint.fmpq) else scalars.product(a, b)


def _is_zero(value: Any) -> bool:
    if isinstance(value, (flint.fmpq, int)):
        return value == 0
    return not isinstance(value, Jet) and value is not UNDEFINED and value.is_zero()


def _sign(value: Any) -> int:
    """The sign of a ball, or of the value of a jet."""
    value = value.value if isinstance(value, Jet) else value
    if value > 0 or value < 0:
        return 1 if value > 0 else -1
    if is_zero(value):
        return 0
    raise Undecidable("a ball around zero")
