"""Integrals by quadrature with bounded tails, beside the closed forms that the attack has of them.

The closed forms are those of `varying`; quadrature knows none of them.  Shapes go from 0.1 to 40, the edges and equal
arguments first.
"""

import math
from itertools import product

import flint
import numpy as np
import pytest

from derivations.attack import enclosures, tails
from derivations.attack.balls import Balls
from derivations.attack.confirmation import agree
from derivations.attack.enclosed import ByQuadrature, Enclosed
from derivations.attack.models import Models, signature
from derivations.attack.undefined import UNDEFINED, NoNumber, Undecidable
from derivations.attack.varying import Bound, Varying
from derivations.language.authoring.reader import parse
from tests.attack.test_integrals_of_numbers import (
    BOTH,
    FAR,
    INFINITE,
    NAMES,
    PLACES,
    POSITIVE,
    REAL,
    SLOPES,
    UNDECIDED,
    in_model,
)

RADIUS = 1e-10  # of a ball, relative to what it encloses and to one
EDGES = [{name: size for name in "abcmv"} for size in (1.0, 0.5, 2.0)]  # all arguments are equal
EDGES += [{"a": a, "b": b, "c": c, "m": m, "v": v} for a, b, c, m, v in [
    (0.1, 1.0, 0.1, 0.0, 1.0), (40.0, 1.0, 40.0, 0.0, 1.0), (0.1, 40.0, 40.0, -2.0, 0.1), (40.0, 0.1, 0.1, 2.0, 40.0), (1.0, 1.0, 2.0, 1.0, 0.5)]]
RANDOM = 3  # places beside the edges


def by_quadrature(text, held):
    node = parse(text, NAMES)
    known = Models({}, {}, {}, {}, {}, {}, None, {p: np.array([float(held[p.name])]) for p in signature(node).reals})
    with flint.ctx.workprec(enclosures.BITS):
        evaluator = ByQuadrature(known, ())
        return evaluator.array(evaluator.value(node)).item()


def drawn(rng) -> dict:
    sizes = {name: 10.0**rng.uniform(-1, math.log10(40)) for name in "abcv"}
    return {**sizes, "m": float(rng.normal(0, 2))}


@pytest.mark.parametrize("text", [*POSITIVE, *REAL, *BOTH, *SLOPES])
def test_a_closed_form_is_in_the_ball_of_quadrature(text, seed) -> None:
    rng, numbers = np.random.default_rng(seed), 0
    for held in [*EDGES, *PLACES, *(drawn(rng) for _ in range(RANDOM))]:
        closed = in_model(text, held, Balls)
        if closed is UNDEFINED:  # an infinite integral has a tail that nothing bounds
            with pytest.raises(Undecidable, match="tail without a bound"):
                by_quadrature(text, held)
            continue
        found, numbers = by_quadrature(text, held), numbers + 1
        assert agree(closed, found), (held, closed, found)
        assert flint.arb(found).rad() <= RADIUS*(abs(flint.arb(closed)) + 1), (held, found)
    assert numbers >= 4


TWICE = [  # second derivatives of an integral: in one number of the law, in both, and in one that is bound twice
    "D[a](D[a](E[Gamma[a, b](x)](log(x))))", "D[b](D[b](E[Gamma[a, b](x)](x*log(x))))", "D[a](D[b](E[Gamma[a, b](x)](x**2)))", "D[b](D[a](integral[x](exp((a - 1)*log(x) - b*x))))",
    "D[m](D[m](E[Normal[m, v](y)](y**4)))", "D[v](D[m](E[Normal[m, v](y)](y**5)))", "D[v](D[v](E[Normal[m, v](y)](y**4)))", "D[b](D[b](integral[y](exp(-b*y**2 + m*y)*y)))",
    "D[a](D[a](E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](tau*log(tau)*mu**2)))", "D[c](D[b](E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)](tau**2*mu**2)))"]


THRICE = ["D[a](D[a](D[a](E[Gamma[a, b](x)](log(x)))))", "D[b](D[b](D[b](E[Gamma[a, b](x)](x))))", "D[m](D[m](D[m](E[Normal[m, v](y)](y**3))))",
          "D[b](D[a](D[a](integral[x](exp((a - 1)*log(x) - b*x)))))"]


