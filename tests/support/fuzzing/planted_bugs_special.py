"""More bugs of the standing list: in the recurrence of the polygamma functions, in descent, and in what is known of them."""

import contextlib
from collections import Counter
from fractions import Fraction

from derivations.kernel.forms.binders import add, atom, const, lift, mul, scale
from derivations.kernel.heads.special import Polygamma
from tests.support.fuzzing.planting import bug, forget, original, replaced


def difference(change):
    """The difference of one step of the recurrence, changed: of the order, the argument and what it is."""
    old = original("special.recurrence", "_difference")
    return replaced(("special.recurrence", "_difference", lambda order, u: change(order, u, old(order, u))))


@bug("recurrence")
def step_down_instead_of_up():
    """ψ(u + 1) = ψ(u) − 1/u."""
    return difference(lambda order, u, right: scale(right, -1) if order == 0 else right)


@bug("recurrence")
def every_step_adds():
    """(−1)ⁿ is forgotten."""
    return difference(lambda order, u, right: scale(right, (-1)**max(order, 0)))


@bug("recurrence")
def factorial_forgotten():
    """ψ⁽ⁿ⁾(u + 1) = ψ⁽ⁿ⁾(u) + (−1)ⁿ/uⁿ⁺¹."""
    return replaced(("special.recurrence", "factorial", lambda n: 1))


@bug("recurrence")
def one_power_too_few():
    """ψ⁽ⁿ⁾(u + 1) = ψ⁽ⁿ⁾(u) + (−1)ⁿ n!/uⁿ."""
    return difference(lambda order, u, right: right if order < 1 else mul(right, u))


@bug("recurrence")
def logarithm_of_the_upper_argument():
    """ln Γ(u + 1) = ln Γ(u) + log(u + 1)."""
    return difference(lambda order, u, right: lift(atom("log", add(u, const(1)))) if order == -1 else right)


@bug("recurrence")
def gamma_of_any_number_is_one():
    """ln Γ of the least number is zero."""
    old = original("special.recurrence", "brought_to")

    def careless(least, a):
        found, conditions = old(least, a)
        lowest = [b for m, _ in found.terms for b, _e in m if b.head == "psi" and b.args[0] == -1 and b.args[1].is_number]
        return (found if not lowest else scale(lift(lowest[0]), 0)), conditions
    return replaced(("rules.special", "brought_to", careless))


@bug("descent")
def anything_vanishes():
    """log a, ψ(a) alone and numbers count as vanishing at infinity."""
    old = original("special.descent", "_parts")

    def careless(u, a):
        parts = old(u, a)
        return parts and parts._replace(rational=Counter({e: c for e, c in parts.rational.items() if e < 0}),
                                        logarithm=-parts.polygamma[0])
    return replaced(("special.descent", "_parts", careless))


@bug("descent")
def numbers_vanish():
    """A number counts as vanishing at infinity."""
    old = original("special.descent", "_parts")

    def careless(u, a):
        parts = old(u, a)
        return parts and parts._replace(rational=Counter({e: c for e, c in parts.rational.items() if e < 0}))
    return replaced(("special.descent", "_parts", careless))


@bug("descent")
def coefficients_that_move():
    """What else stands in a term is taken for a positive number."""
    old = original("special.descent", "_term")

    def careless(mono, a):
        kept = tuple((b, e) for b, e in mono if b is a or lift(a) in b.args)
        return old(kept, a)
    return replaced(("special.descent", "_term", careless))


@bug("descent")
def bounds_exchanged():
    """The bounds of log(1 + 1/a) are exchanged."""
    old = original("special.descent", "_step")

    def careless(parts):
        low, high = old(parts._replace(logarithm=0))
        c = Fraction(parts.logarithm)
        if c > 0:
            high[1] -= c
        else:
            low[1] -= c/2
            high[1] -= c/2
        return low, high
    return replaced(("special.descent", "_step", careless))


@bug("descent")
def bound_of_a_convex_function_below():
    """log(1 + 1/a) is below the value in the middle of 1/x."""
    old = original("special.descent", "_step")

    def careless(parts):
        low, high = old(parts._replace(logarithm=0))
        c = Fraction(parts.logarithm)
        high[1] -= c
        return low, high
    return replaced(("special.descent", "_step", careless))


@bug("descent")
def factorials_of_steps_forgotten():
    """A step of ψ⁽ⁿ⁾ is one over a power."""
    return replaced(("special.descent", "factorial", lambda n: 1))


