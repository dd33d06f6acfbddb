"""What a reader is shown: what names mean, a counterexample in words, what `check` tells, and how a name is found."""

import pytest
import sympy

from derivations.__main__ import main
from derivations.commands import check as checking
from derivations.commands import finding
from derivations.commands.speaking_of import MOST, speaking_of
from derivations.kernel import (
    E,
    Function,
    Law,
    Point,
    Subset,
    abbreviation,
    counts,
    integral,
    log,
    mean,
    points,
    statement,
)
from derivations.language import writing as w
from derivations.language.terms import sup
from derivations.pages.counterexample import lines
from derivations.pages.declarations import declared
from derivations.pages.models import at_points, no_mass, of_draws, of_model, table
from derivations.pages.signs import signed

x, z = points("x z")
xx, other = Point("y", "x"), Point("y", "z")
K, k = counts("K k")
t = sympy.Symbol("t", real=True)
p, q, r, m = Law("p", x, z), Law("q", z | x), Law("q", z), Law("m", x, z, independent=True)
f, g, h = Function("f", z), Function("f", x, nonnegative=True), Function("h", z, k)
G = Subset("G", z)
F = Subset("F", z, containing=G)


@abbreviation
def gap(law):
    return E[law](log(p(x, z)) - t*f(z))


@abbreviation
def both_gaps(law):
    return gap(law) + mean[k:K](h(z, k))


@statement
def within():
    return both_gaps(q(z | x)) <= 0


@statement
def families():
    return sup[z:F](f(z)) >= 0


# --- what names mean --------------------------------------------------------------------------------------------------

WHERE = {  # nodes, and every line, in order
    "a law of one space": ([r(z)], ["q is a law of z"]),
    "a law for each x": ([q(z | x)], ["q is a law of z for each x"]),
    "independent coordinates": ([m(x, z)], ["m is a law of independent x, z"]),
    "two laws of one name": ([w.eq(r(z), q(z | x))], ["q is a law of z", "q is a law of z for each x"]),
    "two functions of one name": ([w.add(f(z), g(x))], ["f is a function of z", "f is a function of x, never negative"]),
    "two points of one name": ([w.add(f(other), g(xx))], [
        "f is a function of z", "f is a function of x, never negative", "y is a point of the space of z",
        "y is a point of the space of x"]),
    "a thing that is used twice": ([f(z)*f(z), f(z)], ["f is a function of z"]),
    "an index, of any name": ([mean[k:K](h(z, k))], ["h is a function of z, an index", "K is a count, 1 or more"]),
    "a point whose name is its space's": ([integral[z](1)], []),
    "a bound point of another name": ([integral[other](f(other))], [
        "f is a function of z", "y is a point of the space of z"]),
    "a number and a count": ([t + K], ["K is a count, 1 or more", "t is a number"]),
    "a family and what is in it": ([families], [
        "f is a function of z", "there are countably many z, and each counts",
        "F is a non-empty set of z that contains G", "G is a non-empty set of z"]),
    "what occurs only inside abbreviations": ([within], [
        "q is a law of z for each x", "p is a law of x, z", "f is a function of z", "h is a function of z, an index",
        "K is a count, 1 or more", "t is a number", "both_gaps(q(z | x)) = gap(q(z | x)) + mean_{k≤K} h(z, k)",
        "gap(q(z | x)) = 𝔼_{q(z | x)}[log p(x, z) − t·f(z)]"]),
    "several lines": ([f(z), r(z), p(x, z)], ["q is a law of z", "p is a law of x, z", "f is a function of z"])}


@pytest.mark.parametrize("case", WHERE)
def test_what_is_declared_is_told(case):
    nodes, told = WHERE[case]
    found = declared(nodes)
    assert found == told


# --- a counterexample in words ----------------------------------------------------------------------------------------

