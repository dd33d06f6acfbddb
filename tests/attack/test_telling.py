"""The counterexample that is shown: it persuades where one can, it is certified, and it decides nothing."""

import json
import math
import re
import time

import numpy as np
import pytest
import sympy

from derivations.attack import telling as telling_module
from derivations.attack.certificate import certify
from derivations.attack.counterexamples import Attack, refute
from derivations.attack.effort import CLEAR_GAP
from derivations.attack.models import Models, random_models
from derivations.attack.telling import _rough, effort_to_read, shown_of, telling
from derivations.commands import judge, refutation
from derivations.commands.finding import load, load_reported
from derivations.kernel import KL, E, Function, Law, Prover, counts, exp, iid, log, points
from derivations.language import writing as w
from derivations.language.terms import Chain, Draws, always, mean
from derivations.language.views.signature import signature
from derivations.reported.verdicts import Verdict, decide, shown
from tests import CORPUS


def tells(one, statements) -> bool:
    """Two values of everything, two draws, sides that are defined, and a gap of at least 0.02 unless they are equal."""
    drawn = {n for s in statements for draws in s.atoms(Draws) for n in draws.count.free_symbols}
    told = (one.lhs, one.rhs, one.gap)
    found = one.as_json()
    null = {space: len(states) for space, states in found.get("null", {}).items()}
    if {"undefined", "∞", "−∞"} & set(told) or any(n - null.get(space, 0) < 2 for space, n in found["model"]["sizes"].items()):
        return False
    if any(value < 2 for symbol, value in one.model.counts.items() if symbol in drawn):
        return False
    if "holds" in one.gap:
        return {"true", "false"} == {one.lhs, one.rhs}
    gap = abs(approximately(one.gap))
    return not gap or gap >= CLEAR_GAP*min(1, max(abs(approximately(one.lhs)), abs(approximately(one.rhs))))


def approximately(told: str) -> float:
    """A fraction, a sum of logarithms or a ball, read again from the text that a reader sees."""
    if told.startswith("["):
        return float(told[1:].split()[0])
    exact = told.split(" ≈ ")[0].replace("−", "-").replace("·", "*")
    return float(sympy.sympify(re.sub(r"log (\d+)", r"log(\1)", exact)))


# --- the refused files and the reported claims -------------------------------------------------------------------------


def shown_in_the_corpus(monkeypatch) -> list:
    """Hypotheses, statement, the counterexample that decides and the one that is shown, for each refused file where a
    few small models find one."""
    found, old = [], judge.deciding_and_shown

    def noted(given, statement, decides):
        both = list(old(given, statement, decides))
        assert both[0] is decides and len(both) <= 2
        if not signature(statement).integrated:  # these speak of numbers alone, which tell at once, or never
            found.append((given, statement, decides, both[-1]))
        yield from both
    monkeypatch.setattr(judge, "deciding_and_shown", noted)
    monkeypatch.setattr(refutation, "SMALL_MODELS_FOR_A_CLAIM", 500)
    monkeypatch.setattr(refutation, "SMALL_MODELS_FOR_A_REFUSED_STEP", 0)
    monkeypatch.setattr(refutation, "search", lambda *_, **__: None)
    monkeypatch.setattr(judge, "advised", lambda found, *_: found)
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 100)
    for path in sorted(CORPUS.glob("refused/*.py")):
        for _ in judge.judged(str(path), math.inf):
            pass
    return found


def shown_of_claims() -> list:
    found = []
    for claim in load_reported().values():
        if claim.statement is not None and claim.correction is not None:
            verdict = decide(claim.statement, Prover())
            text = claim.statement.text
            if verdict.counterexample is not None and signature(text.statement).spaces:  # numbers alone tell at once, or never
                found.append(([h for h, _ in text.hypotheses], text.statement, verdict.counterexample, shown(claim, verdict)))
    return found


