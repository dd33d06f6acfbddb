"""What a proof that cites a theorem needs and inherits, and which line is blamed where it fails."""

import pytest

from derivations.kernel import Failed, Prover, Refused, algebra, logarithm, rearrange, support, tangent
from derivations.kernel.forms.binders import replace, var
from derivations.kernel.implication.leaning import Leaning
from derivations.kernel.lines.places import Frame, Place
from derivations.kernel.lines.standing import renamings
from derivations.kernel.proof import prover
from derivations.kernel.proof.prover import Accepted, cited
from derivations.kernel.rules.rule import Rule
from derivations.language.relation import EQ
from tests.kernel.test_forms import U, X, form
from tests.kernel.test_proofs import written
from tests.support.rule_examples import NAMES, typed

F, G, A, B = form("f(x)"), form("g(x)"), form("f(x) > 0"), form("g(x) > 0")
BELOW = written("log(d(x)) <= d(x) - 1", [(None, "log(d(x))", None), ("≤", "d(x) - 1", tangent)], ["d(x) > 0"])
ONE_OF_IT = written("f(x)/f(x) == 1", [(None, "f(x)/f(x)", None), ("=", "1", algebra)], ["always[u](f(u) != 0)"])


def test_free_points_stand_for_bound_ones_each_for_another():
    b1, b2, other = var("x", ("t", 0)), var("x", ("t", 1)), var("z", ("t", 2))
    statement = form("f(x) + g(u) == a(z)")
    place = Place(F, G, EQ, (Frame((b1, other), ()), Frame((b2,), ())))
    found = list(renamings(place, form("f(x) == g(u)"), ()))
    assert found[0] == {} and {X: b1, U: b2} in found and {X: b2, U: b1} in found and {X: b1} in found and {U: b2} in found
    assert len(found) == 7 and all(len(set(one.values())) == len(one) and not {other} & {*one.values()} for one in found)
    assert found[1] in ({X: b1, U: b2}, {X: b2, U: b1})  # as many as there are, first
    assert sum(len(one) == 3 for one in renamings(place, statement, ())) == 2
    held = replace(form("f(x) == g(u)"), {U: b1})
    assert {frozenset(one.items()) for one in renamings(place, held, ())} == {frozenset(), frozenset({(X, b2)})}
    beside = replace(A, {X: b1}), replace(A, {X: b2})
    assert list(renamings(place, form("f(x) == 1"), beside)) == [{}]


def test_what_was_needed_for_almost_every_point_is_inherited_at_it_and_not_under_a_law():
    prover = Prover()
    assert prover.prove(ONE_OF_IT).almost == ("x",) and prover.prove(BELOW).almost == ()
    above = [(None, "g(x) + f(x)/f(x)", None), ("=", "g(x) + 1", ONE_OF_IT)]
    made = prover.prove(written("g(x) + f(x)/f(x) == g(x) + 1", above, ["always[u](f(u) != 0)"]))
    assert made.almost == ("x",) and made.rests_on == (ONE_OF_IT,) and made.given_forms == (form("always[x](f(x) != 0)"),)
    for bound in ("x", "u"):
        inside = [(None, f"E[c({bound})](f({bound})/f({bound}))", None), ("=", f"E[c({bound})](1)", ONE_OF_IT)]
        assert prover.prove(written(f"E[c({bound})](f({bound})/f({bound})) == E[c({bound})](1)", inside, ["always[u](f(u) != 0)"])).almost == ()
    hidden = [(None, "g(z)", None), ("=", "g(z) + f(x)/f(x) - 1", ONE_OF_IT), ("=", "g(z)", ONE_OF_IT)]
    made = prover.prove(written("g(z) == g(z)", hidden, ["always[x](f(x) != 0)"]))
    assert made.almost == () and made.almost_in_lines == ("x",) and made.rests_on == (ONE_OF_IT,)