MODEL = {"sizes": {"x": 2, "z": 3}, "counts": {"K": 2, "M": 3}, "numbers": {"t": "-1/2", "s": "4"}, "measure": {"z": ["1/2", "1", "0"]},
         "laws": {"p": {"axes": ["x", "z"], "table": [["1/4", "3/4", "0"], ["0", "0", "0"]]},
                  "q": {"axes": ["z"], "table": ["1", "0", "0"], "density": ["2", "0", "5"]}},
         "functions": {"f": ["3", "-1/2", "0"]}, "arguments": {"f": ["z"]}, "subsets": {"F": [0, 2]},
         "draws": [{"kind": "identical", "law": "q", "n": 2, "equal within": {"1|2": "1/3", "12": "2/3"}}], "points": {"x": 0, "y": 2}}
TOLD = {"model": MODEL, "statement": "f(z) = 1", "lhs": "3", "rhs": "1", "gap": "2", "certified": "exact", "smallest": True,
        "null": {"x": [2], "z": [1, 2, 3]}}
LINES = [
    "false: f(z) = 1", "smallest counterexample (exact arithmetic):", "  K = 2, M = 3", "  t = −1/2, s = 4",
    "  the points of z measure [1/2, 1, 0]", "  state 2 of x has measure zero, states 1, 2 and 3 of z have measure zero",
    "  p(x, z): [[1/4, 3/4, 0], [0, 0, 0]], a row for each x", "  q(z): [1, 0, 0], of density [2, 0, 5]", "  f(z): [3, −1/2, 0]",
    "  F = {1, 3}", "  2 identical draws from q, which have that law each and may depend on each other: all independent with probability 1/3; draws 1 and 2 equal with probability 2/3",
    "  at x = 1, y = 3", "  left 3, right 1, gap 2"]


def test_a_counterexample_in_words():
    """Everything in it, states, members and points counted from 1; and nothing of what is not there."""
    assert lines(TOLD) == LINES
    bare = {"model": {"sizes": {}}, "lhs": "a", "rhs": "b", "gap": "c", "certified": "balls", "smallest": False}
    assert lines(bare) == ["counterexample (interval arithmetic):", "  left a, right b, gap c"]


@pytest.mark.parametrize(("part", "told"), [
    ({"laws": {"q": {"axes": ["z"], "parameters": ["a"], "weights": ["(a - 1)²", "1"]}}}, "q_a(z) in proportion to [(a − 1)², 1], for each a"),
    ({"laws": {"s": {"axes": ["z", "x"], "given": ["x"], "parameters": ["a", "b"], "weights": [["1", "2·b²"], ["0", "1"]]}}},
     "s_{a, b}(z | x) in proportion to [[1, 2·b²], [0, 1]], for all a and b, a row for each z"),
    ({"laws": {"q": {"axes": ["z"], "parameters": ["a"], "weights": ["1", "1"]}}}, "q_a(z) in proportion to [1, 1], for each a"),
    ({"laws": {"q(z, x)": {"axes": ["z", "x"], "table": [["1"]]}}}, "q(z, x): [[1]], a row for each z"), ({"laws": {"q(z) #2": {"axes": ["z"], "table": ["1"]}}}, "q(z) #2: [1]"),
    ({"laws": {"p": {"axes": ["x", "y", "z"], "table": [[["1", "0"]]]}}}, "p(x, y, z): [[[1, 0]]], by x, then by y"),
    ({"laws": {"p": {"axes": ["x", "z"], "table": [["1/9"]*3]*3}}}, "p(x, z): 1/9 in each of 9 cells"),
    ({"laws": {"q(x[1] | x[0])": {"axes": ["x[1]", "x[0]"], "table": [["1", "0"]]}}}, "q(x_1 | x_0): [[1, 0]], a row for each x_1"),
    ({"laws": {"q(x[10] | x[9])": {"axes": ["x[10]", "x[9]"], "table": [["1", "0"]]}}}, "q(x_{10} | x_9): [[1, 0]], a row for each x_{10}"),
    ({"functions": {"g": "a"}, "arguments": {"g": ["real"]}}, "g(a) = a"), ({"functions": {"h": ["0", "a·b·b·b - 2"]}, "arguments": {"h": ["z", "real", "real"]}}, "h(z, a, b): [0, a·b³ − 2]"),
    ({"functions": {"g": "0"}, "arguments": {"g": ["real"]}}, "g(a) = 0"), ({"functions": {"h": ["0", "a·b - 2"]}}, "h(a, b): [0, a·b − 2]"), ({"functions": {"c": "-2"}}, "c = −2"),
    ({"functions": {"y": ["1", "-1"]}, "arguments": {"y": ["index"]}}, "y(1) = 1, y(2) = −1"), ({"functions": {"h": [["1", "2"]]}, "arguments": {"h": ["z", "index"]}}, "h(z, k): [[1, 2]], a row for each z"),
    ({"functions": {"h": [["1", "2"]]}, "arguments": {"h": ["k", "index"]}}, "h(k, n): [[1, 2]], a row for each k")])
