"""What `check` tells an author whose theorem is refused: what is missing and where, and which other rule would do."""

import math

import pytest

from derivations.commands import advice, judge
from derivations.commands.check import gathered, told
from derivations.kernel import Refused
from derivations.kernel.proof import prover
from derivations.kernel.rules import Rule

HEAD = """
from derivations import E, Function, Law, algebra, always, counts, iid, integrable, jensen, log, points, tangent, theorem, total

(z,) = points("z")
K, j, k, n = counts("K j k n")
q, f, d, a = Law("q", z), Function("f", z), Function("d", z, nonnegative=True), Function("a", k)


@theorem("mine", title="Mine")
def mine(proof):
"""


@pytest.fixture
def judged(tmp_path):
    """The judgement of a derivation whose lines begin at line 11, as JSON and as text."""
    def judge_lines(*lines: str):
        path = tmp_path / "mine.py"
        path.write_text(HEAD + "".join(f"    {line}\n" for line in lines), encoding="utf-8")
        found = {"file": "mine.py", **gathered(judge.judged(str(path), math.inf))}
        return found["theorems"][0], told(found)
    return judge_lines


def test_a_right_line_with_a_wrong_reason_is_told_the_rules_that_do(judged) -> None:
    one, text = judged("proof.claim(log(1 + d(z)) <= d(z))", "proof.starts(log(1 + d(z)))", "proof.le(d(z), by=jensen)")
    assert (one["verdict"], one["would_do"], one["counterexample"]) == ("not_recognised", ["tangent"], None)
    assert "    Would do  by=tangent" in text.splitlines()


def test_a_line_that_no_rule_allows_is_told_no_rule(judged) -> None:
    one, text = judged("proof.claim(E[q(z)](d(z)) <= E[q(z)](d(z)**3) + 1)", "proof.starts(E[q(z)](d(z)))",
                       "proof.le(E[q(z)](d(z)**3) + 1, by=jensen)")
    assert (one["verdict"], one["would_do"]) == ("not_recognised", []) and "Would do" not in text


def test_a_false_line_is_told_its_counterexample_and_no_rule(judged) -> None:
    one, text = judged("proof.claim(log(1 + d(z)) >= d(z))", "proof.starts(log(1 + d(z)))", "proof.ge(d(z), by=tangent)")
    assert (one["verdict"], one["would_do"]) == ("refuted", [])
    assert one["counterexample"]["of"] == "step" and "the step is false: log(1 + d(z)) ≥ d(z)" in text


def test_a_false_claim_is_told_apart_from_the_line_that_is_refused(judged) -> None:
    one, text = judged("proof.claim(log(1 + d(z)) >= d(z))", "proof.starts(log(1 + d(z)))",
                       "proof.ge(1 - 1/(1 + d(z)), by=jensen)", "proof.ge(d(z), by=tangent)")
    assert (one["verdict"], one["step"], one["line"]) == ("refuted", 1, 13)
    assert one["counterexample"]["of"] == "claim" and "the claim is false: log(1 + d(z)) ≥ d(z)" in text


def test_missing_hypotheses_are_told_ready_to_paste_with_the_line_that_needs_them(judged) -> None:
    lines = ("proof.claim(E[q(z)](log(1 + d(z))) <= log(E[q(z)](1 + d(z))))",
             "proof.starts(E[q(z)](log(1 + d(z))))", "proof.le(log(E[q(z)](1 + d(z))), by=jensen)")
    one, text = judged(*lines)
    assert one["verdict"] == "incomplete" and one["needed_at"] == 12
    (pasted,) = (line.strip() for line in text.splitlines() if "proof.given" in line)
    pasted = pasted.removeprefix("Missing").partition("    (lines 12 and 13 need")[0].strip()
    again, _ = judged(lines[0], pasted, *lines[1:])
    assert again["verdict"] == "holds" and not again["superfluous"]


