"""A schema on trial: its statement in finite models, as a theorem's claim is, and statements one slip away from it.

In a model each name of a schema has its plain meaning: q is one law, and n is one number.  The near misses of the rules
try the other particulars that the names may have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sympy import Basic, Symbol, preorder_traversal
from sympy.core.relational import Eq, Le

from ..kernel.lemmas.table import about_finiteness
from ..kernel.schemas.schema import SOME_OF, Schema, form, names
from ..language import terms as t
from ..language import writing as w
from ..language.views.rebuilding import replaced
from .certificate import Counterexample
from .counterexamples import Attack
from .effort import RANDOM_MODELS_FOR_A_SCHEMA, SHAPES_OF_A_SCHEMA, SLIPS_OF_A_STATEMENT, SMALL_MODELS_FOR_A_SLIP
from .models import signature
from .survey import Survey, survey
from .twins import near_misses


class Slip(NamedTuple):
    """A statement one slip away from a schema, with the hypotheses that the slip leaves."""

    how: str
    given: tuple[Basic, ...]
    statement: Basic


_BETWEEN = {Eq: w.eq, Le: w.le}


def claim(statement: Basic) -> Basic:
    """A statement without a free index: an equation for every index becomes one between the averages over it."""
    for index, most in SOME_OF.items():
        j, count = names()[index], names()[most]
        if isinstance(j, Symbol) and isinstance(statement, Eq) and j in _free(statement):
            statement = w.eq(*(t.Mean(j, count, None, side) for side in statement.args))
    return statement


def _free(statement: Basic) -> list:
    """The counts and indices that occur free in a statement."""
    return signature(statement).counts


def hypotheses(given: tuple[Basic, ...], statement: Basic) -> list[Basic]:
    """The given conditions, and that each side equals itself, which only a defined one does."""
    left, right = statement.args
    both = [t.Iff(side, side) if isinstance(statement, t.Iff) else w.eq(side, side) for side in (left, right)]
    return [*given, *both]


def tried(schema: Schema) -> Survey:
    """The result of evaluating a schema in random models in which its hypotheses hold."""
    statement = claim(schema.statement)
    return survey(
        hypotheses(schema.hypotheses, statement),
        [statement],
        models_per_shape=RANDOM_MODELS_FOR_A_SCHEMA,
        shapes_wanted=SHAPES_OF_A_SCHEMA,
        seed=0,
    )


def refuted(slip: Slip) -> Counterexample | None:
    """The smallest counterexample to a slip, or to a schema in the form of one; None where no model refutes it."""
    statement = claim(slip.statement)
    given = hypotheses(slip.given, statement)
    return Attack(given, [statement], levels=4).refute(statement, limit=SMALL_MODELS_FOR_A_SLIP)


def slips(schema: Schema) -> Iterator[Slip]:
    """The statements one slip away: with a hypothesis left out, draws that hang together less closely, a right side
    that is one smaller or, in an equivalence, a quantity of any sign, and the near misses of the statement.

    No slip leaves out that a quantity is integrable: models are finite, so all of them are.
    """
    said = schema.statement
    for i, (hypothesis, stated) in enumerate(zip(schema.hypotheses, form(schema).given)):
        if not about_finiteness(stated):
            rest = schema.hypotheses[:i] + schema.hypotheses[i + 1 :]
            yield Slip(f"without {hypothesis}", rest, said)
    for kind, less in zip(t.Draws.kinds[1:], t.Draws.kinds):
        for draws in _drawn(said, kind):
            yield Slip(f"{less} draws", schema.hypotheses, replaced(said, {draws: t.Draws(less, *draws.args[1:])}))
    if not isinstance(said, t.Iff):
        yield Slip("one less", schema.hypotheses, _BETWEEN[type(said)](said.args[0], w.sub(said.args[1], 1)))
    signed = {v for v in said.atoms(t.Value) if v.args[0].nonnegative} if isinstance(said, t.Iff) else ()
    if signed:
        any_sign = {v: t.Function("f", *map(t.Point, v.args[0].spaces))(*v.args[1]) for v in signed}
        yield Slip("of any sign", schema.hypotheses, replaced(said, any_sign))
    laws = tuple(signature(said, *schema.hypotheses).laws)
    for miss in near_misses(said, laws, SLIPS_OF_A_STATEMENT):
        yield Slip(miss.how, schema.hypotheses, miss.expression)


def _drawn(said: Basic, kind: str) -> list[t.Draws]:
    """The draws of one kind in a statement."""
    return [part for part in preorder_traversal(said) if isinstance(part, t.Draws) and part.kind == kind]
