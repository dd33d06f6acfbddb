"""Files as students and careless authors write them: the verdict, the line, and a counterexample that persuades.

The files lie in `tests/corpus/wrong`.  The comment `# wrong` stands at the line to which the checker has to point,
`# needs` at the line that first needs a missing hypothesis.  What the tables expect comes from the mathematics.
"""

import math
import re
from functools import cache
from typing import NamedTuple

import pytest

from derivations.attack.effort import CLEAR_GAP
from derivations.attack.twins import relate
from derivations.commands import judge
from derivations.commands.check import gathered, told
from tests import CORPUS
from tests.support.shown_models import Shown, number

FOLDER = CORPUS / "wrong"


class Refuted(NamedTuple):
    """A false statement: the claim or a step, how its left side stands to its right one, and how a reader sees it."""

    of: str
    sides: str  # "<", ">", or "≠" where it may be either
    says: str
    missing: tuple[str, ...] = ()  # without which the lines do not hold, so that the false statement is the claim


REFUTED = {
    # the logarithm, divergences, bounds
    "jensen_turned_round": Refuted("step", "<", "𝔼_{q(z)}[log d(z)] ≥ log 𝔼_{q(z)}[d(z)]"),
    "jensen_as_an_equality": Refuted("step", "<", "𝔼_{z_{1:K} iid ∼ q(z)}[log(mean_{k≤K} (1 + d(z_k)))] = log 𝔼_{z_{1:K} iid ∼ q(z)}[mean_{k≤K} (1 + d(z_k))]"),
    "exponential_outside": Refuted("step", ">", "𝔼_{q(z)}[exp(f(z))] = exp(𝔼_{q(z)}[f(z)])"),
    "divergence_turned_round": Refuted("step", "≠", "+ KL(p(z | x) ‖ q(z)) = 𝔼_{q(z)}[log(p(x, z)/q(z))] + 𝔼_{q(z)}[log(q(z)/p(z | x))]"),
    "divergence_symmetric": Refuted("claim", "≠", "KL(q(z) ‖ r(z)) = KL(r(z) ‖ q(z))"),
    "divergence_by_a_detour": Refuted("claim", ">", "KL(q(z) ‖ b(z)) ≤ KL(q(z) ‖ r(z)) + KL(r(z) ‖ b(z))"),
    "divergence_at_most_one": Refuted("claim", ">", "KL(q(z) ‖ r(z)) ≤ 1"),
    "divergence_taken_for_negative": Refuted("step", ">", "log 𝔼_{q(z)}[q(z)/r(z)] = log(∫ r(z) dz)"),
    "bound_with_the_sign_of_the_divergence_wrong": Refuted("step", ">", "= 𝔼_{q(z)}[log(p(x, z)/q(z)) − log(q(z)/p(z | x))]"),
    "entropy_dropped": Refuted("step", "≠", "𝔼_{q(z)}[log p(x, z) + log(q(z)/p(z | x))] = 𝔼_{q(z)}[log(p(x, z)/p(z | x))]"),
    "marginal_for_conditional": Refuted("step", "≠", "𝔼_{q(z)}[log(p(x, z)/p(z))] = 𝔼_{q(z)}[log p(x)]"),
    "prior_for_posterior": Refuted("step", "≠", "𝔼_{q(z)}[log(p(x, z)/q(z))] = 𝔼_{q(z)}[log(p(x)·p(z)/q(z))]"),
    "evidence_dropped": Refuted("step", "≠", "p(z | x) = p(x | z)·p(z)"),
    "missing_cover": Refuted("claim", "<", "𝔼_{q(z)}[p(x, z)/q(z)] = p(x)", ("always[z](implies(p(x, z) > 0, q(z) > 0))",)),
    "missing_cover_of_a_divergence": Refuted("claim", ">", "𝔼_{q(z)}[(r(z)/q(z) − 1)²] = 𝔼_{q(z)}[(r(z)/q(z))²] − 1", ("always[r(z)](q(z) > 0)",)),
    "weight_turned_over": Refuted("step", "≠", "𝔼_{q(z)}[q(z)/r(z)·f(z)] = ∫ r(z)·f(z) dz"),
    "normalised_weights_unbiased": Refuted("claim", "≠", "= 𝔼_{r(z)}[f(z)]"),
    "more_draws_loosen": Refuted("claim", ">", "≤ 𝔼_{z_{1:K} iid ∼ q(z)}[log(mean_{k≤K} w(z_k))]"),
    "bounds_subtracted": Refuted("step", "<", "𝔼_{q(z)}[log(p(x, z)/q(z))] − log r(x) ≥ 𝔼_{q(z)}[log(p(x, z)/q(z))] − 𝔼_{q(z)}[log(r(x, z)/q(z))]"),
    "lemma_with_another_law": Refuted("step", ">", "𝔼_{r(z)}[log(p(x, z)/q(z))] ≤ log p(x)"),
    "lemma_scaled_by_a_negative": Refuted("step", ">", "·𝔼_{q(z)}[log(p(x, z)/q(z))] ≤ −2·log p(x)"),
    "beta_of_unknown_sign": Refuted("claim", ">", "log p(x) − β·KL(q(z) ‖ p(z | x)) ≤ log p(x)", ("0 <= beta()",)),
    # means, variances and draws
    "mean_of_a_product": Refuted("step", "≠", "𝔼_{q(z)}[f(z)·g(z)] = 𝔼_{q(z)}[f(z)]·𝔼_{q(z)}[g(z)]"),
    "joint_law_as_a_product": Refuted("step", "≠", "𝔼_{p(x, z)}[f(x)·g(z)] = 𝔼_{p(x) p(z)}[f(x)·g(z)]"),
    "posterior_factorises": Refuted("step", "≠", "o(y, z | x) = o(y | x)·o(z | x)"),
    "uncorrelated_for_centred": Refuted("step", "≠", "𝔼_{q(z)}[(f(z) + g(z))²] = 𝔼_{q(z)}[f(z)²] + 𝔼_{q(z)}[g(z)²]"),
    "product_of_two_averages": Refuted("step", "≠", "= 𝔼_{q(z)}[f(z)]·𝔼_{q(z)}[g(z)]"),
    "variance_without_the_square": Refuted("step", "≠", "= (𝔼_{q(z)}[f(z)²] − 𝔼_{q(z)}[f(z)])/K"),
    "one_over_k_forgotten": Refuted("step", "<", "= 𝔼_{q(z)}[f(z)²] − 𝔼_{q(z)}[f(z)]²"),
    "k_for_k_minus_one": Refuted("step", "<", "= 𝔼_{q(z)}[f(z)²] − 𝔼_{q(z)}[f(z)]²"),
    "k_minus_one_for_k": Refuted("step", "<", "= 𝔼_{q(z)}[f(z)²]/K + (K − 1)/K·𝔼_{q(z)}[f(z)]²"),
    "third_moment_over_k": Refuted("step", "≠", "[(mean_{k≤K} f(z_k))³] = 𝔼_{q(z)}[f(z)³]/K"),
    "exchangeable_for_independent": Refuted("step", "≠", "𝔼_{z_{1:2} exchangeable ∼ q(z)}[f(z_1)·f(z_2)] = 𝔼_{q(z)}[f(z)]²"),
    "exchangeable_variance": Refuted("step", ">", "≤ 𝔼_{q(z)}[f(z)²]/K + (K − 1)/K·𝔼_{q(z)}[f(z)]²"),
    "one_draw_used_twice": Refuted("step", ">", "𝔼_{z_{1:2} iid ∼ q(z)}[f(z_1)·f(z_1)] = 𝔼_{q(z)}[f(z)]²"),
    "baseline_with_the_draw_itself": Refuted("step", "≠", "[f(z_1)·mean_{k≤K+1} g(z_k)] = 𝔼_{q(z)}[f(z)]·𝔼_{q(z)}[g(z)]"),
    "tower_with_the_marginal": Refuted("step", "≠", "𝔼_{p(x, z)}[h(x, z)] = 𝔼_{p(x)}[𝔼_{p(z)}[h(x, z)]]"),
    "tower_without_the_inner_mean": Refuted("step", "≠", "𝔼_{p(x)}[𝔼_{p(z | x)}[f(z)]] = 𝔼_{p(x)}[f(z)]"),
    "factors_mixed_up": Refuted("step", "≠", "o(x, z) = c(x)·o(z)"),
    "channels_mixed_up": Refuted("step", "≠", "o(x, y, z) = c(x)·s(z | x)·o(y)"),
    "wrong_point_integrated": Refuted("step", "≠", "∫ p(x, z) dz = p(z)"),
    # suprema
    "supremum_of_a_mean": Refuted("step", ">", "𝔼_{q(z)}[sup_i h(i, z)] ≤ sup_i 𝔼_{q(z)}[h(i, z)]"),
    "supremum_of_a_sum": Refuted("step", "<", "sup_i (f(i) + g(i)) = (sup_i f(i)) + sup_i g(i)"),
    "supremum_of_the_negative": Refuted("step", ">", "= −sup_i f(i)"),
    "larger_family_worse": Refuted("step", ">", "sup_{i∈G} f(i) ≤ sup_{i∈F} f(i)"),
    # logarithms and arithmetic
    "logarithm_of_a_sum": Refuted("step", "≠", "𝔼_{q(z)}[log(d(z) + e(z))] = 𝔼_{q(z)}[log d(z) + log e(z)]"),
    "logarithm_below_the_sum_of_two": Refuted("step", ">", "log(d(z) + e(z)) ≤ log d(z) + log e(z)"),
    "quotient_of_logarithms": Refuted("step", "≠", "log(d(z)/e(z)) = (log d(z))/(log e(z))"),
    "tangent_from_below": Refuted("step", "<", "log(1 + d(z)) ≥ 1 + d(z) − 1"),
    "taylor_cut_off_too_early": Refuted("step", ">", "log(1 + d(z)) ≤ d(z) − d(z)²/2"),
    "square_completed_with_a_wrong_rest": Refuted("step", "<", "f(z)² + 4·f(z)·g(z) ≥ −2·g(z)²"),
    "sign_lost_on_the_way": Refuted("step", "≠", "= 𝔼_{q(z)}[log p(x, z) − log q(z)] − log p(x)"),
    "normalising_constant_forgotten": Refuted("step", "≠", "= ∫ d(z)·f(z) dz"),
    "tilted_law_unnormalised": Refuted("step", "≠", "= log(q(z)·exp(f(z)))"),
    "average_with_a_term_missing": Refuted("step", "≠", "mean_{k≤3} a(k) = (a(1) + a(2))/3"),
    "sum_over_time_off_by_one": Refuted("claim", "≠", "Σ_{t=1}^{n} (a(t + 1) − a(t)) = a(n) − a(1)"),
    "horizon_off_by_one": Refuted("step", "≠", "𝔼_{q(z)}[Σ_{t=1}^{4} f(z, t)] = Σ_{t=1}^{3} 𝔼_{q(z)}[f(z, t)]"),
    # hypotheses that say too little
    "hypothesis_at_one_point": Refuted("claim", ">", "𝔼_{q(z)}[f(z)] ≤ 𝔼_{q(z)}[g(z)]", ("always[q(z)](f(z) <= g(z))",)),
    "null_state_visited": Refuted("claim", "≠", "q(z) = r(z)"),
    "point_that_is_not_drawn": Refuted("claim", ">", "f(z) ≤ g(z)", ("f(z) <= g(z)",)),
    "density_that_may_be_zero": Refuted("claim", "<", "q(z)·(r(z)/q(z)) = r(z)", ("implies(r(z) > 0, q(z) > 0)",)),
}
BETWEEN_STATEMENTS = {"inequality_divided_by_a_sign": "f(z)·g(z) ≤ f(z)·h(z) ⇔ g(z) ≤ h(z)"}
INCOMPLETE = {
    "posterior_of_impossible_data": ["p(x) > 0"],
    "integrability_of_the_parts": ["integrable[q(z)](f(z))"],
    "integrability_of_the_pair": ["integrable[q(z), r(y)](h(y, z))"],
    "integrability_of_the_weight": ["integrable[q(z)](log(q(z)) - log(p(x, z)))"],
    "second_moment_forgotten": ["integrable[q(z)](f(z)**2)"],
    "supremum_not_bounded": ["bounded(sup[i](f(i)))"],
}
WOULD_DO = {
    "fubini_for_linearity": ["linearity"], "reason_in_words": ["linearity"], "jensen_for_the_tangent": ["tangent"], "product_rule_for_marginal": ["marginal"],
    "bound_of_another_law": ["above.at({q(z): r(z)})"],
}
TWO_STEPS = {"two_reasons_in_one_line": ("definition", "logarithm"), "factor_out_and_jensen": ("linearity", "jensen")}
NOT_RECOGNISED = {
    "evidence_in_one_line": "algebra does not lead from",
    "inequality_for_an_equality": "the lines do not show the claim: ≤ is too weak",
    "ends_before_the_claim": "the lines do not show the claim: the last line is not a side of it",
    "a_question_without_lines": "a derivation needs a claim and at least two lines; no counterexample to the claim was found",
}
ADVISED = {
    "hypotheses_to_be_safe": ({"p(x) > 0", "always[z](q(z) > 0)", "integrable[q(z)](p(x, z)/q(z))"}, "nothing"),
    "hypothesis_that_says_nothing": ({"0 <= q(z)", "integrable[q(z)](f(z))"}, "proof.given(integrable[q(z)](g(z)), integrable[q(z)](f(z) + g(z)))"),
    "moments_to_be_safe": ({"integrable[q(z)](f(z)**4)"}, "proof.given(integrable[q(z)](f(z) ** 2))"),
}
TRUE_TWIN, IN_WORDS = "twin_that_is_true", "reason_in_words"