def test_missing_hypotheses_name_the_points_that_the_file_declares(tmp_path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("""from derivations import E, Function, Law, Point, fubini, points, theorem
(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)
@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](E[q(v)](h(z, v))) == E[q(v)](E[q(z)](h(z, v))))
    proof.starts(E[q(z)](E[q(v)](h(z, v))))
    proof.eq(E[q(v)](E[q(z)](h(z, v))), by=fubini)
""", encoding="utf-8")
    (one,) = gathered(judge.judged(str(path), math.inf))["theorems"]
    assert one["missing"] == ["integrable[q(z), q(v)](h(z, v))"]


def test_variables_that_are_bound_around_a_refused_place_have_names(judged) -> None:
    one, _ = judged("proof.claim(total[k:1:K](total[j:1:k](a(j)*a(k))) <= total[k:1:K](total[j:1:k](a(k)*a(k))))",
                    "proof.starts(total[k:1:K](total[j:1:k](a(j)*a(k))))",
                    "proof.le(total[k:1:K](total[j:1:k](a(k)*a(k))), by=jensen)")
    assert "jensen does not lead from" in one["reason"] and "('" not in one["reason"]
    said = one["reason"].partition("from  ")[2].partition("  to  ≤ ")
    assert said[0] != said[2] and set("ajk()*^2 ") >= set(said[0] + said[2])


def test_a_word_that_is_not_imported_is_told_as_one(tmp_path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(HEAD.replace("integrable, ", "") + """    proof.claim(E[q(z)](d(z)) == E[q(z)](d(z)))
    proof.given(integrable[q(z)](d(z)))
""", encoding="utf-8")
    found = gathered(judge.judged(str(path), math.inf))
    assert found["theorems"][0]["reason"] == "integrable is a word of the language: import it from derivations"


def test_what_is_undefined_in_a_model_is_not_called_false(judged) -> None:
    one, text = judged("proof.claim(E[q(z)](log(f(z))) <= log(E[q(z)](f(z))))", "proof.starts(E[q(z)](log(f(z))))",
                       "proof.le(log(E[q(z)](f(z))), by=jensen)")
    assert one["verdict"] == "incomplete" and (one["counterexample"]["lhs"], one["counterexample"]["gap"]) == ("−∞", "undefined")
    assert "the claim is undefined in a model: " in text and " is false" not in text


def test_what_is_undefined_in_the_smallest_model_and_false_in_another_is_shown_false(judged) -> None:
    """The smallest model decides that something is missing; the one that is shown says that this is not all."""
    one, text = judged("proof.claim(E[q(z)](log(f(z))) == log(E[q(z)](f(z))))", "proof.starts(E[q(z)](log(f(z))))",
                       "proof.eq(log(E[q(z)](f(z))), by=jensen)")
    assert one["counterexample"]["lhs"] not in ("undefined", "−∞") and "is false: " in text


@pytest.mark.parametrize(("line", "reason"), [
    ("proof.twin(d(z) == 1)", "write proof.twin(statement, mistake)"), ("proof.starts()", "write proof.starts(expression)"),
    ("proof.eq(d(z), by=algebra, note=3)", "write proof.eq(expression, by=…)"), ("proof.claim(d(z) == 1, 2)", "write proof.claim(statement)"),
    ("proof.starts(log(d(z), 2))", "log takes other arguments: write log(f(z))"), ("proof.starts(E[q(z)]())", "E[q(z)] takes another number of arguments than 0: write E[q(z)](f(z))"),
    ("proof.starts(E[q(z)](d(z), d(z)))", "E[q(z)] takes another number of arguments than 2: write E[q(z)](f(z))"),
    ("proof.given(integrable[q(z)]())", "integrable[q(z)] takes another number of arguments than 0: write integrable[q(z)](f(z))")])
def test_arguments_that_are_missing_or_too_many_are_told_in_the_words_of_the_language(judged, line, reason) -> None:
    one, _ = judged("proof.claim(d(z) == d(z))", line)
    assert (one["verdict"], one["reason"], one["line"]) == ("unreadable", reason, 12)


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError])
def test_a_rule_that_fails_while_advice_is_looked_for_changes_no_judgement(judged, monkeypatch, error) -> None:
    def check(*_):
        raise error
    monkeypatch.setattr(advice, "RULES", {"tangent": advice.RULES["tangent"], "failing": Rule("failing", check)})
    monkeypatch.setattr(prover, "RULES", advice.RULES)
    one, _ = judged("proof.claim(log(1 + d(z)) <= d(z))", "proof.starts(log(1 + d(z)))", "proof.le(d(z), by=tangent)",
                    "proof.le(1 + d(z), by=tangent)")
    assert one["verdict"] == "not_recognised" and one["would_do"] == [] and "does not lead" in one["reason"]


