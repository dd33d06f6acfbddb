"""Every construction in small models, in floats and without rounding, against a sum over states in plain Python."""

import itertools
import math
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
import sympy

from derivations.attack.balls import Balls
from derivations.attack.evaluate import Evaluator, TooManyAxes, Unreadable
from derivations.attack.models import Models
from derivations.attack.numbers import UNDEFINED, Exact, Floats, Undecidable
from derivations.kernel import (
    KL,
    E,
    Function,
    Law,
    Point,
    Subset,
    abbreviation,
    always,
    bounded,
    counts,
    exchangeable,
    exp,
    identical,
    iff,
    iid,
    implies,
    integrable,
    integral,
    log,
    mean,
    points,
)
from derivations.language import writing as w
from derivations.language.terms import (
    Normal,
    both,
    digamma,
    inf,
    lgamma,
    polygamma,
    proportional,
    reals,
    sup,
    total,
    trigamma,
)
from tests.support.plain_evaluator import ByHand

(mu,) = reals("mu")
x, z = points("x z")
zz, y = Point("zz", "z"), Point("y", "z")
K, j, k = counts("K j k")
s = sympy.Symbol("s", real=True)
p, q, r, m = Law("p", x, z), Law("q", z | x), Law("r", z), Law("m", x, z, independent=True)
f, g, h, pair = Function("f", z), Function("g", z, nonnegative=True), Function("h", z, k), Function("pair", x, z, x)
again, late = Function("again", x, x, z), Function("late", z, x, x)
F = Subset("F", z)

TABLES = {p: [[1, 3, 0], [0, 0, 2], [0, 0, 0]], q: [[1, 0], [2, 3], [1, 1]], r: [2, 0, 1], m: [[1, 2, 0], [3, 0, 1]],
          f: [2, -1, 3], g: [1, 0, 2], h: [[1, -2, 3], [4, 0, -6], [2, 2, 5]], pair: [[[1, 2], [3, 5], [0, 4]], [[7, 6], [-1, 8], [9, 2]]],
          again: [[[1, 3, 0], [2, 5, 4]], [[7, -1, 9], [6, 8, 2]]], late: [[[1, 2], [5, 3]], [[4, 0], [6, 7]], [[8, 9], [-1, -2]]]}
KINDS = ("identical", "exchangeable")
MIXED = {"identical": [3, 1, 2], "exchangeable": [0, 2, 1]}  # apart, equal, opposed: how often


def cut(table, shape):
    return [cut(one, shape[1:]) for one in table[:shape[0]]] if shape else table


def made(states, inside, base, value):
    """A model of two states of x, as nested lists and as arrays."""
    sizes = {"x": 2, "z": states}
    tables = {what: cut(table, [sizes.get(space, 3) for space in what.spaces + getattr(what, "given", ())]) for what, table in TABLES.items()}
    laws, functions = ({what: table for what, table in tables.items() if isinstance(what, kind)} for kind in (Law, Function))
    rates = {(kind, law, 2): MIXED[kind] for kind in KINDS for law in (q, p, r)}

    def arrays(those):
        return {key: np.array([table]) for key, table in those.items()}
    mask = np.array([[i in inside for i in range(states)]])
    return (ByHand(sizes, {K: 2}, laws, functions, {F: inside}, rates, base, {s: value}),
            Models(sizes, {K: 2}, arrays(laws), arrays(functions), {F: mask}, arrays(rates), arrays(base), {s: np.array([float(value)])}))


MODELS = {"counted": made(2, [1], {}, Fraction(1, 2)), "measured": made(3, [0, 2], {"x": [1, 2], "z": [2, 1, 3]}, Fraction(-3)),
          "null": made(3, [0, 1], {"x": [2, 0], "z": [1, 2, 0]}, Fraction(5, 4))}


@abbreviation
def weight(point):
    return p(x, point)/q(point | x)