def test_families_and_functions_of_numbers_are_told_as_polynomials(part, told):
    """In the notation of the statements, with one minus sign."""
    assert lines({"model": part, "lhs": "0", "rhs": "1", "gap": "-1"})[1:] == [f"  {told}", "  left 0, right 1, gap −1"]


def test_sides_that_are_true_and_false_have_no_gap():
    told = {"model": {}, "lhs": "true", "rhs": "false", "gap": "the one holds, the other does not"}
    assert lines(told)[1:] == ["  left true, right false"]


@pytest.mark.parametrize(("within", "told"), [
    ({"1|2": "1"}, "all independent"), ({"1↔2": "1"}, "draws 1 and 2 opposed (one is large where the other is small)"), ({"123": "1"}, "draws 1, 2 and 3 equal"),
    ({"12|3": "1"}, "draws 1 and 2 equal, the rest independent"), ({"12|34": "1"}, "draws 1 and 2 equal and draws 3 and 4 equal"),
    ({"1|2": "1/3", "1↔2|3": "2/3"}, "all independent with probability 1/3; draws 1 and 2 opposed (one is large where the other is small), the rest independent with probability 2/3")])
def test_how_draws_hang_together_is_told_in_words(within, told):
    assert of_draws({"kind": "identical", "law": "q", "n": 2, "equal within": within}) == f"2 identical draws from q, which have that law each and may depend on each other: {told}"


def test_each_word_for_dependent_draws_is_explained_where_it_stands_once():
    assert of_draws({"kind": "iid", "law": "q", "n": 2, "equal within": {"1|2": "1"}}) == "2 iid draws from q: all independent"
    told = of_draws({"kind": "exchangeable", "law": "q", "n": 3, "equal within": {"1↔2|3": "1/2", "1↔3|2": "1/2"}})
    assert told.startswith("3 exchangeable draws from q, which may depend on each other, in the same way in any order: ")
    assert told.count("opposed") == 2 and told.count("one is large where the other is small") == 1


@pytest.mark.parametrize(("typed", "read"), [
    ("-1/2", "−1/2"), ("(a - 1)²", "(a − 1)²"), ("≈ -0.5", "≈ −0.5"), ("[-1, 0]", "[−1, 0]"), ("=-∞", "=−∞"), ("4.2e-6", "4.2·10⁻⁶"), ("1e+06", "1·10⁶"), ("-2e-05", "−2·10⁻⁵"),
    *((same, same) for same in ("log-normal", "1-3", "x-1", "Rao-Blackwell", "q(z)-almost", "f(2)-1", "e-1", "--jobs", "a2e5"))])
def test_numbers_have_one_minus_sign_and_compounds_their_hyphens(typed, read):
    assert signed(typed) == read


SIDES = [("1", "2", "false"), ("undefined", "2", "undefined in a model"), ("1", "undefined", "undefined in a model"),
         ("∞", "0", "undefined in a model"), ("0", "−∞", "undefined in a model"), ("∞", "finite", "false"),
         ("undefined", "finite", "false"), ("true", "false", "false"), ("true", "undefined", "undefined in a model")]