# --- other reasons ----------------------------------------------------------------------------------------------------

MORE = HEAD.replace("algebra, always", "KL, algebra, always, definition, fubini, linearity, logarithm").partition("@theorem")[0] + """
(y,) = points("y")
r, b, h, e = Law("r", z | y), Law("b", z), Function("h", y, z), Function("e", y, nonnegative=True)
s = Law("s", y)
"""
ABOVE = """

@theorem("mine", title="Above")
def above(proof):
    proof.claim(E[q(z)](log(1 + d(z))) <= log(1 + E[q(z)](d(z))))
    proof.given(integrable[q(z)](log(1 + d(z))), integrable[q(z)](d(z)))
    proof.starts(E[q(z)](log(1 + d(z))))
    proof.le(log(E[q(z)](1 + d(z))), by=jensen)
    proof.eq(log(1 + E[q(z)](d(z))), by=linearity)
"""


def last(first: str, sign: str, second: str, reason: str, *, above: str = "", between: str = "") -> tuple[dict, str]:
    """The judgement of a theorem of two lines, as JSON and as text."""
    word = {"==": "eq", "<=": "le"}[sign]
    lines = [f"proof.claim({first} {sign} {second})", f"proof.starts({first})", *([between] if between else []), f"proof.{word}({second}, by={reason})"]
    text = MORE + above + '\n\n@theorem("mine", title="Mine")\ndef mine(proof):\n' + "".join(f"    {line}\n" for line in lines)
    found = {"file": "mine.py", **gathered(judge.judged_by(lambda: judge.read_text(text, "mine"), math.inf))}
    return found["theorems"][-1], told(found)


def test_a_theorem_above_is_named_where_no_rule_would_do() -> None:
    one, text = last("2*E[q(z)](log(1 + d(z)))", "<=", "2*log(1 + E[q(z)](d(z)))", "tangent", above=ABOVE)
    assert one["would_do"] == ["above"] and "    Would do  by=above" in text.splitlines()
    one, _ = last("2*E[q(z)](log(1 + d(z)))", "<=", "2*log(1 + E[q(z)](d(z)))", "tangent")
    assert one["would_do"] == []


@pytest.mark.parametrize(("law", "mapping"), [("r(z | y)", "{q(z): r(z | y)}"), ("b(z)", "{q(z): b(z)}")])
def test_a_theorem_above_is_named_with_the_law_that_stands_for_its_own(law, mapping) -> None:
    lines = (f"E[{law}](log(1 + d(z)))", "<=", f"log(1 + E[{law}](d(z)))")
    one, _ = last(*lines, "tangent", above=ABOVE)
    assert one["would_do"] == [f"above.at({mapping})"]
    one, _ = last(*lines, one["would_do"][0], above=ABOVE)
    assert one["verdict"] == "incomplete" and one["missing"]  # the line is accepted, and needs what the theorem needs