def judge_them(found, at_most_before, at_least_after):
    """Assert how many of the counterexamples that decide are telling, and of those that are shown; and check each."""
    before, after = ([tells(one[i], (one[1], *one[0])) for one in found] for i in (2, 3))
    assert sum(before)/len(found) <= at_most_before
    assert sum(after)/len(found) >= at_least_after
    for (given, statement, decides, seen), was, told in zip(found, before, after, strict=True):
        assert told or (seen is decides and not was) or "∞" in seen.gap, statement  # where none tells, the smallest is shown
        assert seen.lhs and seen.rhs and seen.gap
        again = certify(seen.model, signature(statement, *given), given, statement, clear=seen is not decides)
        assert again is not None and again.as_json() == {**seen.as_json(), "smallest": False}
        assert json.loads(json.dumps(seen.as_json())) == seen.as_json()


def test_what_is_shown_of_refused_files_is_telling(monkeypatch):
    found = shown_in_the_corpus(monkeypatch)
    assert len(found) >= 80
    judge_them(found, 0.5, 0.85)


def test_what_is_shown_of_reported_claims_is_telling():
    found = shown_of_claims()
    of_chains = [one for one in found if any(node.has(Chain) for node in (*one[0], one[1]))]
    others = [one for one in found if one not in of_chains]
    assert len(others) >= 25 and len(of_chains) >= 15
    judge_them(others, 0.25, 1.0)
    judge_them(of_chains, 0.75, 1.0)  # the smallest model of a chain has several states and steps already


# --- one fault of a smallest counterexample each ------------------------------------------------------------------------

x, z = points("x z")
K, k = counts("K k")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z)
f, g = Function("f", z), Function("g", z, nonnegative=True)
t = sympy.Symbol("t", real=True)
draws = iid(q(z), K)
square_of_mean = E[draws](mean[k:K](f(z[k]))**2)

FAULTS = {
    "a latent has one value": ((), log(p(x)) <= log(p(x, z))),
    "there is one draw": ((), w.eq(square_of_mean, E[q(z)](f(z))**2 + 1)),
    "a side is undefined": ((), w.eq(log(g(z)), g(z))),
    "a mean is of one thing": ((), w.eq(mean[k:K](f(z)), 0)),
    "a gap is small": ((), w.eq(E[q(z)](f(z)), E[q(z)](f(z)) + t*t*f(z)/sympy.Integer(1000))),
    "nothing is less than itself": ((), E[q(z)](f(z)) < E[q(z)](f(z))),
    "a value is a fraction that is seldom simple": ([g(z) > 0], g(z) >= sympy.Rational(1, 10)),
    "a real number is one": ([t > 0], t >= sympy.Rational(1, 10))}


def found_for(given, statement):
    smallest = refute(given, statement, limit=3_000)
    assert smallest is not None
    return smallest, telling(given, statement, smallest)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_smallest_is_mended(name):
    given, statement = FAULTS[name]
    smallest, seen = found_for(given, statement)
    assert tells(seen, (statement, *given))
    assert not seen.smallest or seen is smallest


def test_the_smallest_is_shown_where_nothing_is_telling():
    for given, statement in (((), w.eq(log(f(z)**2), 2*log(f(z)))), ([w.eq(K, 1)], K >= 2), ((), w.eq(log(g(z)*0), 1))):
        smallest, seen = found_for(given, statement)
        assert seen is smallest


def test_zeros_are_shown_only_where_they_are_needed():
    """A counterexample with a law at one point is telling, and one without zeros is simpler to believe."""
    statement = w.eq(E[q(z)](f(z)), E[r(z)](f(z)))
    seen = found_for((), statement)[1]
    assert all((table > 0).all() for table in seen.model.weights.values())
    needed = found_for((), w.eq(E[q(z)](r(z)/q(z)), 1))[1]
    assert any((table == 0).any() for table in needed.model.weights.values())


