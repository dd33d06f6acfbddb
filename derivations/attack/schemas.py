"""A schema on trial: its statement in finite models, as a theorem's claim is, and statements one slip away from it.

In a model each name of a schema is what it looks like: q is one law, n one number.  What else the names stand for is
tried by the near misses of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sympy import Basic, Symbol, preorder_traversal
from sympy.core.relational import Eq, Le

from ..kernel.implication.lemmas import about_finiteness
from ..kernel.schemas.schema import SOME_OF, Schema, form, names
from ..language import terms as t
from ..language import writing as w
from .counterexamples import Attack, Counterexample, Survey, survey
from .effort import RANDOM_MODELS_FOR_A_SCHEMA, SHAPES_OF_A_SCHEMA, SLIPS_OF_A_STATEMENT, SMALL_MODELS_FOR_A_SLIP
from .models import signature
from .twins import near_misses


class Slip(NamedTuple):
    """A statement one slip away from a schema, and the hypotheses that are left to it."""

    how: str
    given: tuple[Basic, ...]
    statement: Basic


_BETWEEN = {Eq: w.eq, Le: w.le}


def claim(statement: Basic) -> Basic:
    """A statement without free indices: an equation for each of them is one between averages."""
    for index, most in SOME_OF.items():
        j, count = names()[index], names()[most]
        if isinstance(j, Symbol) and isinstance(statement, Eq) and j in _free(statement):
            statement = w.eq(*(t.Mean(j, count, None, side) for side in statement.args))
    return statement


def _free(statement: Basic) -> list:
    return signature(statement).counts


def hypotheses(given: tuple[Basic, ...], statement: Basic) -> list[Basic]:
    """What is given, and that both sides are defined: nothing that is not equals itself."""
    left, right = statement.args
    both = [t.Iff(side, side) if isinstance(statement, t.Iff) else w.eq(side, side) for side in (left, right)]
    return [*given, *both]


def tried(schema: Schema) -> Survey:
    """A schema in random models of what it is given."""
    statement = claim(schema.statement)
    return survey(
        hypotheses(schema.hypotheses, statement),
        [statement],
        models_per_shape=RANDOM_MODELS_FOR_A_SCHEMA,
        shapes_wanted=SHAPES_OF_A_SCHEMA,
        seed=0,
    )


def refuted(slip: Slip) -> Counterexample | None:
    """The smallest counterexample to a slip, or to a schema that is one."""
    statement = claim(slip.statement)
    given = hypotheses(slip.given, statement)
    return Attack(given, [statement], levels=4).refute(statement, limit=SMALL_MODELS_FOR_A_SLIP)


def slips(schema: Schema) -> Iterator[Slip]:
    """The statements one slip away: a hypothesis left out, draws that hang together less closely, a side one
    smaller, and the near misses of what is said.  Models are finite, so no slip leaves out that something is
    integrable."""
    said = schema.statement
    for i, (hypothesis, stated) in enumerate(zip(schema.hypotheses, form(schema).given)):
        if not about_finiteness(stated):
            rest = schema.hypotheses[:i] + schema.hypotheses[i + 1 :]
            yield Slip(f"without {hypothesis}", rest, said)
    for kind, less in zip(t.Draws.kinds[1:], t.Draws.kinds):
        for draws in _drawn(said, kind):
            yield Slip(f"{less} draws", schema.hypotheses, said.xreplace({draws: t.Draws(less, *draws.args[1:])}))
    if not isinstance(said, t.Iff):
        yield Slip("one less", schema.hypotheses, _BETWEEN[type(said)](said.args[0], w.sub(said.args[1], 1)))
    laws = tuple(signature(said, *schema.hypotheses).laws)
    for miss in near_misses(said, laws, SLIPS_OF_A_STATEMENT):
        yield Slip(miss.how, schema.hypotheses, miss.expression)


def _drawn(said: Basic, kind: str) -> list[t.Draws]:
    return [part for part in preorder_traversal(said) if isinstance(part, t.Draws) and part.kind == kind]