SCORE = """

phi, psi = parameters("phi psi")
g = Function("g", phi)
@theorem("mine", title="Score")
def score(proof):
    proof.claim(E[q[phi](z)](D[phi](log(q[phi](z)))) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)](D[phi](log(q[phi](z)))))
    proof.eq(integral[z](q[phi](z)*D[phi](log(q[phi](z)))), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z))), by=differentiate)
    proof.eq(D[phi](integral[z](q[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)
"""


def reasons_for(first: str, second: str) -> advice.Advice:
    """The advice about a line that equals the one before it, below the theorem on the score."""
    words = "from derivations import D, differentiate, dominated, integral, leibniz, marginal, parameters\n"
    lines = [f"proof.claim({first} == {second})", f"proof.starts({first})", f"proof.eq({second}, by=algebra)"]
    text = words + MORE + SCORE + '\n\n@theorem("mine", title="Mine")\ndef mine(proof):\n' + "".join(f"    {line}\n" for line in lines)
    above, mine = judge.read_text(text, "mine")
    proved = prover.Prover()
    assert not isinstance(proved.prove(above), Refused)
    return advice.Advice(mine, proved, 1)


@pytest.mark.parametrize(("first", "second", "named"), [
    ("E[q[phi](z)](D[phi](log(q[phi](z))))", "0", ["score"]), ("E[q[psi](z)](D[psi](log(q[psi](z))))", "0", ["score.at({phi: psi})"]),
    ("E[b[phi](z)](D[phi](log(b[phi](z))))", "0", ["score.at({q[phi](z): b[phi](z)})"]),
    ("E[r[psi](z | y)](D[psi](log(r[psi](z | y))))", "0", ["score.at({phi: psi, q[phi](z): r[phi](z | y)})"]),
    ("E[s[phi](y)](D[phi](log(s[phi](y))))", "0", ["score.at({z: y, q[phi](z): s[phi](y)})"]),
    ("D[phi](g(phi)**2)", "2*g(phi)*D[phi](g(phi))", ["differentiate"]), ("D[phi](E[b(z)](g(phi)*f(z)))", "E[b(z)](D[phi](g(phi)*f(z)))", ["leibniz"])])
def test_a_theorem_about_a_family_is_named_with_the_family_that_stands_for_its_own(first, second, named) -> None:
    assert reasons_for(first, second).one_reason() == named


@pytest.mark.parametrize(("first", "second", "reasons"), [
    ("D[phi](E[q[phi](z)](f(z)))", "integral[z](f(z)*D[phi](q[phi](z)))", ("leibniz", "differentiate")),
    ("D[phi](log(g(phi)**2))", "2*D[phi](g(phi))/g(phi)", None)])
def test_two_reasons_are_named_where_a_derivative_enters_an_integral(first, second, reasons) -> None:
    found = reasons_for(first, second)
    if reasons is None:
        assert found.one_reason() == ["differentiate"]
    else:
        two = found.two_reasons()
        assert two is not None and (two["by"], two["then"]) == reasons


TWO = [  # a line, the next one, the reason that is refused, and the reasons that would do
    ("E[q(z)](E[s(y)](h(y, z)) + f(z))", "==", "E[s(y)](E[q(z)](h(y, z))) + E[q(z)](f(z))", "linearity", ("linearity", "fubini")),
    ("KL[z](q(z), b(z))", "==", "E[q(z)](log(q(z)) - log(b(z)))", "definition", ("definition", "logarithm")),
    ("E[q(z)](log(d(z)*e(y)))", "==", "E[q(z)](log(d(z))) + log(e(y))", "linearity", ("logarithm", "linearity")),
    ("E[q(z)](2*log(d(z)))", "<=", "2*log(E[q(z)](d(z)))", "jensen", ("linearity", "jensen")),
    ("2*log(E[q(z)](1 + d(z)))", "<=", "2*E[q(z)](d(z))", "tangent", ("linearity", "tangent")),
    ("E[q(z)](2*log(1 + d(z)))", "<=", "2*log(1 + E[q(z)](d(z)))", "tangent", ("linearity", "above")),
    ("E[q(z)](d(z))", "<=", "E[q(z)](d(z)**3) + 1", "jensen", None)]