def test_the_fewest_points():
    def quotient(*functions):
        whole = " + ".join(f"{f}/{f}" for f in functions)
        return written(f"{whole} == {len(functions)}", [(None, whole, None), ("=", str(len(functions)), algebra)],
                       ["always[u](f(u) != 0)", "always[v](g(v) != 0)"])
    assert Prover().prove(quotient("f(x)", "g(z)")).almost == ("x", "z")
    one = quotient("f(x)", "g(z)")
    one.text.hypotheses[1] = (typed("g(z) != 0"), 3)
    assert Prover().prove(one).almost == ("x",) and Prover().prove(one).almost_forms == {X}
    one.text.hypotheses[0] = (typed("f(x) != 0"), 2)
    assert Prover().prove(one).almost == ()


def test_a_lemma_takes_the_place_of_a_condition():
    prover = Prover()
    claim = prover.prove(BELOW).form
    found = prover._settled((A, claim, B), (BELOW,))
    assert found is not None and found.conditions == (A, B, form("d(x) > 0")) and found.almost == frozenset()
    assert prover._settled((A, B), (BELOW,)) is None and prover._settled((A,), ()) == Accepted((A,))
    found = prover._settled((prover.prove(ONE_OF_IT).form,), (ONE_OF_IT,))
    assert found is not None and found.almost == {X} and found.proofs == prover.prove(ONE_OF_IT).proofs
    useless = [(None, "log(d(x)*d(u))", None), ("=", "log(d(x)) + log(d(u))", logarithm.using(BELOW))]
    assert "does not lead" in blamed(written("log(d(x)*d(u)) == log(d(x)) + log(d(u))", useless, ["d(x) > 0", "d(u) > 0"])).message
    assert cited(logarithm.using(BELOW, ONE_OF_IT.at({}))) == [BELOW, ONE_OF_IT] and cited(BELOW) == [BELOW] == cited(BELOW.at({})) and cited(algebra) == []


def test_the_lemmas_of_a_cited_theorem_are_its_own_too():
    """An instance is proved again: what its lines lean on follows by Fubini, and who cites it rests on that."""
    twice = "E[r(y)](E[{q}(z)](h(y, z)))"
    q, b = (twice.format(q=law) for law in "qb")
    general = written(f"{q} == 1*{q}", [(None, q, None), ("=", f"1*{q}", algebra)], ["integrable[r(y), q(z)](h(y, z))"])
    assert Prover().prove(general).lemmas == ("Fubini",)
    given = ["integrable[r(y), b(z)](h(y, z))", "always[r(y)](integrable[b(z)](h(y, z)))", "integrable[r(y)](E[b(z)](h(y, z)))"]
    for reason, lemmas in ((algebra, ()), (general.at({typed("q(z)"): typed("b(z)")}), ("Fubini",))):
        made = Prover().prove(written(f"{b} == 1*{b}", [(None, b, None), ("=", f"1*{b}", reason)], given))
        assert made.lemmas == lemmas and made.rests_on == tuple(cited(reason))


def test_changes_of_conditions_come_one_after_the_other():
    def doubled(conditions):
        return (*conditions, *conditions)
    leaning = Leaning((A,), (A, B), ()).mapped(doubled).mapped(lambda conditions: conditions[1:])
    assert leaning.changed((A, B)) == (B, A, B) and leaning.implied(frozenset()).left == [B] == Leaning((A,), (A, B), ()).implied(frozenset()).left
    everywhere, guarded, power, square = map(form, ("always[z](f(z) > 0)", "always[q(z)](f(z) > 0)", "integrable[q(z)](f(z)**3)", "integrable[q(z)](f(z)**2)"))
    found = Leaning((A, power), (square, guarded), (prover.Fact("here", (A,), (everywhere,)),)).implied(frozenset())
    assert found.left == [] and set(found.lemmas) == {"powers", "here", "weaker guard"}


