"""Finite models drawn by Hypothesis: a theorem's own formulas evaluated in them, and the same tables for torch.

The formulas are read by `derivations.attack.evaluate` in exact arithmetic, or in balls of 200 bits where an exponential leaves
it.  The tables are made here, from the models' integers: the two meet in no code but that of rational numbers.
"""

import inspect
import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import torch
from hypothesis import Phase, assume, given, reject, settings
from hypothesis import strategies as st
from mpmath import mp, mpf
from sympy import Symbol
from sympy.logic.boolalg import Boolean
from torch import Tensor

from derivations.attack.certificate import Certain, holds
from derivations.attack.couplings import couplings, symmetric
from derivations.attack.models import Models, evaluate_count, indices, signature
from derivations.attack.numbers import UNDEFINED, Logs, Undecidable
from derivations.kernel import REGISTRY, Law, Subset
from tests.support.exact_tables import log, weights

TOLERANCE = 1e-12  # relative to one plus the size of what is compared


@st.composite
def models(draw, *statements, most=3, draws=3, zeros=True, base=True):
    """One model of everything that occurs in some statements."""
    found = signature(*statements)
    sizes = {space: draw(st.integers(1, most)) for space in found.spaces if space != "index"}
    counts = {count: draw(st.integers(1, draws)) for count in found.counts}
    zeros = zeros and draw(st.booleans())
    tables = {law: _table(draw, law, sizes, zeros) for law in found.laws}
    functions = {f: _function(draw, f, sizes, counts) for f in found.functions}
    mixtures = {}
    for kind, law, n in found.draws:
        n = evaluate_count(n, counts)
        rates = np.array([draw(weights(len(couplings(n))).filter(lambda w: w[0]))])
        mixtures[kind, law, n] = symmetric(rates, n) if kind == "exchangeable" else rates
    base = base and draw(st.booleans())
    row = lambda n: np.array([draw(st.lists(st.integers(1, 4), min_size=n, max_size=n))])  # noqa: E731
    halves = {s: row(n) for s, n in sizes.items()} if base else None
    return Models(sizes, counts, tables, functions, _subsets(draw, found, sizes), mixtures, halves)


def _table(draw, law, sizes, zeros):
    outs, givens = (tuple(sizes[s] for s in spaces) for spaces in (law.spaces, law.given))
    cells = st.integers(1, 20) | st.integers(1, 20) | st.just(0) if zeros else st.integers(1, 20)
    column = st.lists(cells, min_size=(n := math.prod(outs)), max_size=n).filter(any)
    columns = [draw(column) for _ in range(math.prod(givens))]
    return np.array(columns).T.reshape(1, *outs, *givens)


def _function(draw, f, sizes, counts):
    shape = tuple(sizes.get(s, indices(counts)) for s in f.spaces)
    values = st.integers(0 if f.nonnegative else -4, 9)
    return np.array(draw(st.lists(values, min_size=(n := math.prod(shape)), max_size=n))).reshape(1, *shape)


def _subsets(draw, found, sizes):
    made = {}
    for subset in sorted(found.subsets, key=lambda s: len(s.args)):
        inside = np.array([draw(st.lists(st.booleans(), min_size=(n := sizes[subset.space]), max_size=n))])
        for inner in subset.args[2:]:
            inside |= made[inner]
        inside[0, 0] |= not inside.any()
        made[subset] = inside
    return made


def probabilities(model, law, *order) -> np.ndarray:
    """A law's table of fractions, axes in that order: masses of the latents, the density of the data x."""
    counted = model.weights[law][0]
    axes = law.spaces + law.given
    if law.independent:  # as in a model: the joint weights are the products of the marginal ones
        outs = range(len(law.spaces))
        counted = math.prod(counted.sum(axis=tuple(j for j in outs if j != i), keepdims=True) for i in outs)
    total = np.broadcast_to(counted.sum(axis=tuple(range(len(law.spaces))), keepdims=True), counted.shape)
    table = np.array([Fraction(int(n), int(of)) for n, of in zip(counted.flat, total.flat, strict=True)])
    table = table.reshape(counted.shape)
    if "x" in law.spaces and "x" in model.base:
        shape = [-1 if s == "x" else 1 for s in axes]
        table = table/np.array([Fraction(int(h), 2) for h in model.base["x"][0]]).reshape(shape)
    return np.transpose(table, [axes.index(s) for s in order])


def log_table(model, law, *order) -> Tensor:
    """The logarithm of `probabilities`, −∞ for zero, in double precision."""
    return log(probabilities(model, law, *order).tolist()).double()