@bug("descent")
def every_step_of_one_sign():
    """A step of ψ⁽ⁿ⁾ is positive for every n."""
    old = original("special.descent", "_parts")

    def careless(u, a):
        parts = old(u, a)
        return parts and parts._replace(polygamma=Counter({n: c if n % 2 or not n else -c for n, c in parts.polygamma.items()}))
    return replaced(("special.descent", "_parts", careless))


@bug("descent")
def one_coefficient_is_enough():
    """The numerator is positive where one coefficient is."""
    seen = original("special.descent", "_never_negative")

    def careless(low, high, *, strict):
        return seen(low, high, strict=strict) or seen(Counter({k: c for k, c in low.items() if c > 0}),
                                                      Counter({k: c for k, c in high.items() if c > 0}), strict=strict)
    return replaced(("special.descent", "_never_negative", careless))


@bug("descent")
def quantity_and_its_opposite():
    """What is shown to be negative counts as positive."""
    old = original("rules.special", "descending")
    return replaced(("rules.special", "descending", lambda u: old(u) or old(scale(u, -1))))


@contextlib.contextmanager
def method(name, new):
    """A method of the record of the head, replaced."""
    old = getattr(Polygamma, name)
    setattr(Polygamma, name, new)
    forget()
    try:
        yield
    finally:
        setattr(Polygamma, name, old)
        forget()


@bug("heads")
def every_function_positive():
    """ψ⁽ⁿ⁾ is not negative for any n ≥ 1."""
    return method("nonnegative", lambda self, atom: atom.args[0] > 0)


@bug("heads")
def digamma_not_negative():
    """ψ is not negative."""
    return method("nonnegative", lambda self, atom: atom.args[0] >= 0)


@bug("heads")
def digamma_never_zero():
    """ψ has no zero."""
    return method("not_zero", lambda self, atom: ())


@bug("heads")
def defined_everywhere():
    """A polygamma function asks nothing of its argument."""
    return method("asked", lambda self, atom: ())


def derivatives(change):
    old = original("forms.derivatives", "_of_atom")
    return replaced(("forms.derivatives", "_of_atom", lambda a, v: change(a, v) if a.head == "psi" else old(a, v)))


@bug("differentiate")
def inner_derivative_forgotten():
    """The derivative of ψ⁽ⁿ⁾(u) is ψ⁽ⁿ⁺¹⁾(u)."""
    return derivatives(lambda a, v: lift(atom("psi", a.args[0] + 1, a.args[1])))


@bug("differentiate")
def order_stays():
    """The derivative of ψ⁽ⁿ⁾ is ψ⁽ⁿ⁾."""
    derivative = original("forms.derivatives", "derivative")
    return derivatives(lambda a, v: mul(lift(a), derivative(a.args[1], v)))


@bug("differentiate")
def two_orders_at_once():
    """The derivative of ψ⁽ⁿ⁾ is ψ⁽ⁿ⁺²⁾."""
    derivative = original("forms.derivatives", "derivative")
    return derivatives(lambda a, v: mul(lift(atom("psi", a.args[0] + 2, a.args[1])), derivative(a.args[1], v)))


@bug("arithmetic")
def undecided_counts_as_positive():
    """A ball around zero counts as positive."""
    return in_numbers("certainly_positive", lambda old: lambda p: not p.free and not old(scale(p, -1)))


@bug("arithmetic")
def size_counts():
    """A negative number counts as positive."""
    return in_numbers("certainly_positive", lambda old: lambda p: old(p) or old(scale(p, -1)))


@bug("arithmetic")
def digamma_for_trigamma():
    """The polygamma function of the next lower order is evaluated."""
    old = original("special.numbers", "_polygamma")
    return replaced(("special.numbers", "_polygamma", lambda order, u: old(max(order - 1, -1), u)))


@bug("arithmetic")
def sign_of_an_even_order():
    """ψ⁽ⁿ⁾ is positive for every n ≥ 1."""
    old = original("special.numbers", "_polygamma")
    return replaced(("special.numbers", "_polygamma", lambda order, u: abs(old(order, u)) if order > 0 else old(order, u)))


def in_numbers(name, change):
    """A function of `special.numbers`, changed everywhere it was imported to."""
    new = change(original("special.numbers", name))
    return replaced(("rules.arithmetic", name, new), ("lemmas.signs", name, new))