def test_the_smallest_place_comes_first():
    assert [place.left for place in prover.differences(form("log(f(x))"), form("log(g(x))"), EQ)] == [F, form("log(f(x))")]
    assert prover.differences(F, A, EQ) == []


def test_a_cited_theorem_tells_that_its_sides_are_defined():
    general = written("log(f(x)) == log(g(x)*f(x)/g(x))", FACT, ["f(x) > 0", "g(x) != 0"])
    cites = [FACT[0], ("=", "log(g(x)*f(x)/g(x))", general)]
    assert Prover().prove(written("log(f(x)) == log(g(x)*f(x)/g(x))", cites, ["f(x) > 0", "g(x) != 0"])).almost == ()


# --- which line is blamed --------------------------------------------------------------------------------------------

SIDES = [(None, "f(x) + g(x)", None), ("=", "g(x) + f(x)", algebra)]
DOUBLE = [(None, "f(x)*2", None), ("=", "f(x) + f(x)", algebra)]
QUOTIENT = [(None, "f(x)*(g(x)/f(x))", None), ("=", "g(x)", algebra)]
WEAK = [(None, "log(d(x))", None), ("≤", "d(x) - 1", tangent)]
FACT = [(None, "log(f(x))", None), ("=", "log(g(x)*f(x)/g(x))", algebra)]  # equal arguments are positive together
BLAMED = [
    ("", DOUBLE, [], None, "needs a claim"), ("f(x) == g(x)", [(None, "f(x)", None)], [], 1, "at least two lines"),
    ("f(x)**2 == g(x)", [(None, "f(x)**2", None), ("=", "g(x)", algebra)], [], 20, "does not lead"),
    ("f(x)**2 == g(x)", [(None, "f(x)**3", None), ("=", "g(x)", algebra)], [], 10, "does not lead"),  # the first line is no side
    ("f(x)**2 == g(x)", [(None, "f(x)**2", None), ("=", "f(x)*f(x)", algebra), ("=", "g(x)", algebra)], [], 30, "does not lead"),
    ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, [], 1, "too short; the lines also need: f(x) != 0"),
    ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, ["g(x) != 0", "d(x) != 0"], 2, "too short; the lines also need: f(x) != 0"),
    ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, ["f(x) != 0", "1 < 0"], 3, "hypothesis: a condition that can never hold"),
    ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, ["f(x) != 0", "log(0) < g(x)"], 3, "hypothesis: a condition that can never hold"),
    ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, ["f(x) != 0", "f(z) != 0"], 1, "two things are called f"),
    ("E[q(z)](p(x, z)/q(z)) == integral[z](p(x, z))", [(None, "E[q(z)](p(x, z)/q(z))", None), ("=", "integral[z](p(x, z))", support)], [], 1,
     "need: always[z](implies(p(x, z) > 0, q(z) > 0))"),
    ("mean[k:K - 1](f(x)) == f(x)", DOUBLE, [], 1, "over at least one index"),
    ("log(d(x)) == d(x) - 1", WEAK, ["d(x) > 0"], 20, "do not show the claim: ≤ is too weak"),
    ("iff(f(x) <= g(x), 2*f(x) <= 2*g(x))", [(None, "2*f(x) <= 2*g(x)", None), ("⇔", "f(x) <= g(x)", rearrange)], [], 1, "must be first line"),
    ("f(x)*2 == f(x) + f(x)", [(None, "f(x)*2", None), ("⇔", "f(x) + f(x)", algebra)], [], 20, "⇔ does not stand between quantities"),
    ("iff(f(x) <= g(x), 2*f(x) <= 2*g(x))", [(None, "f(x) <= g(x)", None), ("=", "2*f(x) <= 2*g(x)", rearrange)], [], 20, "= does not stand between statements"),
    ("f(x)*2 == g(x)", [(None, "f(x)*2", None), ("=", "g(x) <= 1", algebra)], [], 20, "a statement stands beside a quantity"),
    ("f(x)*2 == f(x) + f(x)", [(None, "f(x)*2", None), ("=", "f(x) + f(x)", "algebra")], [], 20, "a rule or a theorem"),
    ("f(x)*2 == f(x) + f(x)", [(None, "f(x)*2", None), ("=", "f(x) + f(x)", Rule("algebra", tangent.check))], [], 20, "no rule of the kernel"),
    ("f(x)*2 == f(x) + f(x)", [(None, "f(x)*2", None), ("=", "f(x) + f(x)", Rule("algbera", algebra.check))], [], 20, "no rule of the kernel"),
    ("f(x)*2 == f(x) + f(x)", [(None, "f(x)*2", None), ("=", "f(x) + f(x)", algebra.using("algebra"))], [], 20, "")]