@pytest.mark.parametrize("text", [*TWICE, *THRICE])
def test_derivatives_enter_an_integral_several_times(text) -> None:
    for held in [*EDGES[:3], *PLACES]:
        closed, found = in_model(text, held, Balls), by_quadrature(text, held)
        assert agree(closed, found) and flint.arb(found).rad() <= RADIUS*(abs(flint.arb(closed)) + 1), (closed, found)


def test_whether_an_integral_over_several_numbers_is_finite_is_not_decided() -> None:
    """It would ask for the sizes of the terms."""
    statement = parse("integrable[Gamma[a, b](tau), Normal[m, 1/tau](mu)](mu)", NAMES)
    known = Models({}, {}, {}, {}, {}, {}, None, {p: np.array([PLACES[0][p.name]]) for p in signature(statement).reals})
    with pytest.raises(Undecidable, match="sizes"):
        ByQuadrature(known, ()).truth(statement)


@pytest.mark.parametrize("text", FAR)
def test_a_law_may_lie_far_from_one(text) -> None:
    for held in PLACES:
        closed, found = in_model(text, held, Balls), by_quadrature(text, held)
        assert agree(closed, found) and found.rad() <= RADIUS*abs(closed), (closed, found)


@pytest.mark.parametrize("text", [*INFINITE, *UNDECIDED])
def test_what_is_infinite_or_not_known_gets_no_number(text) -> None:
    for held in PLACES:
        try:
            assert by_quadrature(text, held) is UNDEFINED and in_model(text, held, Balls) is UNDEFINED
        except Undecidable:
            continue


SHAPES = (0.1, 0.5, 1.0, 1.5, 2.0, 7.25, 40.0, 0.001, 1000.0)
RATES = (1.0, 0.1, 40.0, 2.0, 0.37, 1e-6, 1e6)


def closed_form(s: float, k: int, beta: float) -> flint.arb:
    """The integral of a positive number that `varying` has."""
    v, scalars = Bound(0, positive=True), Balls.scalars
    x = Varying.of(v, scalars)
    integrand = x.raised(flint.arb(s) - 1, "") * (x * flint.arb(-beta)).exp()
    for _ in range(k):
        integrand = integrand * x.log()
    return flint.arb(integrand.integral(v))


@pytest.mark.parametrize(("s", "k"), [*product(SHAPES, range(5))])
def test_powers_with_logarithms(s, k) -> None:
    with flint.ctx.workprec(enclosures.BITS):
        for beta in RATES:
            found, closed = enclosures.of_powers(flint.arb(s), k, flint.arb(beta)), closed_form(s, k, beta)
            assert found.overlaps(closed) and found.rad() <= 1e-13*abs(closed), (beta, found, closed)


@pytest.mark.parametrize("n", range(9))
def test_powers_under_a_normal_law(n) -> None:
    with flint.ctx.workprec(enclosures.BITS):
        for square, linear in product((1.0, 0.1, 40.0, 1e-4, 1e4), (0.0, 1.0, -3.5, 40.0)):
            v = Bound(0, positive=False)
            y = Varying.of(v, Balls.scalars)
            closed = (y.power(n) * (y * y * flint.arb(-square/2) + y * flint.arb(linear)).exp()).integral(v)
            found = enclosures.of_squares(n, flint.arb(square), flint.arb(linear))
            size = enclosures.of_squares(n + n % 2, flint.arb(square), flint.arb(linear))
            assert found.overlaps(flint.arb(closed)) and found.rad() <= 1e-12*(abs(size) + 1), (square, linear, found, closed)


@pytest.mark.parametrize("cls", [Varying, Enclosed])
@pytest.mark.parametrize("positive", [True, False])
@pytest.mark.parametrize(("power", "exponent"), [(2, "1/2"), (2, "3/2"), (6, "1/2"), (2, "-1/2"), (4, "1/2"), (4, "3/2"), (4, "-1/2"), (2, "3"),
                                                 (1, "2"), (1, "1/2"), (2, "0.25")])