def text_of(name: str) -> str:
    return FOLDER.joinpath(f"{name}.py").read_text(encoding="utf-8")


@pytest.fixture
def little_search(monkeypatch) -> None:
    """Nothing is to be found, so a short search is as good as a long one."""
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 1)


@cache
def judged(text: str) -> tuple[dict, str]:
    """The judgement of the last theorem of a file, and all that its author is told."""
    found = {"file": "mine.py", **gathered(judge.judged_by(lambda: judge.read_text(text, "mine"), math.inf))}
    return found["theorems"][-1], told(found)


def marked(name: str, mark: str) -> int:
    """The number of the line with a mark."""
    (line,) = (number for number, line in enumerate(text_of(name).splitlines(), 1) if line.endswith(f"# {mark}"))
    return line


def unspaced(texts) -> set[str]:
    return {text.replace(" ", "") for text in texts}


def false_statement(name: str, one: dict) -> Shown:
    """What is shown against the claim or the step, with the statement as the file has it."""
    *_, derivation = judge.read_text(text_of(name), name)
    text, step = derivation.text, one["step"]
    if one["counterexample"]["of"] == "claim":
        statement = text.statement
    else:
        statement = relate(text.lines[step].relation, text.lines[step - 1].expression, text.lines[step].expression)
    return Shown(one["counterexample"], statement, [h for h, _ in text.hypotheses])


