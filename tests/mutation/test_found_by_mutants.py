"""What single changes of the code showed that no test asked: each row is one behaviour, said from outside."""

import ast

import flint
import numpy as np
import pytest
import sympy

from derivations.attack import twins
from derivations.attack.balls import _sign
from derivations.attack.certificate import any_place
from derivations.attack.counterexamples import Attack
from derivations.attack.hypotheses import superfluous
from derivations.attack.models import Models, values
from derivations.attack.numbers import Undecidable
from derivations.attack.random_search import search
from derivations.attack.survey import survey
from derivations.attack.theorems import Trial, Twins
from derivations.commands.check import plain, told_theorem
from derivations.commands.finding import load, load_reported
from derivations.kernel import (
    Derivation,
    E,
    Function,
    Law,
    Prover,
    Refused,
    always,
    counts,
    iid,
    integrable,
    linearity,
    points,
)
from derivations.kernel.lines.places import places
from derivations.kernel.lines.printed import check_line
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.defined import definedness
from derivations.language import terms as t
from derivations.language.authoring.derivation import Abbreviation, Instance, Source
from derivations.language.authoring.reader import Misread, Reader, parse
from derivations.language.relation import GE, LE
from derivations.language.theorems.files import bindable, called_by_itself
from derivations.language.views.source import source
from derivations.pages.form_text import text_of
from derivations.pages.text import text as printed
from derivations.reported import verdicts
from derivations.reported.verdicts import adjudicate
from tests.support.rule_examples import NAMES, typed

x, y, z = points("x y z")
(K,) = counts("K")
q, r = Law("q", z), Law("r", y)
f, g = Function("f", z), Function("g", y)


def proved(function) -> Derivation:
    return Derivation(function, title="for a test", register=False)


def too_much(proof):
    proof.claim(E[q(z)](2*f(z)) == 2*E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)), integrable[r(y)](g(y)), always[q(z)](f(z) > 0))
    proof.starts(E[q(z)](2*f(z)))
    proof.eq(2*E[q(z)](f(z)), by=linearity)


def test_what_no_line_needs_is_named() -> None:
    theorem = Prover().prove(proved(too_much))
    assert superfluous(theorem) == [c for c in theorem.given_forms if c is not theorem.given_forms[0]]


def test_the_steps_of_a_proved_claim_are_counted() -> None:
    for claim in load_reported().values():
        if claim.statement is not None and len(claim.statement.text.lines) in (2, 4):
            found = adjudicate(claim, Prover(), None)
            count = len(claim.statement.text.lines) - 1
            assert found.evidence.split(",")[0] == f"{count} step{'s' if count > 1 else ''}"
            if count > 1:
                return
    pytest.fail("no claim with three steps")


@pytest.mark.parametrize("line", ["E[exchangeable(q(z), K)](mean[k:K](f(z[k]))) >= 0", "E[identical(q(z), K)](mean[k:K](f(z[k]))) >= 0", "sup[i:F](f(i)) >= 0"])
def test_dependent_draws_and_families_are_left_to_the_enumeration(line) -> None:
    """Either is enough: their couplings and subsets are enumerated instead."""
    assert search([], typed(line), examples=20) is None


@pytest.mark.parametrize(("factor", "relation"), [("2", LE), ("1/2", LE), ("-2", GE), ("-1/2", GE)])
def test_a_common_factor_turns_the_direction_just_where_it_is_negative(factor, relation) -> None:
    left, right = (read_line(typed(f"({factor})*d(z)*{name}(z)"))[0] for name in "fg")
    f_alone, g_alone = (read_line(typed(f"{name}(z)"))[0] for name in "fg")
    (inner,) = [place for place in places(left, right, LE) if place.left is f_alone]
    assert inner.right is g_alone and inner.relation == relation


@pytest.mark.parametrize("argument", [iid(q(z), K), q(z), z, 2, f(z)], ids=str)
def test_an_abbreviation_takes_draws_laws_points_and_quantities(argument) -> None:
    source = 'def same(u):\n    return 1\n'
    made = Abbreviation(Source(ast.parse(source).body[0], {}, "tests", {}))
    assert list(made(argument).args[1].args) == [argument]


def test_an_abbreviation_takes_nothing_else() -> None:
    made = Abbreviation(Source(ast.parse('def same(u):\n    return 1\n').body[0], {}, "tests", {}))
    for argument in (True, "z", None, q, (z, z)):
        with pytest.raises(ValueError, match="takes points"):
            made(argument)