OF_GAMMA = ("digamma of what may be zero", "polygamma functions", "nothing times a function that is undefined", "digamma of a negative")
QUANTITIES = {
    "numbers": w.add(w.mul(sympy.Rational(2, 3), s), w.neg(K)), "a count in a product": w.mul(K, f(z)),
    "powers": w.sub(w.mul(f(z)**2, f(z)**3), f(z)**1), "a negative power": g(z)**-2, "no power": sympy.Pow(log(g(z)), 0, evaluate=False),
    "a power of the undefined": log(g(z))**2, "a quotient": w.div(f(z), g(z)), "nothing times the undefined": w.mul(g(z), log(g(z))),
    "three factors": sympy.Mul(g(z), f(zz), w.div(1, g(z)), evaluate=False), "a sum with the undefined": w.add(f(z), log(g(z))),
    "logarithms": log(w.mul(2, g(z))), "of a negative": log(f(z)), "an exponential of a logarithm": exp(w.mul(2, log(g(z)))),
    "an irrational exponential": exp(f(z)), "the logarithm of a factorial": w.mul(f(zz), lgamma(w.add(g(z), 3))), "digamma of what may be zero": digamma(g(z)),
    "polygamma functions": w.add(trigamma(w.add(g(z), 1)), polygamma(4, w.div(K, 3))), "nothing times a function that is undefined": w.mul(g(z), digamma(g(z))),
    "digamma of a negative": digamma(f(z)), "a joint": p(x, z), "margins": w.mul(p(x), p(z)), "a conditional": p(z | x),
    "the other conditional": p(x | z), "a kernel": q(z | x), "independent": m(x, z), "independent, a margin": m(z), "independent, given": m(z | x),
    "two points of a space": w.mul(p(x, z), p(x, zz)), "a function of an index": w.add(h(z, 1), h(z, K)), "the diagonal": pair(x, z, x),
    "a diagonal before": again(x, x, z), "a diagonal behind": late(z, x, x),
    "E": E[q(z | x)](f(z)), "E beside a free point": E[q(zz | x)](w.mul(f(zz), g(z))), "E of a conditional": E[p(z | x)](f(z)),
    "E where it is undefined": E[r(z)](log(g(z))), "E where nothing is drawn": E[r(z)](w.div(1, w.sub(r(z), r(z)))),
    "E of two": E[p(x, z)](w.mul(f(z), p(x))), "E one after the other": E[r(zz), q(z | x)](w.mul(f(z), g(zz))),
    "E of a law given what was drawn": E[p(x), q(z | x)](f(z)), "E in E": E[q(z | x)](w.mul(f(z), E[r(zz)](w.mul(f(zz), f(z))))),
    "E of the same name in E": E[r(z)](w.add(f(z), E[q(z | x)](f(z)))), "E of a normalised law": E[proportional[z](g(z))(z)](f(z)),
    "normalised": proportional[z](g(z))(zz), "normalised to nothing": proportional[z](w.sub(g(z), g(z)))(z), "normalised given a point": proportional[z](p(x, z))(z),
    "normalised over two": proportional[x, z](w.mul(g(z), m(x, z)))(x, z), "normalised, its diagonal": proportional[z, zz](w.add(g(z), w.mul(2, g(zz))))(z, z),
    "normalised over what is undefined": proportional[z](log(g(z)))(z),
    "an integral": integral[z](f(z)), "of a constant": integral[x, z](3), "of two": integral[x, z](w.mul(f(z), p(x, z))), "of the undefined": integral[z](log(g(z))),
    "KL": KL[z](q(z | x), r(z)), "KL the other way": KL[z](r(z), q(z | x)), "KL to a conditional": KL[z](q(z | x), p(z | x)), "KL of a negative": KL[z](f(z), r(z)),
    "a mean": mean[k:K](h(z, k)), "a mean but one": mean[k:3:2](h(z, k)), "but another": mean[j:K](w.mul(j, mean[k:K + 1:j](h(z, k)))),
    "a total": total[k:1:K](h(z, k)), "a total without its first term": total[k:2:K](w.mul(k, h(z, k))), "an empty total": total[k:3:K](log(g(z))),
    "a total in a total": total[k:1:3](w.mul(k, total[j:1:k](h(z, j)))), "a total of the undefined": total[k:1:K](log(g(z))), "a mean of a constant": mean[k:K](f(z)), "iid": E[iid(q(z | x), K)](w.mul(f(z[1]), f(z[2])*f(z[2]))), "iid, an index": E[iid(r(z), K)](mean[k:K](w.mul(k, f(z[k])))),
    "iid of three": E[iid(r(z), K + 1)](w.mul(f(z[3]), f(z[1]))), "iid of the undefined": E[iid(p(z | x), K)](f(z[2])),
    **{f"{name} draws {label}": E[kind(law, K)](w.mul(f(z[1]), w.add(f(z[2]), g(z[2]))))
       for name, kind in (("identical", identical), ("exchangeable", exchangeable))
       for label, law in (("given x", q(z | x)), ("of a margin", r(z)), ("of the undefined", p(z | x)))},
    "draws and another": E[r(zz), iid(q(z | x), K)](w.mul(f(zz), f(z[2]))), "a draw of a joint": E[iid(r(z), K)](p(x, z[2])),
    "sup": sup[z](f(z)), "inf": inf[z](f(z)), "sup within": sup[z:F](w.mul(f(z), f(zz))), "inf within": inf[z:F](w.add(f(z), p(x))),
    "sup of the undefined": sup[z](log(g(z))), "sup beside it": sup[z:F](log(g(z))), "sup of a constant": sup[y](f(z)), "an abbreviation": E[q(z | x)](weight(z))}