def test_each_file_is_in_one_table() -> None:
    tables = (REFUTED, BETWEEN_STATEMENTS, INCOMPLETE, WOULD_DO, TWO_STEPS, NOT_RECOGNISED, ADVISED, [TRUE_TWIN])
    assert sorted(name for table in tables for name in table) == sorted(path.stem for path in FOLDER.glob("*.py"))


# --- refuted ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REFUTED)
def test_a_false_statement_is_refuted_where_it_stands(name) -> None:
    one, text = judged(text_of(name))
    row = REFUTED[name]
    assert (one["verdict"], one["line"]) == ("refuted", marked(name, "wrong"))
    assert (one["counterexample"]["of"], one["would_do"], one["two_steps"]) == (row.of, [], None)
    (said,) = (line for line in text.splitlines() if " is false: " in line)
    assert said.strip().startswith(f"the {row.of} is false: ") and said.endswith(row.says), said
    assert unspaced(one["missing"]) == unspaced(row.missing)
    if row.missing:
        assert one["needed_at"] == marked(name, "needs")
    persuades(name, one, row.sides)
    assert all(line == line.rstrip() for line in text.splitlines()), "a sentence ends before it says what it is about"
    assert printed(one["counterexample"]) <= {line.strip() for line in text.splitlines()}