@pytest.mark.parametrize(("first", "sign", "second", "reason", "reasons"), TWO, ids=[row[0] + row[2] for row in TWO])
def test_two_reasons_are_named_with_the_line_between_them_ready_to_paste(first, sign, second, reason, reasons) -> None:
    one, text = last(first, sign, second, reason, above=ABOVE)
    assert one["step"] == 1 and one["would_do"] == []  # where a side is undefined in a model, it is told beside a model
    if reasons is None:
        assert one["two_steps"] is None and "In two steps" not in text
        return
    assert (one["two_steps"]["by"], one["two_steps"]["then"]) == reasons
    pasted, then = (line.strip() for line in text.partition("In two steps")[2].splitlines()[:2])
    assert then == f"then the line by={reasons[1]}"
    again, _ = last(first, sign, second, reasons[1], above=ABOVE, between=pasted)
    assert again["verdict"] in ("holds", "incomplete")  # every line is accepted; what they need may be missing


def test_models_that_were_tried_in_vain_are_counted() -> None:
    one, text = last("E[q(z)](d(z))", "<=", "E[q(z)](d(z)**3) + 1", "jensen")
    assert one["models"] > 500 and f"    Tried  no counterexample in {one['models']} models" in text.splitlines()
    one, text = last("log(1 + d(z))", "<=", "d(z)/2", "tangent")
    assert (one["verdict"], one["models"]) == ("refuted", None) and "Tried" not in text


def test_advice_ends_when_its_time_is_up() -> None:
    text = MORE + '\n\n@theorem("mine", title="Mine")\ndef mine(proof):\n    proof.claim(K <= K)\n    proof.starts(KL[z](q(z), b(z)))\n' \
        "    proof.eq(E[q(z)](log(q(z)) - log(b(z))), by=definition)\n"
    (derivation,) = judge.read_text(text, "mine")
    assert advice.Advice(derivation, prover.Prover(), 1, seconds=0).two_reasons() is None
    assert advice.Advice(derivation, prover.Prover(), 1).two_reasons() is not None


@pytest.mark.parametrize(("claim", "reason"), [
    ("E[iid(q(z), 2)](f(z[3])) >= 0", "z[3] is not among the draws"), ("f(z)**f(z) >= 0", "whole powers only"), ("f(z[k]) >= 0", "not drawn here")])
def test_a_claim_that_the_kernel_cannot_read_is_told_as_one(judged, claim, reason) -> None:
    one, _ = judged(f"proof.claim({claim})")
    assert one["reason"].startswith("the claim: ") and reason in one["reason"]


def test_a_chain_of_a_theorem_above_stands_for_itself(tmp_path) -> None:
    """No other law is put in its place, as advice does with laws that are no chains."""
    path = tmp_path / "mine.py"
    path.write_text(CHAINS, encoding="utf-8")
    _, one = gathered(judge.judged(str(path), math.inf))["theorems"]
    assert (one["verdict"], one["would_do"]) == ("not_recognised", []) and "checker failed" not in one["reason"]


CHAINS = """
from derivations import Chain, Law, algebra, points, theorem

(x,) = points("x")
q, m = Chain("q", x), Law("m", x)


@theorem("above", title="Above")
def above(proof):
    proof.claim(q(x[1] | x[0])*2 == q(x[1] | x[0]) + q(x[1] | x[0]))
    proof.given(q(x[0]) > 0)
    proof.starts(q(x[1] | x[0])*2)
    proof.eq(q(x[1] | x[0]) + q(x[1] | x[0]), by=algebra)


@theorem("below", title="Below")
def below(proof):
    proof.claim(m(x) == q(x[1]))
    proof.starts(m(x))
    proof.eq(q(x[1]), by=algebra)
"""
