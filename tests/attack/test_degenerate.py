"""What hides a mistake in a model, and that the counterexamples that are shown have as little of it as can be."""

import numpy as np
import pytest
import sympy

from derivations.attack.counterexamples import Attack, refute
from derivations.attack.degenerate import choosing, degenerate
from derivations.attack.models import Models
from derivations.attack.telling import shown_of, simple_models, telling
from derivations.commands.finding import load, load_reported
from derivations.kernel import KL, E, Function, Law, Prover, parameters, points
from derivations.language import writing as w
from derivations.language.terms import always
from derivations.language.views.signature import signature
from derivations.reported.verdicts import decide, shown, shown_of_readings

x, z = points("x z")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z)
f, g = Function("f", z), Function("g", z)
a, s, u1, u2, v1 = parameters("a s u1 u2 v1")


def count(chosen=(), **tables) -> list[int]:
    """How much hides mistakes, in each model of a batch with these tables."""
    names = {"q": q, "r": r, "f": f, "g": g, "a": a, "s": s, "u1": u1}
    made = {names[name]: np.array(table) for name, table in tables.items()}
    kinds = [{key: table for key, table in made.items() if isinstance(key, kind)} for kind in (Law, Function, sympy.Symbol)]
    return degenerate(Models({"z": 2}, {}, kinds[0], kinds[1], {}, {}, None, kinds[2]), chosen).tolist()


@pytest.mark.parametrize(("tables", "found"), [
    ({"q": [[1, 1], [2, 2], [1, 2]]}, [1, 1, 0]), ({"f": [[3, 3], [0, 3]]}, [1, 0]), ({"q": [[1]]}, [0]),
    ({"q": [[1, 2], [1, 3]], "r": [[1, 2], [3, 1]]}, [1, 0]), ({"f": [[1, 2], [1, 2]], "g": [[1, 2], [2, 1]]}, [1, 0]),
    ({"a": [0, 1, -1, 2, 0.5]}, [1, 1, 1, 0, 0]), ({"a": [2, 2], "s": [2, 3]}, [1, 0]),
    ({"q": [[1, 1]], "r": [[1, 1]], "a": [1]}, [4])])
def test_uniform_laws_equal_tables_zeros_and_ones_are_counted(tables, found) -> None:
    assert count(**tables) == found


def test_a_number_that_chooses_an_entry_is_zero_or_one() -> None:
    assert count(chosen=[u1], u1=[0, 1, 2, -1]) == [0, 0, 1, 1]


@pytest.mark.parametrize(("statement", "found"), [
    (w.eq(u1*v1*a + u2*v1*s, u1*v1*s), [u1, u2, v1]), (w.eq(u1*a**2, u1*s), [u1]), (w.eq(u1/u2, u1*s), [u1]),
    (w.eq(f(z) - u1*g(z), f(z)), []), (w.eq(u1*u1, u1*s), []), (u1*a <= u1*s, []), (w.eq(u1 + 1, u1*s), [])])
def test_which_numbers_choose_an_entry(statement, found) -> None:
    """Those in which both sides are linear, and which make them zero; none of which a hypothesis speaks."""
    assert choosing(statement, (a, s, u1, u2, v1), (a > 0, s > 0)) == found


def test_a_false_equation_of_matrices_is_false_at_an_entry() -> None:
    """The sides are linear in each number that chooses, so that zeros and ones suffice."""
    statement = w.eq(u1*v1*a + u2*v1*s, u1*v1*a + u2*v1*a)
    smallest = refute([a > 0, s > 0], statement)
    assert smallest is not None
    seen = telling([a > 0, s > 0], statement, smallest)
    told = {symbol.name: float(values[0]) for symbol, values in seen.model.reals.items()}
    assert told["u2"] == told["v1"] == 1 and told["u1"] == 0 and len({told["a"], told["s"], 1.0}) == 3


def test_half_of_the_uniform_laws_get_one_cell_apart() -> None:
    found = signature(E[p(x, z)](f(z)))
    models = simple_models(found, {"x": 2, "z": 2}, {}, None, 2_000, ())
    flat = models.weights[p].reshape(2_000, -1)
    assert 300 < (flat == 1).all(axis=1).sum() < 600  # about 880 are drawn


def test_no_law_is_uniform_where_others_refute_it() -> None:
    given, statement = [always[z](q(z) > 0), always[z](r(z) > 0)], w.eq(KL[z](q(z), r(z)), KL[z](r(z), q(z)))
    smallest = refute(given, statement)
    assert smallest is not None
    seen = telling(given, statement, smallest)
    assert degenerate(seen.model).tolist() == [0] and seen.sides.wide


def test_every_reading_is_false_in_the_model_that_is_shown() -> None:
    """Also the most charitable one, which differs from what is right by the direction of the divergence alone."""
    claim = load_reported()["1.1.3-ag"]
    verdict = decide(claim.statement, Prover())  # pyright: ignore[reportArgumentType]
    seen = shown(claim, verdict)
    assert seen is not None and len(verdict.readings) == 5
    others = shown_of_readings(claim, seen)
    assert [how for how, _ in others] == [how for how, _ in verdict.readings[1:]]
    assert all(one is not None and one.sides.clear and one.lhs != one.rhs for _, one in others)
    first = seen.model.weights[next(law for law in seen.model.weights if law.name == "q1")]
    assert first[0, 0] != first[0, 1]


def test_a_known_model_is_shown_again_where_it_tells() -> None:
    statement, other = w.eq(E[q(z)](f(z)), E[r(z)](f(z))), w.eq(E[q(z)](f(z)), 2*E[q(z)](f(z)))
    first = telling((), statement, refute((), statement))  # pyright: ignore[reportArgumentType]
    smallest = refute((), other)
    assert smallest is not None
    again = telling((), other, smallest, known=[first])
    kept = {**first.model.weights, **first.model.functions}
    assert all((table == kept[name]).all() for name, table in (*again.model.weights.items(), *again.model.functions.items()))
    assert set(again.model.weights) == {q} and first.model.restricted(signature(E[p(x, z)](f(z)))) is None
    true = w.eq(E[q(z)](f(z)), E[q(z)](f(z)))
    assert telling((), true, smallest, known=[first]) is smallest


@pytest.mark.parametrize("name", [one for one in load() if one.startswith("control_variates.")][:4])
def test_mistakes_about_control_variates_are_shown_where_nothing_is_zero(name) -> None:
    """No coefficient is zero or one, and no two functions are equal, unless every counterexample needs that."""
    written = load()[name].text
    attack = Attack([h for h, _ in written.hypotheses], [twin.statement for twin in written.twins])
    for twin in written.twins:
        seen = shown_of(attack, twin.statement, (300, 4_000))
        assert seen is not None and not degenerate(seen.model).any(), twin.mistake