def blamed(derivation, prover=None) -> Failed:
    with pytest.raises(Failed) as failure:
        (prover or Prover()).prove(derivation)
    return failure.value


@pytest.mark.parametrize(("claim", "lines", "given", "line", "says"), BLAMED, ids=[f"{row[0]} {row[4]} {row[3]}" for row in BLAMED])
def test_which_line_is_blamed(claim, lines, given, line, says):
    derivation = written(claim, lines, given)
    failure = blamed(derivation)
    assert failure.line == (derivation.line if line is None else line) and says in failure.message


def test_right_lines_are_accepted():
    for claim, lines, given in (("f(x)*2 == f(x) + f(x)", DOUBLE, []), ("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT, ["f(x) != 0"]),
                                ("g(x) == f(x)*(g(x)/f(x))", [(None, "g(x)", None), ("=", "f(x)*(g(x)/f(x))", algebra)], ["both(f(x) != 0, g(x) != 0)"]),
                                ("log(d(x)) <= d(x) - 1", WEAK, ["d(x) > 0"]),
                                ("log(f(x)) == log(g(x)*f(x)/g(x))", FACT, ["f(x) > 0", "g(x) != 0"])):
        prover = Prover()
        made = prover.prove(derivation := written(claim, lines, given))
        assert prover.prove(derivation) is made and made.almost == () and len(made.steps) == 2 and made.rests_on == ()
        assert [step.rule for step in made.steps] == ["", repr(lines[1][2])]


def test_a_failure_names_the_step_and_what_is_missing():
    failure = blamed(written("f(x)*(g(x)/f(x)) == g(x)", QUOTIENT))
    assert failure.missing == (form("f(x) != 0"),) and failure.step is None  # the first line asks for it already
    failure = blamed(written("g(x) == 2*log(d(x)) - log(d(x)**2) + g(x)", [
        (None, "g(x)", None), ("=", "2*log(d(x)) - log(d(x)**2) + g(x)", logarithm)]))
    assert failure.step == 1 and failure.line == 1 and form("d(x) > 0") in failure.missing
    failure = blamed(written("f(x)**2 == g(x)", [(None, "f(x)**2", None), ("=", "f(x)*f(x)", algebra), ("=", "g(x)", algebra)]))
    assert failure.step == 2 and failure.reason == "algebra"


def test_what_failed_once_fails_again_alike():
    prover = Prover()
    wrong = written("f(x)**2 == g(x)", [(None, "f(x)**2", None), ("=", "g(x)", algebra)])
    first, again = (blamed(wrong, prover) for _ in range(2))
    assert first.message == again.message and not prover.open
    citing = written("f(x)**2 == g(x)", [(None, "f(x)**2", None), ("=", "g(x)", wrong)])
    assert "does not lead" in blamed(citing, prover).message and not prover.open
    wrong.text.lines[1] = wrong.text.lines[1]._replace(reason=citing)
    for one in (wrong, citing):
        assert "rests on itself" in blamed(one).message
    for reason in ("algebra", algebra, None, NAMES["x"]):
        with pytest.raises(Refused, match="not a theorem"):
            prover.instance(reason)