def test_a_root_of_a_square_is_a_size(cls, positive, power, exponent) -> None:
    """√(y²) is |y| and not y: a power of a number that may be negative is known only where it is the same of −y, or whole."""
    v = Bound(0, positive=positive)
    by = flint.arb(exponent) if "." in exponent else flint.fmpq(*map(int, exponent.split("/")))
    known = positive or (isinstance(by, flint.fmpq) and (by.q == 1 or (by*power/2).q == 1))
    base = cls.of(v, Balls.scalars).power(power)
    if not known:
        with pytest.raises(Undecidable, match="may be negative"):
            base.raised(by, "a root")
        return
    (term,) = base.raised(by, "a root").terms
    assert term.powers == {v: by*power} and term.coefficient == 1


OF_SIZES = [  # integrals over all y in which a root of y² stands
    "integral[y, mu]((y - 1)**2*y**2*exp(-y**2/2 - mu**2*y**2/2))",
    "integral[y]((y - 1)**2*y**2*exp(-y**2/2)*integral[mu](exp(-mu**2*y**2/2)))",
    "integral[y]((y - 1)**2*y**2*exp(-y**2/2)*integral[x](exp(-x*y**2 - log(x)/2)))",
    "E[Normal[m, v](y)]((y - 1)**2*y**2*integral[mu](exp(-mu**2*y**2/2)))",
    "E[Normal[m, v](y)](y**2*integral[mu](exp(-mu**2*y**2/2)))",
    "E[Normal[m, v](y)](D[a](integral[x](exp((a - 1)*log(x) - x*y**2))))"]


@pytest.mark.parametrize("found", [lambda text, held: in_model(text, held, Balls), by_quadrature])
@pytest.mark.parametrize("text", OF_SIZES)
def test_a_number_that_may_be_negative_turns_no_root(text, found) -> None:
    """Both ways, which check each other, had y in the place of |y|, and so a true statement was refuted."""
    with pytest.raises(Undecidable):
        found(text, PLACES[0])


POSITIVE_ONLY, LARGE = "is not positive", "too large"


@pytest.mark.parametrize(("numbers", "integral", "told"), [
    ((0, 1, 1), "powers", POSITIVE_ONLY), ((-1, 0, 1), "powers", POSITIVE_ONLY), ((1, 0, 0), "powers", POSITIVE_ONLY), ((1, 2, -1), "powers", POSITIVE_ONLY),
    ((1, 0, -1e-30), "powers", POSITIVE_ONLY), ((1e20, 0, 1), "powers", LARGE), ((0, 0, 1), "squares", POSITIVE_ONLY), ((2, -1, 0), "squares", POSITIVE_ONLY),
    ((1, 1, 1e20), "squares", LARGE), ((1, 1e-50, 0), "squares", LARGE)])
def test_an_integral_without_a_bound_is_not_decided(numbers, integral, told) -> None:
    one, two, three = numbers
    with pytest.raises(Undecidable, match=told), flint.ctx.workprec(enclosures.BITS):
        if integral == "powers":
            enclosures.of_powers(flint.arb(one), two, flint.arb(three))
        else:
            enclosures.of_squares(one, flint.arb(two), flint.arb(three))


def test_a_number_that_is_only_known_to_be_about_zero_bounds_no_tail() -> None:
    around = flint.arb(0, 1e-20)
    for ask in (lambda: enclosures.of_powers(around, 0, flint.arb(1)), lambda: enclosures.of_powers(flint.arb(1), 0, around),
                lambda: enclosures.of_squares(0, around, flint.arb(0))):
        with pytest.raises(Undecidable):
            ask()


def bell(z, _analytic):
    return (-z*z).exp()


def test_the_ends_move_out_until_the_tails_are_small() -> None:
    asked = []

    def outside(reach):
        asked.append(reach)
        return flint.arb(-9), flint.arb(9), flint.arb(2)**(-40*len(asked))

    with flint.ctx.workprec(enclosures.BITS):
        found = enclosures._whole(bell, outside, flint.arb(1))
        assert asked == [1, 1.25] and found.overlaps(flint.arb.pi().sqrt()) and found.rad() < 1e-15
    with pytest.raises(Undecidable, match="not small"):
        enclosures._whole(bell, lambda reach: (flint.arb(-9), flint.arb(9), flint.arb(1)), flint.arb(1))


def test_an_integrand_without_a_bound_is_not_decided() -> None:
    with pytest.raises(Undecidable, match="not bounded"):
        enclosures._whole(lambda z, _: 1/z, lambda _: (flint.arb(-1), flint.arb(1), flint.arb(0)), flint.arb(1))