def test_the_hypotheses_hold_in_what_is_shown():
    """Of f, at each place that is shown: between one and two, which few of the models are."""
    given = [f(z) > 1, f(z) < 3]
    seen = found_for(given, w.eq(E[q(z)](f(z)), 2*f(z)))[1]
    value = seen.model.functions[f][0][seen.points["z"]]
    assert 1 < value < 3 and tells(seen, (w.eq(E[q(z)](f(z)), 2*f(z)), *given))


def test_null_states_are_shown_where_nothing_else_refutes():
    statement, given = f(z) >= 0, [always[z](f(z) >= 0)]
    smallest = refute(given, statement, almost=())
    assert smallest is not None and smallest.model.null() == {"z": [2]}
    seen = telling(given, statement, smallest)
    assert seen.model.null() == {"z": [3]} and seen.model.sizes == {"z": 3} and seen.sides.clear


@pytest.mark.parametrize("name", FAULTS)
def test_it_depends_on_the_statement_alone(name):
    given, statement = FAULTS[name]
    first = found_for(given, statement)[1].as_json()
    np.random.seed(7)
    random_models(signature(statement), {"z": 2, "x": 2}, {K: 2}, 5, np.random.default_rng())
    assert found_for(given, statement)[1].as_json() == first


def test_it_takes_little_time():
    """The dearest of the reported claims takes a twentieth of a second where nothing else runs."""
    claim = load_reported()["1.1.3-ai"]
    verdict = decide(claim.statement, Prover())
    assert verdict.counterexample is not None
    began = time.process_time()
    shown(claim, verdict)
    assert time.process_time() - began < 0.3


def test_a_claim_that_is_not_refuted_shows_nothing():
    claim = next(c for c in load_reported().values() if c.statement is not None)
    assert shown(claim, Verdict("proved", "")) is None


# --- what only larger models refute -----------------------------------------------------------------------------------


def mistakes_of(name):
    """The attack on the mistakes of a theorem, and the statements of these."""
    written = load()[name].text
    wrong = [twin.statement for twin in written.twins]
    return Attack([h for h, _ in written.hypotheses], wrong), wrong


@pytest.mark.parametrize("name", ["path_derivative.control_form", "score_function.dropped_unbiased", "normal_gamma_bound.factored_slope_loc"])
def test_of_what_only_larger_models_refute_one_with_simple_numbers_is_shown(name):
    attack, wrong = mistakes_of(name)
    larger = 0
    for statement in wrong:
        seen, drawn = shown_of(attack, statement, (20,)), attack.refute_at_random(statement)
        assert seen is not None and drawn is not None and tells(seen, (statement, *attack.given))
        again = certify(seen.model, attack.found, attack.given, statement, clear=True)
        assert again is not None and (again.lhs, again.rhs) == (seen.lhs, seen.rhs)
        if attack.refute(statement, limit=20) is None:
            larger += 1
            assert effort_to_read(seen.model) < effort_to_read(drawn.model) and not seen.model.base
    assert larger


def test_the_second_limit_is_tried_where_the_first_finds_nothing(monkeypatch):
    attack, (statement, *_) = mistakes_of("elbo.nested_families")
    monkeypatch.setattr(Attack, "refute_at_random", lambda *_: None)
    assert shown_of(attack, statement, (1,)) is None and shown_of(attack, statement, (1, 4_000)) is not None


def test_nothing_is_shown_of_what_is_true_or_has_no_model():
    true = w.eq(E[q(z)](f(z) + g(z)), E[q(z)](f(z)) + E[q(z)](g(z)))
    assert shown_of(Attack([], [true]), true, (300,)) is None
    almost = w.eq(E[q(z)](f(z)**2), E[q(z)](f(z))**2)
    assert shown_of(Attack([always[z](w.eq(f(z), 1))], [almost]), almost, (300,)) is None
    assert shown_of(Attack([], [almost]), almost, (300,)) is not None