def printed(found: dict) -> set[str]:
    """The lines of a counterexample without which nobody can recompute it."""
    places = ", ".join(f"{point} = {state + 1}" for point, state in found["model"].get("points", {}).items())
    sides = f"left {found['lhs']}, right {found['rhs']}, gap {found['gap']}".replace("-", "−")  # pages have one minus sign
    return ({f"at {places}"} if places else set()) | {sides}


def half_of_the_last_digit(text: str) -> float:
    """By how much a decimal that is rounded to what is shown may be off; nothing where a number is shown exactly."""
    found = re.search(r"\.(\d+)$", text)
    return 0.5*10.0**-len(found[1]) if found else 0.0


def persuades(name: str, one: dict, sides: str) -> None:
    """Assert that numbers stand on both sides of a false statement, and that they are those of the model."""
    shown, found = false_statement(name, one), one["counterexample"]
    left, right, gap = (number(found[key]) for key in ("lhs", "rhs", "gap"))
    for key, value in zip(("lhs", "rhs"), shown.recomputed()):
        assert number(found[key]) == pytest.approx(value, abs=max(1e-6, half_of_the_last_digit(found[key])))
    assert gap == pytest.approx(left - right, abs=1e-5)
    assert abs(gap) >= CLEAR_GAP and {"<": gap < 0, ">": gap > 0, "≠": True}[sides]
    assert all(size >= 2 for size in shown.spaces().values()) and all(n >= 2 for n in shown.draws())
    assert all(true is True for true in shown.hypotheses())