def test_a_wide_ball_gives_a_wide_ball() -> None:
    """All values that the shape and the rate may have are enclosed."""
    with flint.ctx.workprec(enclosures.BITS):
        found = enclosures.of_powers(flint.arb(2, 1e-3), 1, flint.arb(3, 1e-3))
        for s, beta in product((1.9991, 2, 2.0009), (2.9991, 3, 3.0009)):
            assert found.contains(closed_form(s, 1, beta).mid())


# --- tails: each bound is at least the tail, and less than so many times as large ---------------------------------------

LOOSE = 100


def within(bound: flint.arb, integrand, first: float, last: float, loose=LOOSE) -> None:
    """A bound is no less than the integral over a long part of the tail, and not many times as large."""
    tail = flint.acb.integral(lambda u, _: integrand(u), first, last, abs_tol=0).real
    assert tail > 0 and not bound < tail, (bound, tail)
    assert bound <= loose*tail, (bound, tail)


@pytest.mark.parametrize(("s", "k", "t"), [*product((0.1, 1.0, 2.5, 40.0), range(4), (-1.0, -2.0, -5.0, -30.0))])
def test_a_tail_near_zero_is_bounded(s, k, t) -> None:
    with flint.ctx.workprec(128):
        within(tails.near_zero(flint.arb(s), k, flint.arb(t)), lambda u: (-u)**k*(s*u - u.exp()).exp(), t - 60/s, t)


@pytest.mark.parametrize(("s", "k", "t"), [*product((0.1, 1.0, 2.5, 40.0), range(4), (1.0, 1.5, 4.0))])
def test_a_tail_far_out_is_bounded(s, k, t) -> None:
    with flint.ctx.workprec(128):
        within(tails.far_out(flint.arb(s), k, flint.arb(t)), lambda u: u**k*(s*u - u.exp()).exp(), t, max(t, 4.4) + 1.0)


@pytest.mark.parametrize(("n", "square", "slope", "r"), [*product(range(5), (0.5, 0.4, 1.0), (0.0, 0.1, -0.1), (2.0, 9.0))])
def test_tails_on_both_sides_are_bounded(n, square, slope, r) -> None:
    with flint.ctx.workprec(128):
        both = lambda z: z**n*((slope*z - square*z*z).exp() + (-slope*z - square*z*z).exp())  # noqa: E731
        within(tails.on_both_sides(n, flint.arb(square), flint.arb(slope), flint.arb(r)), both, r, r + 20)


@pytest.mark.parametrize("ask", [
    lambda: tails.near_zero(flint.arb(0), 0, flint.arb(-1)), lambda: tails.near_zero(flint.arb(1), 0, flint.arb(0)),
    lambda: tails.near_zero(flint.arb(0, 1), 0, flint.arb(-1)), lambda: tails.far_out(flint.arb(1), 0, flint.arb(0.5)),
    lambda: tails.on_both_sides(0, flint.arb(0), flint.arb(0), flint.arb(9)), lambda: tails.on_both_sides(0, flint.arb(1), flint.arb(9), flint.arb(9)),
    lambda: tails.on_both_sides(0, flint.arb("nan"), flint.arb(0), flint.arb(9)), lambda: tails.far_out(flint.arb("inf"), 0, flint.arb(2)), lambda: tails.far_out(flint.arb(1), 0, flint.arb(1, 0.1))])
def test_a_tail_that_has_no_bound_is_not_decided(ask) -> None:
    with pytest.raises(Undecidable):
        ask()


def test_tails_are_part_of_the_ball(monkeypatch) -> None:
    """Where the finite part is cut short, its tails are what the ball has for a radius."""
    with flint.ctx.workprec(enclosures.BITS):
        monkeypatch.setattr(enclosures, "GOAL", 12)
        for s, k, beta in product((0.1, 1.0, 2.5, 40.0), range(3), (0.37, 1.0, 5.0)):
            found = enclosures.of_powers(flint.arb(s), k, flint.arb(beta))
            closed = closed_form(s, k, beta)
            assert found.overlaps(closed), (s, k, beta, found, closed)
        for n in range(4):
            found = enclosures.of_squares(n, flint.arb(2), flint.arb(3))
            assert not isinstance(found, NoNumber) and found.rad() > 1e-7