def test_a_sum_and_a_difference_have_their_own_mistakes() -> None:
    a, b = typed("f(z)"), typed("g(z)")
    assert [node for node, _ in twins._mistakes_at(typed("f(z) + g(z)"), [])] == [typed("f(z) - g(z)"), a, b]
    found = [node for node, _ in twins._mistakes_at(typed("f(z) - g(z)"), [])]
    assert found[0] == typed("f(z) + g(z)") and found[1] == a and found[2] == typed("-g(z)")
    found = [node for node, _ in twins._mistakes_at(typed("f(z) + 2*g(z)"), [])]
    assert found[0] == typed("f(z) - 2*g(z)") and found[2] == typed("2*g(z)")


def test_a_collection_has_a_name_only_where_each_of_its_parts_may_have_one() -> None:
    for whole in ((q, z), [q, (z, K)], {q: z}, {K: [q, z]}):
        assert bindable(whole)
    for part in ((q, E), [E, q], {q: E}, {E: q}, {K: [q, object()]}, (q, None), {q: z, K: E}, {q: z, E: K}):
        assert not bindable(part)


def test_numbers_are_as_they_are_declared() -> None:
    """What SymPy does not know of a number speaks neither for it nor against it."""
    free, positive = sympy.Symbol("c"), sympy.Symbol("s", positive=True)
    assert values(free, (-1, 0, 2), (1, 2)) == [-1, -0.5, 0, 0, 2, 1]
    assert values(positive, (-1, 0, 2), (1, 2)) == [2, 1]
    assert values(sympy.Symbol("n", integer=True), (1, 2), (1, 2)) == [1, 2, 1]


def test_what_cannot_be_printed_is_escaped_and_nothing_else() -> None:
    assert plain("a\x1b[2J\nb\u202e") == "a\\x1b[2J\\nb\\u202e"
    assert plain("𝔼_{q(z)}[f(z)] ≤ log p(x)") == "𝔼_{q(z)}[f(z)] ≤ log p(x)"


def test_a_theorem_that_holds_is_told_with_each_of_its_parts() -> None:
    one = {"name": "t", "verdict": "holds", "line": 1, "step": None, "reason": None, "claim": "a = b", "matrix": None, "given": ["c > 0", "d > 0"],
           "where": [], "almost": ["x", "y"], "lemmas": ["Fubini"], "missing": [], "superfluous": [], "not_tried": [], "needed_at": None, "would_do": [], "two_steps": None, "models": None, "enough": None, "to_import": [], "to_declare": [],
           "counterexample": None}
    assert told_theorem("file.py", one) == ["t: holds", "    Claim  a = b", "    Given  c > 0", "           d > 0",
                                            "    For almost every  x, y", "    By the lemmas  Fubini"]


def test_dicts_are_spread_into_one_another() -> None:
    names = {**NAMES, "one": {"a": 1, "b": 2}}
    assert parse('{**one, "b": 3, **{"c": 4}}', names) == {"a": 1, "b": 3, "c": 4}
    with pytest.raises(Misread, match="takes a dict"):
        Reader(names).value(ast.parse("{**f}", mode="eval").body)


def test_theorems_join_lines_both_ways_round() -> None:
    """A twin that a theorem calls equivalent to a line is a consequence, whichever of the two the theorem names first."""
    load()
    prover = Prover()
    derivation = load()["elbo.gibbs_equality"]
    theorem = prover.prove(derivation)
    trial = Trial(derivation, prover)
    first, second = theorem.form.args
    assert theorem.form.head == "iff"
    assert trial._joined_by_theorem(first, second) and trial._joined_by_theorem(second, first)


def test_an_instance_is_called_by_its_theorem() -> None:
    derivation = load()["elbo.gibbs"]
    assert repr(Instance(derivation, {})) == "elbo.gibbs"


def test_a_step_that_a_reason_refuses_does_not_end_the_search_for_another() -> None:
    """The first reason raises; the second joins the forms."""
    derivation = load()["elbo.self_divergence"]
    prover = Prover()
    prover.prove(derivation)
    trial = Trial(derivation, prover)
    lines = derivation.text.lines
    left, right = read_line(lines[0].expression)[0], read_line(lines[1].expression)[0]

    class Raises:
        pass
    trial.reasons = [Raises(), lines[1].reason]
    with pytest.raises(Refused):
        prover.step(left, right, lines[1].relation, Raises())
    assert trial._joined(left, right, (lines[1].relation,))


def test_rules_and_theorems_bring_their_names_along() -> None:
    assert [called_by_itself(one) for one in (linearity, load()["elbo.gibbs"], q, z, 3)] == ["linearity", "gibbs", "q", "z", None]