TRUE, UNDEF, FALSE = w.ge(g(z), 0), w.ge(log(g(z)), log(g(z))), w.lt(g(z), 0)
CASES = {"true": TRUE, "undefined": UNDEF, "false": FALSE, "now and then": w.gt(f(z), 0)}
STATEMENTS = {
    **{relation.__name__: relation(f(z), f(zz)) for relation in (w.eq, w.ne, w.le, w.lt, w.ge, w.gt)},
    "a relation to the undefined": w.ne(f(z), log(g(z))), "the undefined first": w.lt(log(g(z)), f(z)),
    **{f"{head.__name__}: {a}, {b}": head(CASES[a], CASES[b]) for head in (implies, iff, both) for a, b in itertools.product(CASES, repeat=2)},
    "three at once": both(TRUE, w.gt(f(z), 0), w.gt(f(zz), 0)), "always": always[z](w.gt(g(z), 0)), "always, a law": always[r(z)](w.gt(g(z), 0)),
    "always, undefined aside": always[r(z)](w.ge(log(r(z)), log(r(z)))), "always, undefined": always[z](UNDEF), "always, of the undefined": always[p(z | x)](TRUE),
    "always, two": always[x, z](w.ge(m(x, z), p(x, z))), "always, both kinds": always[zz, q(z | x)](w.gt(f(z), f(zz))),
    "always, draws": always[iid(q(z | x), K)](w.ge(f(z[1]), f(z[2]))), "always, false at a state": always[q(z | x)](w.ne(f(z), 2)),
    "integrable": integrable[z](log(g(z))), "integrable, a law": integrable[r(z)](log(r(z))), "integrable, undefined": integrable[r(z)](log(g(z))),
    "integrable, of the undefined": integrable[p(z | x)](f(z)), "finite": bounded(sup[z:F](log(g(z)))), "finite: an E": bounded(E[r(z)](log(g(z))))}
FREE = (x, z, zz)
AT_ZERO = {"E where nothing is drawn"}  # one over a ball around zero


def place(array, at):
    """The value at a state of each free point."""
    return array[(0, *(min(i, n - 1) for i, n in zip(at, array.shape[1:4])), *[0]*10)]


def readable(node, name):
    return name != "null" or not node.has(sympy.core.symbol.Str("sup"), sympy.core.symbol.Str("inf"))


def same(found, want, numbers):
    if want is None or found is UNDEFINED:
        return want is None and (found is UNDEFINED if numbers.exact else math.isnan(found))
    return found == want if numbers is Exact and isinstance(want, (int, Fraction)) else abs(float(found) - want) <= 1e-9*(1 + abs(want))


@cache
def by_hand(name):
    """What every quantity and statement comes to at every state of the free points."""
    hand, _ = MODELS[name]
    every = list(itertools.product(range(2), *[range(hand.sizes["z"])]*2))
    return tuple({what: {at: ask(node, dict(zip(FREE, at))) for at in every} for what, node in nodes.items() if readable(node, name)}
                 for nodes, ask in ((QUANTITIES, hand.value), (STATEMENTS, hand.truth)))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("numbers", [Exact, Floats, Balls])
def test_a_quantity_is_its_sum_over_states(numbers, name):
    evaluator, wanted, beyond = Evaluator(MODELS[name][1], numbers, FREE), by_hand(name)[0], set()
    for what, node in QUANTITIES.items():
        try:
            with np.errstate(all="ignore"):
                array = evaluator.array(evaluator.value(node))
        except Undecidable:
            beyond.add(what)
        except Unreadable:
            assert what not in wanted
        else:
            for at, want in wanted[what].items():
                assert same(found := place(array, at), want, numbers), (what, at, found, want)
    assert beyond <= ({"an irrational exponential", "a power of the undefined", *OF_GAMMA} if numbers is Exact else {"exact"} if numbers is Floats else AT_ZERO)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("numbers", [Exact, Floats])
def test_a_statement_is_true_where_it_is_by_hand(numbers, name):
    evaluator, wanted = Evaluator(MODELS[name][1], numbers, FREE), by_hand(name)[1]
    for what, each in wanted.items():
        with np.errstate(all="ignore"):
            parts = evaluator.truth(STATEMENTS[what])
        for at, want in each.items():
            assert (found := [bool(place(part, at)) for part in parts]) == [bool(want), want is not None], (what, at, found, want)


def test_as_many_variables_as_axes_and_no_more():
    """Thirteen of one state each: free, bound one by one, or drawn; one more is too many."""
    one = Models({"z": 1}, {}, {r: np.array([[1]])}, {}, {}, {})
    many = [Point(f"z{i}", "z") for i in range(14)]
    for free in (0, 1, 5):
        evaluator = Evaluator(one, Exact, tuple(many[:free]))
        for node in (integral[tuple(many[free:13])](1), E[iid(r(z), 13 - free)](1)):
            assert evaluator.array(evaluator.value(node)).item() == 1
        for node in (integral[tuple(many[free:])](1), E[iid(r(z), 14 - free)](1)):
            with pytest.raises(TooManyAxes):
                evaluator.value(node)
        with pytest.raises(TooManyAxes):  # also where the one too many is a number
            Evaluator(one, Floats, tuple(many[:free])).value(integral[(*many[free:13], mu)](Normal[0, 1](mu)))
    Evaluator(one, Exact, tuple(many[:13]))
    with pytest.raises(TooManyAxes):
        Evaluator(one, Exact, tuple(many))