@pytest.mark.parametrize(("lhs", "rhs", "said"), SIDES)
def test_a_statement_is_called_undefined_where_a_side_is_no_number(lhs, rhs, said):
    """But a side that is infinite makes it false that the side is finite."""
    assert lines(TOLD | {"lhs": lhs, "rhs": rhs, "of": "claim"})[0] == f"the claim is {said}: f(z) = 1"


def test_states_and_tables_in_words():
    assert no_mass("z", [1, 3]) == "states 1 and 3 of z have measure zero"
    assert table(["1", ["2", "3"]]) == "[1, [2, 3]]"


# --- what `check` tells -----------------------------------------------------------------------------------------------

THEOREM = {"name": "one", "verdict": "holds", "line": 4, "step": None, "rule": None, "reason": None, "claim": "a = b",
           "matrix": None, "given": [], "missing": [], "superfluous": [], "not_tried": [], "needed_at": None, "would_do": [], "two_steps": None, "models": None, "enough": None, "to_import": [], "to_declare": [], "where": [], "almost": [], "lemmas": [], "counterexample": None}
ONE = ["one: holds", "    Claim  a = b"]
THEOREMS = {  # what is changed in it, and its lines
    "holds": ({}, ONE),
    "no claim": ({"claim": None}, ONE[:1]),
    "given": ({"given": ["g > 0", "h > 0"]}, [*ONE, "    Given  g > 0", "           h > 0"]),
    "where": ({"where": ["p is a law", "K is a count"]}, [*ONE, "    Where  p is a law", "           K is a count"]),
    "almost": ({"almost": ["y", "z"]}, [*ONE, "    For almost every  y, z"]),
    "lemmas": ({"lemmas": ["l", "m"]}, [*ONE, "    By the lemmas  l, m"]),
    "superfluous": ({"superfluous": ["g > 0"]}, [*ONE, "    Not needed  g > 0"]),
    "one step": ({"not_tried": ["T >= 2", "K >= 2"]}, [*ONE, "    Not tried  no model with T >= 2 and K >= 2 was tried"]),
    "enough": ({"superfluous": ["g > 0"], "enough": ["h > 0", "f > 0"]}, [*ONE, "    Not needed  g > 0", "    Enough to give  proof.given(h > 0, f > 0)"]),
    "nothing is enough": ({"superfluous": ["g > 0"], "enough": []}, [*ONE, "    Not needed  g > 0", "    Enough to give  nothing"]),
    "other reasons": ({"would_do": ["jensen", "one.at({q(z): r(z)})"], "models": 12},
                      [*ONE, "    Would do  by=jensen or by=one.at({q(z): r(z)})", "    Tried  no counterexample in 12 models"]),
    "to import": ({"to_import": ["always", "each"]}, [*ONE, "    To import  always, each"]),
    "to declare": ({"to_declare": ['y_ = Point("y_", "y")', '(k_,) = counts("k_")']},
                   [*ONE, '    To declare  y_ = Point("y_", "y")', '                (k_,) = counts("k_")']),
    "two steps": ({"two_steps": {"by": "linearity", "line": "2*u", "then": "jensen"}, "models": 0},
                  [*ONE, "    In two steps  proof.eq(2*u, by=linearity)", "                  then the line by=jensen",
                   "    Tried  no small model satisfies the hypotheses"]),
    "refused": ({"verdict": "incomplete", "reason": "why", "line": 7}, ["f.py:7: one: incomplete: why", ONE[1]]),
    "a step": ({"verdict": "incomplete", "reason": "why", "line": 7, "step": 2}, ["f.py:7: one, step 2: incomplete: why", ONE[1]]),
    "refuted": ({"verdict": "refuted", "reason": "why", "counterexample": TOLD},
                ["f.py:4: one: refuted: why", ONE[1], *("    " + line for line in LINES)])}


@pytest.mark.parametrize("case", THEOREMS)
def test_check_tells_a_theorem(case):
    change, told = THEOREMS[case]
    assert checking.told_theorem("f.py", THEOREM | change) == told
    whole = {"file": "f.py", "verdict": "holds", "line": None, "reason": None, "theorems": [THEOREM, THEOREM | change]}
    assert checking.told(whole) == "\n".join(["f.py: holds", "", *ONE, "", *told])