def test_a_claim_that_another_theorem_states_is_known() -> None:
    """Also where no rule leads from the one side to the other; and what rules join is known without any theorem."""
    derivation, prover = load()["elbo.self_divergence"], Prover()
    equality = prover.prove(load()["elbo.gibbs_equality"]).form
    trial = Trial(derivation, prover)
    assert trial._known_claim(equality)
    others = Prover()
    assert not Trial(derivation, others)._known_claim(equality)
    average = "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K{}](exp(f(z[k]))))))"
    shorter = read_line(typed(f"{average.format(' + 1:j')} == {average.format('')}"))[0]
    assert trial._known_claim(shorter)


def test_a_twin_of_a_line_is_refuted_by_either_of_its_steps(monkeypatch) -> None:
    """The step before it, or the step after it."""
    trial = Trial(load()["elbo.evidence"], Prover())
    monkeypatch.setattr(trial, "_steps_at", lambda i, expression: [False, True])
    monkeypatch.setattr(trial, "_refuted", lambda step: step)
    monkeypatch.setattr(trial, "_led", lambda *_: False)
    found = Twins()
    trial._line_twin(1, twins.Miss(typed("f(z)"), "a slip"), found)
    assert (found.refuted, found.refused, found.undecided) == (1, 1, [])


def test_other_seeds_draw_other_models() -> None:
    found = {survey([typed("f(z) > 0")], [typed("f(z) >= 0")], models_per_shape=50, shapes_wanted=3, seed=seed).models
             for seed in range(4)}
    assert len(found) > 1


def test_a_ball_that_touches_zero_has_no_sign() -> None:
    assert [_sign(flint.arb(1, 0.5)), _sign(flint.arb(-1, 0.5))] == [1, -1]
    for ball in (flint.arb(0.5, 0.5), flint.arb(-0.5, 0.5), flint.arb(0, 1)):
        with pytest.raises(Undecidable):
            _sign(ball)


def test_sums_and_products_of_three_are_printed_from_the_left_and_read_back() -> None:
    f_z, g_z = typed("f(z)"), typed("g(z)")
    for node, text in ((sympy.Add(f_z, g_z, K, evaluate=False), "f(z) + g(z) + K"), (sympy.Mul(f_z, g_z, K, evaluate=False), "f(z) * g(z) * K")):
        assert source(node) == text
        check_line(node)


@pytest.mark.parametrize(("line", "text"), [
    ("sup[z](f(z)) + f(z)", "(sup_z f(z)) + f(z)"), ("sup[z](f(z)) + d(y)", "sup_z f(z) + d(y)"),
    ("sup[y](d(y) + sup[z](f(z))) + f(z)", "(sup_y (d(y) + sup_z f(z))) + f(z)"), ("integral[z](f(z))*f(z)", "(∫ f(z) dz)·f(z)")])
def test_what_binds_a_name_that_stands_beside_it_is_put_in_parentheses(line, text) -> None:
    assert printed(typed(line)) == text


def test_a_condition_under_a_conditional_law_says_that_there_is_one() -> None:
    (condition,) = [read_line(typed("integrable[p(x | z)](log(c(x)))"))[0]]
    assert {text_of(c) for c in definedness(condition)} == {"p(z) > 0", "always[p(x | z)](c(x) > 0)"}


def test_looking_at_random_leaves_nothing_behind(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert search([], typed("f(z) >= 0"), examples=30) is not None and search([], typed("f(z)**2 >= 0"), examples=30) is None
    assert not list(tmp_path.iterdir())


def test_only_spaces_with_null_states_are_named() -> None:
    models = Models({"x": 2, "z": 2}, {}, {}, {}, {}, {}, {"x": np.array([[2, 0], [2, 2]]), "z": np.array([[1, 2], [0, 2]])}, {})
    assert models.null() == {"x": [2]}  # the first of two models


def test_an_implication_is_kept_as_it_was_typed() -> None:
    statement = q(z) > 0
    assert isinstance(t.implies(statement, statement), sympy.Implies)


def test_a_verdict_does_not_change_and_stands_unless_it_is_said_otherwise() -> None:
    verdict = verdicts.Verdict("not checkable", "")
    assert verdict.satisfiable and verdict.reached and verdict.counterexample is None and verdict.readings == []
    with pytest.raises(AttributeError):
        verdict.reached = False  # pyright: ignore[reportAttributeAccessIssue]  # it is frozen


def test_a_model_is_counted_once_among_those_that_exact_numbers_confirm() -> None:
    attack = Attack([], [q(z) > -1])
    held = sum(int(any_place(held, models.batch).sum()) for _, models, _, held, _ in attack.batches())
    assert attack.exactly([q(z) > -1], 10**6) == held > 10
    assert attack.exactly([q(z) > -1], 3) == 3