class Reading:
    """What statements and quantities come to in one model, at every free point at once, x first."""

    def __init__(self, model: Models, *statements):
        self.points = tuple(sorted(signature(*statements).points, key=lambda point: point.name != "x"))
        self.certain = Certain(model, self.points)
        self.sizes = [model.size(p.space) for p in self.points]

    def held(self, given) -> np.ndarray:
        """Where all hypotheses hold."""
        with flint.ctx.workprec(200):
            return self._spread(holds(self.certain, given)).astype(bool)

    def truth(self, statement) -> np.ndarray:
        """Where a statement is true and defined; a model in which that cannot be decided is given up."""
        try:
            with flint.ctx.workprec(200):
                true, defined = self.certain.truth(statement)
        except Undecidable:
            reject()
        return self._spread(true & defined).astype(bool)

    def value(self, node) -> np.ndarray:
        """A quantity rounded once, NaN where it is undefined."""
        with flint.ctx.workprec(200):
            try:
                found = self.certain.array(self.certain.value(node))
            except Undecidable:
                found = self.certain.balls.array(self.certain.balls.value(node))
            return self._spread(np.frompyfunc(rounded, 1, 1)(found)).astype(float)

    def _spread(self, array) -> np.ndarray:
        kept = array[0][(*(slice(None) for _ in self.points), *[0] * (array.ndim - 1 - len(self.points)))]
        return np.broadcast_to(kept, self.sizes)


def rounded(value) -> float:
    """An exact number or a ball as the nearest float."""
    if value is UNDEFINED:
        return math.nan
    if not isinstance(value, Logs):
        return float(value)
    with mp.workdps(50):
        terms = [mpf(c.numerator) / c.denominator * mp.log(p) for p, c in value.coefficients.items()]
        return float(mp.fsum([mpf(value.rational.numerator) / value.rational.denominator, *terms]))


def equal(a, b) -> Tensor:
    """Whether two tensors are equal up to rounding, entry by entry; infinities are equal to themselves."""
    a, b = torch.as_tensor(a).double(), torch.as_tensor(b).double()
    return (a == b) | ((a - b).abs() <= TOLERANCE * (1 + a.abs() + b.abs()))


def assert_equal(got, want, where=True) -> None:
    """`got` agrees with `want` at the places `where`; a NaN agrees with nothing."""
    want = torch.as_tensor(np.array(want, dtype=float))
    got, where = torch.as_tensor(got).double().expand(want.shape), torch.tensor(where).expand(want.shape)
    assert bool(equal(got, want)[where].all()), f"{got[where].tolist()} is not {want[where].tolist()}"


def case(mark, *values):
    """A parameter set about the theorem that an evidence mark names."""
    return pytest.param(REGISTRY[mark.args[0]], *values, marks=mark, id=mark.args[0])


def sides_agree(theorem, sides, tie, tables, data, base=True) -> None:
    """Both sides of a theorem, in a drawn model that its hypotheses hold in, are what the code makes of the tables.

    `sides` takes what `tables` names (a law or a subset with its axes, a count, a function that makes a table over x
    of the model) and returns two quantities, or two truths where the theorem joins statements; None is a side that the
    code does not compute.  `tie` makes the equality case likely.  The tables hold the masses of the latents: where a
    side changes with the base measure, as 𝔼[log p(z)] does, `base=False` makes every base measure count.
    """
    statement, hypotheses = theorem.text.statement, [h for h, _ in theorem.text.hypotheses]
    model = data.draw(models(statement, *hypotheses, base=base))
    if tie is not None and data.draw(st.booleans(), label="tie"):
        tie(model)
    reading = Reading(model, statement, *hypotheses)
    held = reading.held(hypotheses)
    rows = held.reshape(len(held), -1).any(1) if held.ndim else held
    assume(rows.any())
    arguments = {}
    for name in inspect.signature(sides).parameters:
        what, *order = tables[name] if isinstance(tables[name], tuple) else (tables[name], "x")
        if isinstance(what, Symbol):
            arguments[name] = model.counts[what]
        elif isinstance(what, Subset):
            arguments[name] = torch.tensor(model.subset(what, *order)[0])
        else:
            table = log_table(model, what, *order) if isinstance(what, Law) else what(model)
            arguments[name] = table[torch.tensor(rows)] if order[0] == "x" and rows.ndim else table
    for side, got in zip(statement.args, sides(**arguments), strict=True):
        if got is None:
            continue
        if isinstance(side, Boolean):
            assert (torch.as_tensor(got).numpy() == reading.truth(side)[rows])[held[rows]].all()
        else:
            assert_equal(got, reading.value(side)[rows], held[rows])


def noticed(theorem, sides, tables, tie=None) -> bool:
    """Whether wrong sides of a theorem are found out."""
    check = given(st.data())(lambda data: sides_agree(theorem, sides, tie, tables, data))
    try:
        settings(database=None, phases=[Phase.generate])(check)()
    except AssertionError:
        return True
    return False
