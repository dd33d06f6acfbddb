"""The analytic lemmas by which one condition follows from others, by name.

A proof may drop a condition only where a lemma of this table says so.  A forward lemma lists the conclusions that it
draws from one premise; a backward lemma lists the ways to a conclusion, each of them the premises that it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import gcd
from typing import NamedTuple, TypeAlias

from ..chains.ranges import parts_of_ranges, ranges_of_parts
from ..families.finite import exponentials, finite_moments, log_densities, smooth_families
from ..forms.binders import (
    Atom,
    Poly,
    add,
    bind,
    const,
    law_atom,
    lift,
    mul,
    open_fresh,
    outcomes,
    poly,
    replace,
    scale,
)
from ..forms.expansions import may_be_none, nonnegative, nonzero, positive
from ..forms.nodes import Conditions, Variables, Weights
from ..forms.polynomials import ends
from ..logic.conditions import always, close, drawable, integrable, shadowed, weights_in
from ..logic.defined import defined
from ..logic.joint_laws import one_after_the_other
from .comparisons import compared
from .domination import at_the_value, dominated_sums, from_domination, near_the_value
from .integrability import (
    averages,
    constant_and_rest,
    factors,
    framed_integrable,
    independent_factors,
    joint_means,
    products_of_averages,
    sizes_of,
    square_integrable,
    square_of_a_mean,
    squares,
    weighted,
)
from .rewritten import (
    bounded_quotients,
    fractions_split,
    integrals_of_densities,
    normalised,
    split_fractions,
    without_cancelled,
)
from .signs import certain, conditional_guards, contrapositions, descent_to, exceeds, positive_numbers, products, signs

Acceptance: TypeAlias = Callable[[Atom, frozenset[Atom], tuple[Poly, ...], frozenset[Atom]], bool]
"""Whether a lemma accepts a conclusion, from premises, by the parts of a sum, for almost every value of some points."""


class Lemma(NamedTuple):
    """A way to conclude a condition from others.

    `finiteness` says that from premises about quantities that are finite as far as they are defined the lemma also
    concludes that another one is.
    """

    says: str
    source: str
    accepts: Acceptance
    finiteness: bool = False


def about_finiteness(c: Atom) -> bool:
    """Whether a condition says that a quantity is finite, and not that one is positive or not zero; this may be said of
    almost all points, or near a value."""
    while c.head in ("always", "near"):
        c = c.args[2] if c.head == "always" else c.args[1]
    return c.head in ("integrable", "bounded")


# --- forward: from one premise ----------------------------------------------------------------------------------------


@cache
def inner_means(c: Atom) -> Conditions:
    """The inner means of a jointly integrable body exist almost surely and are integrable; for each index, too."""
    if c.head == "always" and not c.args[1]:
        variables, (_, framed) = open_fresh(c)
        return close(variables, (), inner_means(framed))
    if c.head != "integrable":
        return ()
    _, (joint, body) = open_fresh(c)
    found = []
    for weights in one_after_the_other(joint):
        for size in sizes_of(len(weights)):
            for outer in combinations(weights, size):
                found += _means_within(outer, tuple(w for w in weights if w not in outer), body)
    return tuple(dict.fromkeys(found))


def _means_within(outer: Weights, inner: Weights, body: Poly) -> Conditions:
    """That the means under the inner laws exist almost surely, and are integrable under the outer laws."""
    held = tuple(v for w in outer for v in outcomes(w))
    rest = tuple(v for w in inner for v in outcomes(w))
    if any(set(rest) & w.free for w in outer):
        return ()
    means = (lift(bind("E", rest, inner, scale(body, sign))) for sign in (1, -1))  # a body may have either sign
    return (*close(held, outer, integrable(rest, inner, body)), *(d for u in means for d in integrable(held, outer, u)))


@cache
def arguments(c: Atom) -> Conditions:
    """In an integrable sum, the argument of a logarithm that is a term of its own is positive almost surely, and the
    denominator of a fraction that is one is not zero."""
    if c.head == "always":
        variables, (weights, inner) = open_fresh(c)
        return close(variables, weights, arguments(inner))
    if c.head != "integrable":
        return ()
    variables, (weights, body) = open_fresh(c)
    found = [a for m, _ in body.terms for a, _e in m]
    alone = [m[0][0] for m, _ in body.terms if len(m) == 1 and found.count(m[0][0]) == 1]  # another factor may be zero
    asks = {"log": positive, "inv": nonzero}
    return tuple(d for a in alone if a.head in asks for d in always(variables, weights, asks[a.head](a.args[0])))


@cache
def means_in_terms(c: Atom) -> Conditions:
    """An integrable sum is defined almost surely, and so is a mean that is a term of its own, or one of an exponent
    or of the argument of a logarithm there, if its body is defined anyway."""
    if c.head == "always":
        variables, (weights, inner) = open_fresh(c)
        return close(variables, weights, means_in_terms(inner))
    if c.head != "integrable":
        return ()
    variables, (weights, body) = open_fresh(c)
    return close(variables, weights, _means_in(body))


def _means_in(body: Poly) -> Conditions:
    found = [a for m, _ in body.terms for a, _e in m]
    alone = [m[0][0] for m, _ in body.terms if len(m) == 1 and found.count(m[0][0]) == 1]  # another factor may be zero
    conditions: list[Atom] = []
    for a in alone:
        if a.head in ("exp", "log"):
            conditions += _means_in(a.args[0])
        elif a.head == "E":
            variables, (weights, within) = open_fresh(a)
            conditions += () if defined(within) else integrable(variables, weights, within)
    return tuple(conditions)


@cache
def lower_powers(c: Atom) -> Conditions:
    """Under one law, Σ aⱼ gʲ (j ≤ n, aₙ ≠ 0) is integrable only if gⁿ is, and then every lower power is, too."""
    if c.head != "integrable":
        return ()
    variables, (weights, body) = open_fresh(c)
    if len(weights) != 1:
        return ()
    parts = [constant_and_rest(m, variables) for m, _ in body.terms]
    size, top = max(((gcd(*(e for _, e in rest)), (outer, rest)) for outer, rest in parts), key=lambda s: s[0])
    base = tuple((a, e // size) for a, e in top[1]) if size else ()
    powers = {tuple((a, e * j) for a, e in base): j for j in range(1, size + 1)}
    if not all(a.head == "inv" for a, _ in top[0]) or [rest for _, rest in parts].count(top[1]) > 1 or any(
            rest and rest not in powers for _, rest in parts):
        return ()
    return tuple(d for power in powers for d in integrable(variables, weights, poly({power: 1})))


@cache
def marginals(c: Atom) -> Conditions:
    """p(x) > 0 where p(x, z) > 0 for almost every z, since the law of z or the base measure has mass."""
    if c.head != "always" or c.args[2].head != "gt":
        return ()
    variables, (weights, prop) = open_fresh(c)
    joint = prop.args[0].atom_alone()
    if joint is None or joint.head != "law":
        return ()
    law, outs, givens = joint.args
    left = tuple(o for o in outs if o not in variables)
    return always(variables, weights, positive(lift(law_atom(law, left, givens)))) if left else ()


@cache
def positive_somewhere(c: Atom) -> Conditions:
    """The integral of what is never negative is positive if the integrand is positive almost surely under some law."""
    variables, (weights, prop) = open_fresh(c) if c.head == "always" else ((), ((), c))
    if prop.head != "gt" or not nonnegative(prop.args[0]) or defined(prop.args[0]) or not drawable(weights):
        return ()
    drawn = {v for w in weights for v in outcomes(w)}
    if set(variables) != drawn or any(w.head != "law" or w.kind.asked(w) for w in weights):
        return ()  # where a conditional density is no law, nothing is drawn from it
    return always((), (), positive(lift(bind("int", variables, prop.args[0])))) if variables else ()


FORWARD = {"Fubini": inner_means, "logarithm of a fraction": fractions_split, "argument of a logarithm": arguments,
           "mean in a term": means_in_terms, "powers": lower_powers, "positive marginal": marginals,
           "positive integrand": positive_somewhere, "domination": from_domination, "near a value": at_the_value,
           "part of a range": parts_of_ranges}

# --- backward: the ways to a conclusion -------------------------------------------------------------------------------


@cache
def fewer_guards(c: Atom) -> tuple[Conditions, ...]:
    """A statement for almost all points holds for almost all of those at which more densities are positive."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    return tuple(always(variables, fewer, inner)
                 for size in (0, *sizes_of(len(weights))) for fewer in combinations(weights, size) if weights)


