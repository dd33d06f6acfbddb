"""What has to be known of a statement at a count, so that it holds at every count."""

from __future__ import annotations

from collections.abc import Callable

from ...language.relation import EQ, GE, LE, Relation
from ..forms.binders import ONE, Atom, Poly, add, atom, atoms_in, equality, fresh, lift, replace, sub, var
from ..forms.nodes import Conditions, Form
from ..forms.polynomials import index_from
from ..forms.times import of_a_path
from ..logic.conditions import close
from ..logic.defined import defined, definedness
from ..logic.rewriting import rewrite
from .terms import visit_terms


def comparison(relation: Relation, a: Poly, b: Poly) -> Atom:
    """The statement that two quantities are related."""
    made: dict[Relation, Callable[[], Atom]] = {
        EQ: lambda: equality(a, b), LE: lambda: atom("le", a, b), GE: lambda: atom("le", b, a)}
    return made[relation]()


def only_count(sides: tuple[Form, ...], beside: tuple[Form, ...] = ()) -> Atom | None:
    """The count that some forms name, where it is the only one, they name no point of a path and no draws, and neither
    they nor others name an index whose range ends at it: at another count that would be no index of the range."""
    counts = {v for side in sides for v in side.free if v.head == "var" and v.args[0] == "count"}
    inside = tuple(atoms_in(*sides))
    places = any(of_a_path(a) for a in inside if a.head in ("var", "draw", "part"))
    if len(counts) != 1 or places or any(a.head == "draws" for a in inside):
        return None
    (count,) = counts
    ranges = any(count in v.free for side in (*sides, *beside) for v in side.free if v is not count)
    return None if ranges else count


def steps_up(sides: tuple[Form, ...], count: Atom, said: Callable[..., Atom]) -> Conditions:
    """That some forms are defined at each number up to the count, and that what is said of them at a number below it
    implies the same at the next number."""
    index, step = fresh((var(index_from(ONE, lift(count)), 0), var(index_from(ONE, sub(lift(count), ONE)), 0)), sides)

    def at(number: Poly) -> tuple[Form, ...]:
        return tuple(replace(side, {count: number}) for side in sides)
    asked = [d for side in at(lift(index)) for d in (defined(side) if isinstance(side, Poly) else definedness(side))]
    further = atom("implies", said(*at(lift(step))), said(*at(add(lift(step), ONE))))
    return (*close((index,), (), asked), *close((step,), (), (further,)))


def first_comparison(relation: Relation, count: Atom, *sides: Poly) -> Conditions:
    """That two quantities are defined and related where the count is one, with sums of one term written out."""
    a, b = (rewrite(replace(side, {count: ONE}), visit_terms)[0] for side in sides)
    return close((), (), (*defined(a), *defined(b), *(() if a is b else (comparison(relation, a, b),))))


def first_implication(premise: Atom, count: Atom, statement: Atom) -> Conditions:
    """That a statement is defined where the count is one, and that a premise implies it, unless it is the premise."""
    first = replace(statement, {count: ONE})
    return close((), (), (*definedness(first), *(() if premise is first else (atom("implies", premise, first),))))