def test_check_tells_a_file():
    assert checking.told(checking.unreadable("a\nb.py", "why") | {"line": 3}) == r"'a\nb.py':3: unreadable: why"
    assert checking.told(checking.judgement("é.py", "timeout", "late")) == "é.py: timeout: late"


def test_a_file_is_as_good_as_its_worst_theorem():
    """In the order of how bad it is; a step replaces the theorem of its number; without theorems the file speaks."""
    order = ["holds", "incomplete", "not_recognised", "timeout", "refuted", "unreadable"]
    for i, worse in enumerate(order):
        for better in order[:i + 1]:
            for pair in ((worse, better), (better, worse)):
                theorems = [THEOREM | {"verdict": verdict} for verdict in pair]
                assert checking.whole(theorems) == {"verdict": worse, "line": None, "reason": None, "theorems": theorems}
    assert {verdict: checking.EXIT_STATUS[verdict] for verdict in order} == dict.fromkeys(order, 1) | {"holds": 0, "unreadable": 2}
    late = [THEOREM | {"verdict": "timeout"}, THEOREM | {"verdict": "timeout", "name": "two"}]
    first = checking.whole(late)
    assert checking.gathered([first]) == first
    found = checking.gathered([first, {"number": 1, "theorem": THEOREM | {"verdict": "refuted"}}, {"number": 1, "theorem": THEOREM}])
    assert [one["verdict"] for one in found["theorems"]] == ["timeout", "holds"] and found["verdict"] == "timeout"
    nothing = checking.unreadable("f.py", "why")
    assert checking.gathered([nothing]) == nothing and nothing["theorems"] == []


def test_what_is_no_file(tmp_path):
    (tmp_path / "one.py").write_text("")
    paths = (tmp_path / "one.py", tmp_path, tmp_path / "none.py", "a"*5000)
    assert [checking.not_a_file(str(path)) for path in paths] == ["", "not a file", "no such file", "no file is called that (OSError)"]


def test_pages_print_what_is_typed_in_letters_and_the_source_stays_as_typed(monkeypatch, capsys) -> None:
    """φ for phi, and c for c(); a counterexample has the same names."""
    assert main(["show", "path_derivative.stl_zero_variance"]) == 0
    page = capsys.readouterr().out
    assert "∂_{ψ = φ}[posterior(t(ε, ψ)) − lq(t(ε, ψ), φ)] = 0" in page and "= lq(u, φ) + c\n" in page
    assert "phi" not in page and "c()" not in page
    assert main(["show", "path_derivative.stl_zero_variance", "--source"]) == 0
    typed = capsys.readouterr().out
    assert "D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), phi)) == 0" in typed and "return lq(u, phi) + c()" in typed
    model = {"numbers": {"phi": "1/2"}, "functions": {"phi_0": ["1", "2"]}, "points": {"eps": 0}}
    assert of_model({"model": model}) == ["  φ = 1/2", "  phi_0: [1, 2]"] and at_points(model) == "ε = 1"


FOUND = {  # a name, and what its page begins with and has
    "product rule": ("product_rule\n", "proof.eq(p(x), by=product_rule)"), "rule differentiate": ("differentiate\n", "stop(u)"),
    "near a value": ("near a value\nA lemma: ", "Rudin"), "equal integrands": ("equal integrands\nA lemma: ", "Billingsley"),
    "lemmas": ("Fubini ", "near a value"), "path_derivative.path": ("path_derivative.path\nThe path derivative: ψ moves the draw", "path(ε) = ∂_{ψ = φ}"),
    "var": ("projection.var\n", "score_function.var\nThe variance of a quantity under a law."),
    "score_function.s": ("score_function.s\n", "score_function.zero_score: The score has mean zero"),
    "REINFORCE": ("Theorems that speak of “REINFORCE”:", "control_variates.posterior_reinforce"),
    "baseline": ("Theorems that speak of “baseline”", "score_function.baseline"), "gibbs": ("Theorems that speak of “gibbs”", "elbo.gibbs_equality"),
    "score": ("path_derivative.score\n", "Theorems that speak of “score”, and ")}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_by_the_words_of_a_page(name: str, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["show", *name.split()]) == 0
    begins, has = FOUND[name]
    page = capsys.readouterr().out
    assert page.startswith(begins) and has in page
    assert page.count("\ncontrol_variates.") <= MOST