MOST_NUMBERS = 12  # of an index that are gone through one by one


@cache
def every_index(c: Atom) -> tuple[Conditions, ...]:
    """What holds, and speaks of no index, holds for every index, be there any or none; of a few numbers, what holds for
    each of them."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    used = inner.free.union(*(w.free for w in weights))
    spared = [v for v in variables if may_be_none(v) and v not in used
              and not any(v in other.free for other in variables if other is not v)]
    ways = [always(tuple(v for v in variables if v is not one), weights, inner) for one in spared]
    return (*ways, *(_for_each_number(v, variables, weights, inner) for v in variables if _few(v, variables)))


def _few(v: Atom, variables: Variables) -> bool:
    """Whether a variable is an index of a few numbers that are known, on which no other range depends."""
    if not isinstance(v.args[0], tuple) or any(v in other.free for other in variables if other is not v):
        return False
    first, last = ends(v)
    return first.is_number and last.is_number and last.number - first.number < MOST_NUMBERS


def _for_each_number(v: Atom, variables: Variables, weights: Weights, inner: Atom) -> Conditions:
    first, last = (int(end.number) for end in ends(v))
    rest = tuple(other for other in variables if other is not v)
    put = ({v: const(n)} for n in range(first, last + 1))
    return tuple(d for n in put for d in always(rest, tuple(replace(w, n) for w in weights), replace(inner, n)))


@cache
def positive_integrand(c: Atom) -> tuple[Conditions, ...]:
    """A mean is positive, where it exists, if its body is positive almost surely; so is one for each point or index,
    and an average or a product of positive terms."""
    if c.head == "always":
        around, (guards, framed) = open_fresh(c)
        return tuple(close(around, guards, way) for way in positive_integrand(framed))
    inner = c.args[0].atom_alone() if c.head == "gt" else None
    if inner is None or inner.head not in ("E", "int", "mean", "product"):
        return ()
    variables, parts = open_fresh(inner)
    weights, body = parts[0] if inner.head == "E" else (), parts[-1]
    if inner.head == "int":  # one with a density among its factors is a mean
        weights, body = weights_in(variables, body)
    return (always(variables, weights, positive(body)),)


def almost_all_points(c: Atom, almost: frozenset[Atom]) -> tuple[Conditions, ...]:
    """A statement holds for almost every value of a point if it does for almost all values of several together."""
    points = sorted(c.free & almost, key=lambda v: v.key)
    if c.head == "always" and points:
        variables, (weights, prop) = open_fresh(c)
        if prop.head == "gt" and any(shadowed(prop, w, (*variables, *points)) for w in weights):
            return ((),)
    return tuple(always(chosen, (), c)
                 for size in (*sizes_of(len(points)), len(points)) for chosen in combinations(points, size) if chosen)


BACKWARD = {
    "Fubini": joint_means, "weaker guard": fewer_guards, "every index": every_index,
    "positive integrand": positive_integrand, "constant factor": factors, "power of an average": averages,
    "product of averages": products_of_averages, "product of squares": squares, "square of a mean": square_of_a_mean,
    "weighted integrand": weighted, "independent factors": independent_factors, "sign": signs,
    "signs of factors": products, "positive numbers": positive_numbers, "contraposition": contrapositions,
    "conditional density": conditional_guards, "integral of a density": integrals_of_densities,
    "normalised law": normalised, "logarithm of a fraction": split_fractions, "bounded quotient": bounded_quotients,
    "cancelled factor": without_cancelled, "domination": dominated_sums, "near a value": near_the_value,
    "part of a range": ranges_of_parts, "logarithm of a named law": log_densities,
    "moment of a named law": finite_moments, "exponential of a number": exponentials,
    "smooth family of named laws": smooth_families, "descent": descent_to, "certain number": certain}

# --- sums and products: with the parts that the search proposes -----------------------------------------------------


def _sum_of(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...], _almost: frozenset[Atom]) -> bool:
    framed = framed_integrable(c)
    return framed is not None and add(*parts) is framed.body and all(
        d in premises for part in parts for d in framed.of(part))


def _product_of(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...], _almost: frozenset[Atom]) -> bool:
    framed = framed_integrable(c)
    return framed is not None and len(parts) == 2 and mul(*parts) is framed.body and (
        premises.issuperset(square_integrable(framed, parts)))


# --- the table --------------------------------------------------------------------------------------------------------


def _forward(conclusions: Callable[[Atom], Conditions]) -> Acceptance:
    return lambda c, premises, _parts, _almost: any(c in conclusions(p) for p in premises)


def _backward(ways: Callable[[Atom], tuple[Conditions, ...]]) -> Acceptance:
    return lambda c, premises, _parts, _almost: any(premises.issuperset(way) for way in ways(c))


def _either(*ways: Acceptance) -> Acceptance:
    return lambda c, premises, parts, almost: any(way(c, premises, parts, almost) for way in ways)


def _compared(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...], _almost: frozenset[Atom]) -> bool:
    return compared(c, premises, parts)


def _larger(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...], _almost: frozenset[Atom]) -> bool:
    return exceeds(c, premises, parts)


def _at_almost_every_point(c: Atom, premises: frozenset[Atom], _parts: tuple[Poly, ...],
                           almost: frozenset[Atom]) -> bool:
    return any(premises.issuperset(way) for way in almost_all_points(c, almost))


LEMMAS = {
    "Fubini": Lemma(
        "inner means of a jointly integrable quantity exist almost surely and are integrable",
        "Fubini and Tonelli; Billingsley, Probability and Measure, theorem 18.3",
        _either(_backward(joint_means), _forward(inner_means))),
    "argument of a logarithm": Lemma(
        "an integrable sum is finite almost surely: logarithms in it have positive arguments, no denominator is zero",
        "Billingsley, theorem 15.2", _forward(arguments)),
    "mean in a term": Lemma(
        "an integrable sum is defined almost surely, and so is a mean in it that is a term of its own",
        "Billingsley, theorem 15.2", _forward(means_in_terms)),
    "powers": Lemma(
        "a polynomial of a quantity is integrable only if its highest power is, and then so is every lower one",
        "Lyapunov's inequality; Billingsley, section 21", _forward(lower_powers)),
    "positive marginal": Lemma(
        "a marginal density is positive where the joint density is positive almost surely",
        "a positive function has a positive integral; Billingsley, theorem 15.2", _forward(marginals)),
    "weaker guard": Lemma(
        "a statement for almost all points holds for almost all of those with positive density",
        "a part of a null set is a null set", _backward(fewer_guards), finiteness=True),
    "every index": Lemma(
        "what holds and speaks of no index holds for every index of a sum, also of an empty one",
        "the meaning of every", _backward(every_index), finiteness=True),
    "positive integrand": Lemma(
        "a quantity that is positive almost surely has a positive mean",
        "a positive function has a positive integral; Billingsley, theorem 15.2",
        _either(_forward(positive_somewhere), _backward(positive_integrand))),
    "constant factor": Lemma(
        "an integrable quantity stays integrable when it is multiplied or divided by a constant",
        "Billingsley, theorem 16.1", _backward(factors), finiteness=True),
    "power of an average": Lemma(
        "the n-th power of an average is integrable as soon as the n-th power of each of its terms is",
        "Minkowski's inequality; Billingsley, section 21", _backward(averages), finiteness=True),
    "product of averages": Lemma(
        "a product of averages of independent draws is integrable as soon as all products of terms at one draw are",
        "Fubini and Tonelli; Billingsley, theorem 18.3", _backward(products_of_averages)),
    "product of squares": Lemma(
        "the product of two square-integrable quantities is integrable",
        "the Cauchy-Schwarz inequality; Billingsley, section 21", _either(_backward(squares), _product_of)),
    "square of a mean": Lemma(
        "the square of a conditional mean is integrable as soon as the square is",
        "Jensen's inequality; Billingsley, section 34", _backward(square_of_a_mean)),
    "weighted integrand": Lemma(
        "a quotient by the density of its law has a finite mean as soon as the dividend has a finite integral",
        "the definition of a density; Billingsley, theorem 16.11", _backward(weighted)),
    "independent factors": Lemma(
        "a product of independent quantities is integrable as soon as each of them is",
        "Fubini and Tonelli; Billingsley, theorem 18.3", _backward(independent_factors)),
    "sign": Lemma(
        "a quantity that is positive or negative is not zero; one that is never negative and not zero is positive",
        "the order of the real numbers", _backward(signs)),
    "signs of factors": Lemma(
        "a product is not zero if no factor is, and positive if an even number of its factors is negative",
        "the order of the real numbers", _backward(products)),
    "positive numbers": Lemma(
        "a positive number is the exponential of its logarithm", "the functional equation of the logarithm; DLMF 4.2",
        _backward(positive_numbers)),
    "larger quantity": Lemma(
        "a quantity is positive if it is at least as large as a positive one",
        "the order of the real numbers", _larger),
    "comparison": Lemma(
        "a sum of comparisons, each multiplied with a quantity of known sign, is a comparison",
        "the order of the real numbers", _compared),
    "contraposition": Lemma(
        "a density that is not positive is zero: a statement where it is positive may be given the other way round",
        "the law of contraposition", _backward(contrapositions)),
    "conditional density": Lemma(
        "almost everywhere a conditional density is positive where the joint one is, and the other way round",
        "a function that is not negative and has the integral zero is zero; Billingsley, theorem 15.2",
        _backward(conditional_guards)),
    "integral of a density": Lemma(
        "the integral of a density over some of its points is the density of the others",
        "Billingsley, section 20, on marginal densities", _backward(integrals_of_densities)),
    "normalised law": Lemma(
        "the density of the law that is proportional to a quantity is the quantity, divided by its integral",
        "the meaning of proportional", _backward(normalised)),
    "logarithm of a fraction": Lemma(
        "the logarithm of a fraction is that of the numerator minus that of the denominator, if this is positive",
        "the functional equation of the logarithm; DLMF 4.8",
        _either(_forward(fractions_split), _backward(split_fractions))),
    "bounded quotient": Lemma(
        "a term of a sum without negative terms, divided by the sum, is between zero and one, so its mean is finite",
        "Billingsley, theorem 16.1", _backward(bounded_quotients)),
    "cancelled factor": Lemma(
        "a factor that is not zero, divided by itself, is one",
        "the arithmetic of the real numbers", _backward(without_cancelled)),
    "sum": Lemma(
        "a linear combination of integrable quantities is integrable",
        "Billingsley, theorem 16.1", _sum_of, finiteness=True),
    "domination": Lemma(
        "the derivative of a dominated quantity is integrable, and a sum of dominated quantities is dominated",
        "Billingsley, theorem 16.8, on differentiation under the integral sign",
        _either(_forward(from_domination), _backward(dominated_sums))),
    "near a value": Lemma(
        "what holds near a value holds there, and what is continuous and positive there is positive near it",
        "Rudin, Principles of Mathematical Analysis, theorem 4.6", _either(
            _forward(at_the_value), _backward(near_the_value))),
    "part of a range": Lemma(
        "what holds for each index of a range holds for its ends, and for each index of a part of it or of parts of it",
        "the meaning of for each", _either(_forward(parts_of_ranges), _backward(ranges_of_parts))),
    "descent": Lemma(
        "what vanishes at infinity is positive where each step from a + 1 down to a adds something positive",
        "a telescoping sum, with the recurrence of the polygamma functions; DLMF 5.11.2, 5.15.5 and 5.15.8",
        _backward(descent_to)),
    "logarithm of a named law": Lemma(
        "the logarithm of a Gamma or normal density is a sum of powers of the number and of its logarithm",
        "the densities of the laws", _backward(log_densities)),
    "moment of a named law": Lemma(
        "powers of a number and of its logarithm have finite means under Gamma laws, powers under normal laws",
        "DLMF 5.2.1 and its derivatives in the shape; Tonelli", _backward(finite_moments)),
    "exponential of a number": Lemma(
        "an exponential that falls in a positive number, or in the square of a number, is integrable beside powers",
        "DLMF 5.2.1 and 7.7.3", _backward(exponentials)),
    "smooth family of named laws": Lemma(
        "a density of a named law beside powers is dominated near values that are allowed",
        "Brown, Fundamentals of statistical exponential families, theorem 2.2", _backward(smooth_families)),
    "certain number": Lemma(
        "a number is positive, or not zero, where every number in a ball around it is",
        "Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017", _backward(certain)),
    "almost every point": Lemma(
        "a statement for almost all points together holds at almost every one of them",
        "a section of a null set is a null set almost everywhere; Billingsley, section 18", _at_almost_every_point,
        finiteness=True),
}

DEFINED = "finite and defined"

# the facts that steps establish, and how both kinds of finiteness hang together: name -> statement, source
ESTABLISHED = {
    "equal integrands": ("of two integrands that are equal almost everywhere both are integrable or neither",
                         "Billingsley, theorem 15.2"),
    "finite extremum": ("a supremum that equals a finite quantity or stays below one is finite",
                        "the order of the real numbers"),
    "equal or larger argument": ("a quantity that equals or exceeds a positive one is positive: it has a logarithm",
                                 "the order of the real numbers"),
    "theorem that is cited": ("where a theorem's hypotheses hold, both sides of its claim are defined", "the theorem"),
    DEFINED: ("a quantity that is finite as far as it is defined, and is defined, is finite",
              "the meaning of being defined"),
}
ALL_LEMMAS = (*LEMMAS, *ESTABLISHED)
