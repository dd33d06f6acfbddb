"""More bugs of the standing list: in the densities and moments of named laws, and in what is finite under them."""

import contextlib
from fractions import Fraction

from derivations.kernel.forms.binders import add, atom, const, inverse, lift, mul, scale
from derivations.kernel.forms.named_laws import is_named, slope_of_log, values_of
from derivations.kernel.heads.laws import Density
from derivations.language.places import POSITIVE
from tests.support.fuzzing.planting import bug, forget, original, replaced


def at_numbers(law, first, second):
    """The same density at other numbers."""
    return atom("law", law.args[0], law.args[1], (atom("at", 1, first), atom("at", 2, second)))


def densities(change):
    """The logarithm of a density, changed everywhere."""
    old = original("forms.named_laws", "log_density")
    return replaced((None, "log_density", lambda a: change(old, a)))


def moments(change):
    """A moment, changed wherever it is used."""
    old = original("families.moments", "moment")
    return replaced(*((module, "moment", lambda law, n, k: change(old, law, n, k)) for module in ("families.moments", "families.finite")))


@bug("density")
def rate_read_as_scale():
    """The density of Gamma[a, b] has the scale b."""
    return densities(lambda old, a: old(at_numbers(a, values_of(a)[0], inverse(values_of(a)[1])) if a.args[0].name == "Gamma" else a))


@bug("density")
def whole_logarithm_of_the_variance():
    """The density of a normal law is divided by its variance, and not by the root of that."""
    return densities(lambda old, a: old(a) if a.args[0].name == "Gamma" else add(old(a), scale(lift(atom("log", values_of(a)[1])), Fraction(-1, 2))))


@bug("density")
def shape_as_the_power():
    """The density of a Gamma law has the power a of the number."""
    return densities(lambda old, a: add(old(a), lift(atom("log", lift(a.args[1][0])))) if a.args[0].name == "Gamma" else old(a))


@bug("density")
def single_terms_are_equal():
    """Single terms are equal where their logarithms are defined."""
    old = original("rules.named_laws", "_equal_exponents")
    return replaced(("rules.named_laws", "_equal_exponents", lambda a, b: old(a, b) or (() if len(a.terms) == len(b.terms) == 1 else None)))


@bug("family")
def moment_at_the_next_whole_number():
    """The derivatives of the generating function are taken at n + 1."""
    old = original("families.moments", "_relative")
    return replaced(("families.moments", "_relative", lambda law, at, order: old(law, at + (law.args[0].name == "Gamma"), order)))


@bug("family")
def powers_of_the_mean():
    """The derivative of order k is the k-th power of the slope."""
    def careless(law, at, order):
        return mul(*[slope_of_log(law, const(at))]*order)
    return replaced(("families.moments", "_relative", careless))


@bug("family")
def moments_at_a_scale():
    """𝔼[xⁿ] is multiplied with bⁿ."""
    old = original("families.moments", "generated")
    return replaced(("families.moments", "generated", lambda a, n: old(at_numbers(a, values_of(a)[0], inverse(values_of(a)[1])), n)))


@bug("family")
def precision_for_the_variance():
    """The variance in the moments of a normal law is one over its second number."""
    old = original("families.moments", "slope_of_log")
    return replaced(("families.moments", "slope_of_log", lambda a, t: old(
        at_numbers(a, values_of(a)[0], inverse(values_of(a)[1])) if a.args[0].name == "Normal" else a, t)))


@bug("family")
def other_numbers_stay_outside():
    """Any number counts as the one that the law draws."""
    old = original("families.moments", "powers_of")

    def careless(mono, x):
        for f, _e in mono:
            if f.head == "var" and f is not x and f.args[0] == x.args[0]:
                return old(mono, f)
        found = old(mono, x)
        return found if found is None or not any(f.head == "inv" for f, _e in mono) else found._replace(exponent=abs(found.exponent))
    return replaced((None, "powers_of", careless))


@bug("family")
def first_laws_first():
    """A law is carried out before those that depend on its number."""
    return replaced((None, "drawn_last", lambda law, weights: True))


@bug("lemmas")
def negative_powers_for_nothing():
    """A negative power asks for no larger shape."""
    return moments(lambda old, law, n, k: None if old(law, n, k) is None else (old(law, n, k)[0], ()))


@bug("lemmas")
def one_over_a_real_number_is_bounded():
    """A negative power of a normal number is bounded by the even one above."""
    return moments(lambda old, law, n, k: old(law, n + n % 2 if law.args[0].name == "Normal" else n, k))


@bug("lemmas")
def exponentials_by_one_power_too_many():
    """xᵖ exp(−b x) is integrable from p = −2 on."""
    return replaced(("families.finite", "const", lambda value: const(value + 1)))


@bug("lemmas")
def real_numbers_from_zero_on():
    """Every integral over numbers is one over positive numbers."""
    return replaced(("families.finite", "kind_of_numbers", lambda space: POSITIVE))


@bug("lemmas")
def every_exponential_falls():
    """The sign of an exponent is not looked at."""
    old = original("families.exponentials", "exponent_in")

    def careless(x, u):
        found = old(x, u)
        return found and found._replace(linear=const(-1) if found.linear.terms else found.linear, square=const(-1) if found.square.terms else found.square)
    return replaced(("families.finite", "exponent_in", careless))


def integrals(change):
    """The parts of an exponent from which an integral is read off, changed."""
    old = original("families.exponentials", "exponent_in")

    def careless(x, u):
        found = old(x, u)
        return found and change(found)
    return replaced(("families.exponentials", "exponent_in", careless))


@bug("family")
def exponents_without_their_constant():
    """What does not depend on the number is left out of an exponent."""
    return integrals(lambda found: found._replace(constant=const(0)))


@bug("family")
def square_without_its_half():
    """The precision is minus the coefficient of the square, and not minus twice that."""
    return integrals(lambda found: found._replace(square=scale(found.square, Fraction(1, 2))))


@bug("heads")
def real_numbers_are_positive():
    """Every number is positive by its form."""
    return replaced(("heads.quantities", "is_positive_number", lambda v: v.head == "var" and isinstance(v.args[0], str) and " " in v.args[0]))


@contextlib.contextmanager
def of_densities(name, new):
    """A method of the record of densities, replaced for those of named laws."""
    old = getattr(Density, name)
    setattr(Density, name, lambda self, a: new(a) if is_named(a) else old(self, a))
    forget()
    try:
        yield
    finally:
        setattr(Density, name, old)
        forget()


@bug("heads")
def named_laws_ask_nothing():
    """A shape, a rate and a variance need not be positive."""
    return of_densities("asked", lambda a: ())


@bug("heads")
def only_the_first_number_is_asked_for():
    """The second number of a named law need not be positive."""
    old = Density.asked
    return of_densities("asked", lambda a: old(a.kind, a)[:1] if a.args[0].name == "Gamma" else ())


@bug("differentiate")
def score_for_the_derivative_of_a_density():
    """The derivative of the density of a named law is that of its logarithm."""
    old, derivative, log_density = original("forms.derivatives", "_of_atom"), original("forms.derivatives", "derivative"), original("forms.named_laws", "log_density")
    return replaced(("forms.derivatives", "_of_atom", lambda a, v: derivative(log_density(a), v) if is_named(a) and a is not v else old(a, v)))