# --- what is simple -----------------------------------------------------------------------------------------------------


def models(**tables) -> Models:
    names = {"q": q, "r": r, "f": f, "g": g}
    made = {names[name]: np.array(table) for name, table in tables.items()}
    laws = {key: table for key, table in made.items() if isinstance(key, Law)}
    return Models({"z": 2}, {}, laws, {key: table for key, table in made.items() if key not in laws}, {}, {})


def test_small_denominators_are_simpler():
    """A half and a half, then thirds, quarters, and tenths before sevenths; zeros come behind those."""
    effort = effort_to_read(models(q=[[1, 1], [2, 1], [3, 1], [9, 1], [6, 1]]))
    assert (np.diff(effort) > 0).all()
    assert effort_to_read(models(q=[[2, 2]])) == effort_to_read(models(q=[[1, 1]]))
    assert effort_to_read(models(q=[[0, 1]])) > effort_to_read(models(q=[[2, 1]]))


def test_small_whole_values_that_differ_are_simpler():
    effort = effort_to_read(models(f=[[0, 1], [1, 1], [0, -3], [2, 5]]))
    assert effort[0] < effort[1] and (effort[0] < effort[2:]).all()
    assert effort_to_read(models(f=[[0, 2]])) < effort_to_read(models(f=[[0, -2]])) and effort_to_read(models(f=[[1, 2]])) < effort_to_read(models(f=[[1/2, 2]]))


def test_a_gap_that_is_hidden_is_not_telling():
    """A thousandth beside one is not, a tenth is; nor is a small gap where another place has a large one."""
    model = models(q=[[1, 1]], f=[[1, 2]])
    for part, clear in ((1000, False), (10, True)):
        statement = w.eq(E[q(z)](f(z)), E[q(z)](f(z)) + E[q(z)](f(z))/sympy.Integer(part))
        one = certify(model, signature(statement), (), statement)
        assert one is not None and telling_module.tells(one, signature(statement), (statement,)) == clear
    below = f(z) <= sympy.Rational(999, 1000)
    first, better = (certify(models(f=[[1, 3]]), signature(below), (), below, clear=clear) for clear in (False, True))
    assert first is not None and better is not None and (first.points, better.points) == ({"z": 0}, {"z": 1})


def test_a_wide_gap_comes_before_one_that_is_only_clear():
    """Of two laws that are near to each other the two divergences differ by little, also beside what they are."""
    statement = w.eq(KL[z](q(z), r(z)), KL[z](r(z), q(z)))
    smallest, seen = found_for([always[z](q(z) > 0), always[z](r(z) > 0)], statement)
    assert smallest.sides.clear and not smallest.sides.wide and seen.sides.wide
    narrow = w.eq(square_of_mean/sympy.Integer(1000), E[q(z)](f(z))**2/sympy.Integer(1000))
    smallest, seen = found_for([], narrow)  # where none is wide, a clear one is shown
    assert not seen.sides.wide and seen is not smallest and tells(seen, (narrow,))


def test_exact_numbers_come_before_balls():
    """At t = −2, say, e⁻⁴ is no exact number; at t = 2, e⁰ is one."""
    statement = w.eq(exp(t - 2), 7)
    first = certify(Models({}, {}, {}, {}, {}, {}, None, {t: np.array([0.0])}), signature(statement), (), statement)
    assert first is not None and first.certified == "balls"
    seen = telling_module._simplest(signature(statement), (), (statement,), first.model, {}, {}, None)
    assert seen is not None and seen.model.reals[t] == [2]
    assert tells(seen, (statement,)) and seen.certified == "exact"


def test_a_prime_above_five_is_rough():
    assert _rough(np.array([[1, 2, 3, 4, 5, 6, 7], [60, 14, 11, 25, 49, 27, 22]])).tolist() == [
        [False]*6 + [True], [False, True, True, False, True, False, True]]