@pytest.mark.parametrize("name", BETWEEN_STATEMENTS)
def test_a_false_step_between_statements_is_refuted(name) -> None:
    one, text = judged(text_of(name))
    assert (one["verdict"], one["line"], one["counterexample"]["of"]) == ("refuted", marked(name, "wrong"), "step")
    assert f"the step is false: {BETWEEN_STATEMENTS[name]}\n" in text
    shown, found = false_statement(name, one), one["counterexample"]
    assert [found["lhs"], found["rhs"]] == [{True: "true", False: "false"}[side] for side in shown.recomputed()]
    assert found["lhs"] != found["rhs"] and all(true is True for true in shown.hypotheses())


# --- incomplete ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", INCOMPLETE)
def test_a_missing_hypothesis_is_named_where_it_is_needed(name) -> None:
    one, text = judged(text_of(name))
    assert (one["verdict"], one["line"], one["needed_at"]) == ("incomplete", marked(name, "wrong"), marked(name, "needs"))
    assert unspaced(one["missing"]) == unspaced(INCOMPLETE[name]) and " is false" not in text
    found = one["counterexample"]
    assert found is None or "undefined" in (found["lhs"], found["rhs"], found["gap"])


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", [*INCOMPLETE, *(name for name, row in REFUTED.items() if row.missing)])
def test_a_theorem_holds_with_the_hypotheses_that_were_missing(name) -> None:
    lines = text_of(name).splitlines()
    one, _ = judged("\n".join(lines))
    *_, claim = (number for number, line in enumerate(lines) if "proof.claim(" in line)
    lines.insert(claim + 1, f"    proof.given({', '.join(one['missing'])})")
    words = {word for word in ("always", "bounded", "implies", "integrable", "sup") if word in lines[claim + 1]}
    lines.insert(1, f"from derivations import {', '.join(sorted(words))}" if words else "")
    assert judged("\n".join(lines))[0]["verdict"] == "holds"


def test_a_mistake_that_is_none_is_told_at_its_line() -> None:
    one, _ = judged(text_of(TRUE_TWIN))
    assert (one["verdict"], one["line"]) == ("incomplete", marked(TRUE_TWIN, "wrong"))
    assert one["reason"] == "a twin that is called a mistake is refuted by no model: log(1 + d(z)) ≤ 1 + d(z)"


# --- not recognised -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", [*WOULD_DO, *TWO_STEPS, *NOT_RECOGNISED])
def test_what_is_true_and_not_shown_is_not_called_false(name) -> None:
    one, text = judged(text_of(name))
    assert (one["verdict"], one["line"]) == ("not_recognised", marked(name, "wrong"))
    assert one["counterexample"] is None and "no counterexample in " in text and one["models"] >= 100
    assert NOT_RECOGNISED.get(name, "not a reason: " if name == IN_WORDS else "does not lead from") in one["reason"]
    if name in NOT_RECOGNISED:
        assert not one["would_do"] and not one["two_steps"]


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", WOULD_DO)
def test_the_reason_that_would_do_does(name) -> None:
    one, text = judged(text_of(name))
    assert one["would_do"] == WOULD_DO[name] and f"    Would do  by={' or by='.join(one['would_do'])}\n" in text
    lines = text_of(name).splitlines()
    line, _, _ = lines[one["line"] - 1].rpartition(", by=")
    lines[one["line"] - 1] = f"{line}, by={one['would_do'][0]})"
    lines.insert(1, f"from derivations import {one['would_do'][0]}" if "." not in one["would_do"][0] else "")
    assert judged("\n".join(lines))[0]["verdict"] == "holds"


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", TWO_STEPS)
def test_the_line_between_two_reasons_fills_the_gap(name) -> None:
    one, text = judged(text_of(name))
    first, second = TWO_STEPS[name]
    assert (one["two_steps"]["by"], one["two_steps"]["then"]) == (first, second)
    (pasted,) = (line.partition("In two steps")[2].strip() for line in text.splitlines() if "In two steps" in line)
    lines = text_of(name).splitlines()
    line, _, _ = lines[one["line"] - 1].rpartition(", by=")
    lines[one["line"] - 1:one["line"]] = [f"    {pasted}", f"{line}, by={second})"]
    lines.insert(1, f"from derivations import {first}, {second}")
    assert judged("\n".join(lines))[0]["verdict"] == "holds"