def test_a_word_is_looked_for_at_the_beginning_of_words() -> None:
    found = [one.id for one in speaking_of("baseline")]
    assert found and "elbo.evidence" not in found and speaking_of("aseline") == []
    assert "score_function.zero_score" in found  # only its remark has the word


def test_what_an_author_says_of_an_abbreviation_stands_below_its_definition(monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["show", "path_derivative"]) == main(["show", "path_derivative.path_chain"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    places = [n for n, line in enumerate(lines) if line.endswith("path(ε) = ∂_{ψ = φ}[lp(t(ε, ψ)) − lq(t(ε, ψ), φ)]")]
    said = "The path derivative: ψ moves the draw, and φ, which is held, stands in the density of q."
    assert [place for place in places if lines[place + 1].startswith(said)] == [places[0], places[-1]]  # once on each page


# --- how a name is found ----------------------------------------------------------------------------------------------


def test_what_a_name_stands_for():
    """A theorem, a claim, a theorem that corrects the report, a chapter, a question: what it has, in order, and no more."""
    theorems, claims = finding.load(), finding.load_reported()
    for name in ("elbo.gibbs", "1.1.1-a"):
        (one,) = finding.find(name)
        assert one is (theorems.get(name) or claims[name])
    (correction,) = finding.find("q2_1_11.one_draw_bound")
    assert correction.id not in theorems
    assert finding.find("elbo") == [one for name, one in theorems.items() if name.startswith("elbo.")]
    found = finding.find("2.1.10")
    split = sum(one in theorems.values() for one in found)
    assert 0 < split < len(found) and all("2.1.10" in one.questions for one in found[:split])
    assert {one.id for one in found[split:]} == {name for name in claims if name.startswith("2.1.10-")}
    assert {one.id for one in found[:split]} == {one.id for one in theorems.values() if "2.1.10" in one.questions}
    with pytest.raises(finding.UnknownName, match=r"^elbo\.gibs: no theorem.* is called that; near: elbo\.gibbs"):
        finding.find("elbo.gibs")


NEAR = {"gibs": "elbo.gibbs", "elbo.gibs": "elbo.gibbs", "1.1.1-": "1.1.1-", "2.1.1O": "2.1.10", "elb": "elbo"}


@pytest.mark.parametrize("name", NEAR)
def test_near_names(name):
    """A slug, a theorem, a claim, a question, a chapter; each at most once, four at most; and nothing where none is near."""
    said = finding.near(name, finding.load(), finding.load_reported())
    assert said.startswith("; near: ")
    names = said.removeprefix("; near: ").split(", ")
    assert any(one.startswith(NEAR[name]) for one in names) and len(set(names)) == len(names) <= 4
    assert finding.near("zzzzzz", finding.load(), finding.load_reported()) == ""


def test_letters_in_polynomials_are_the_names_of_nothing_else() -> None:
    """A baseline a, and a family at each parameter a, would be read as one number."""
    model = {"numbers": {"a": "1", "c": "2"}, "laws": {"q": {"axes": ["z"], "parameters": ["a", "b"], "weights": ["a·a + b", "1"]}},
             "functions": {"b": "a·b·b", "f": ["1", "2"]}, "arguments": {"b": ["real", "real"], "f": ["z"]}}
    assert of_model({"model": model}) == [
        "  a = 1, c = 2", "  q_{d, e}(z) in proportion to [d² + e, 1], for all d and e", "  b(d, e) = d·e²", "  f(z): [1, 2]"]
    assert of_model({"model": {"functions": {"f": "a·a"}, "arguments": {"f": ["real"]}}}) == ["  f(a) = a²"]