# --- holds, with advice -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADVISED)
def test_more_hypotheses_than_needed_do_no_harm_and_are_named(name) -> None:
    one, text = judged(text_of(name))
    superfluous, enough = ADVISED[name]
    assert one["verdict"] == "holds" and unspaced(one["superfluous"]) == unspaced(superfluous)
    assert f"    Enough to give  {enough}" in text.splitlines()


# --- unreadable: one mistake of typing each -----------------------------------------------------------------------------

RIGHT = '''from derivations import E, Function, Law, integrable, linearity, log, points, theorem

z, x = points("z x")
q, p = Law("q", z), Law("p", x, z)
f, g = Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z) + g(z)))
    proof.eq(E[q(z)](f(z)) + E[q(z)](g(z)), by=linearity)
'''
MISTYPED = {  # what stands in the right file, what the author types instead, and what the author is told
    "no reason": (", by=linearity)", ")", "every line has a reason: write by= and a rule or a theorem, as in by=algebra"),
    "a bracket is missing": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[q(z)](f(z) + g(z))", "'(' was never closed"),
    "a bracket too many": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[q(z)](f(z) + g(z))))", "unmatched ')'"),
    "a name is not declared": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[r(z)](f(z) + g(z)))", "r is not declared"),
    "a word is not imported": ("by=linearity", "by=algebra", "algebra is a word of the language: import it from derivations"),
    "a decimal number": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[q(z)](f(z) + 1.0*g(z)))", "write 1.0 as a fraction: a float is not exact"),
    "a whole number in decimals": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[q(z)](f(z) + 0.5*g(z)))", "write 0.5 as a fraction: a float is not exact"),
    "and": ("integrable[q(z)](f(z)), integrable[q(z)](g(z))", "integrable[q(z)](f(z)) and integrable[q(z)](g(z))", "`and` is not of the language: write both("),
    "equal statements": ("proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))", "proof.claim((f(z) > 0) == (g(z) > 0))", "statements are joined by iff("),
    "one equals sign": (" == E[q(z)](f(z)) +", " = E[q(z)](f(z)) +", "=="),
    "a chain": ("integrable[q(z)](f(z)), ", "0 < f(z) < 1, ", "one relation a statement: write both(0 < f(z), f(z) < 1)"),
    "a caret": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[q(z)](f(z)^2 + g(z)))", "**"),
    "a mean without its law": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E(f(z) + g(z)))", "E cannot be called: write E[q(z)](f(z))"),
    "a mean over a point": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(E[z](f(z) + g(z)))", "write E[q(z)]("),
    "a density without its point": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(log(q))", "not a quantity: q: write q(z)"),
    "a wrong coordinate": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(log(q(x)))", "q is a law of z: it has no density at (x): write q(z)"),
    "a comma instead of a stroke": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(log(p(z, z)))", "write p(x, z)"),
    "a name of its own": ('q, p = Law("q", z)', 'q, p = Law("r", z)', "a name is the name of its variable"),
    "a line of another name": ("proof.eq(", "proof.equals(", "eq"),
    "an import of NumPy": ("from derivations import E", "import numpy as np\nfrom derivations import E", "write from derivations import"),
    "a statement of quantities": ("integrable[q(z)](f(z)), ", "f(z), ", "it is a quantity, and a statement compares two"),
    "a sum of Python": ("proof.starts(E[q(z)](f(z) + g(z)))", "proof.starts(sum(f(z), g(z)))", "sum"),
    "no colon": ("def mine(proof):", "def mine(proof)", "expected ':'"),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistake_of_typing_is_told_at_its_line(name) -> None:
    right, wrong, says = MISTYPED[name]
    assert RIGHT.count(right) == 1
    text = RIGHT.replace(right, wrong)
    found = {"file": "mine.py", **gathered(judge.judged_by(lambda: judge.read_text(text, "mine"), math.inf))}
    line = RIGHT[:RIGHT.index(right)].count("\n") + 1
    worst = found["theorems"][0] if found["theorems"] else found
    assert (found["verdict"], worst["line"]) == ("unreadable", line) and says in worst["reason"], worst
    assert any(said.startswith(f"mine.py:{line}: ") and says in said for said in told(found).splitlines())


def test_the_file_without_a_mistake_holds() -> None:
    assert judged(RIGHT)[0]["verdict"] == "holds"
