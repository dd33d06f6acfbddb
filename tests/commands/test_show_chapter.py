"""A chapter as a page to be read: what stands on it, and where its lines are broken."""

import re

import pytest
from rich.console import Console

from derivations.__main__ import main
from derivations.chapters import ORDER
from derivations.commands.finding import load
from derivations.commands.proof_lines import Step, proof_lines
from derivations.commands.show_chapter import chapter_page
from derivations.kernel import E, Function, Law, always, implies, integrable, points
from derivations.pages.figures import paragraphs
from derivations.pages.folding import folded, paragraph
from derivations.pages.in_words import in_words

x, z = points("x z")
p, q, f = Law("p", x, z), Law("q", z), Function("f", z)


def page(chapter: str, width: int) -> list[str]:
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as shown:
        assert chapter_page(chapter, console) == 0
    return [line.rstrip() for line in shown.get().splitlines()]


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("chapter", ORDER)
def test_no_line_is_too_long_or_broken_in_an_index(chapter: str, width: int) -> None:
    for line in page(chapter, width):
        assert len(line) <= width
        assert line.count("{") == line.count("}"), line


def test_a_chapter_begins_with_its_introduction_and_has_every_part_of_a_theorem() -> None:
    lines = page("bounds", 80)
    assert lines[0] == "Bounds on the log evidence from above, and how far each of them is from it."
    start = next(i for i, line in enumerate(lines) if line.endswith("bounds.eubo"))
    assert lines[start:start + 10] == [
        "2   The EUBO is an upper bound on the log evidence                   bounds.eubo",
        "    Here  EUBO(q(z)) = 𝔼_{p(z | x)}[log(p(x, z)/q(z))]",
        "          w(z) = p(x, z)/q(z)",
        "    If    p(x) > 0",
        "          log w(z) is integrable under p(z | x)",
        "    then  log p(x) ≤ EUBO(q(z))",
        "",
        "    Proof",
        "       log p(x)",
        "    =  EUBO(q(z)) − KL(p(z | x) ‖ q(z))                                upper_gap"]
    assert "    ✗  log p(x) ≥ EUBO(q(z))           taking it for a lower bound" in lines
    assert sum(line.startswith("          p is a law of x, z") for line in lines) == 1  # declarations are told once


def test_a_definition_stands_at_each_theorem_that_uses_it_and_what_its_author_says_only_once() -> None:
    """A reader of one theorem finds there what its names stand for, once for all of their arguments."""
    text = "\n".join(page("score_function", 80))
    for name in ("baseline_bound", "best_reinforce_baseline"):
        told = re.split(r" +(?:Here|If|Claim) ", text.split(f" score_function.{name}\n")[1])[1]
        assert re.findall(r"^ {0,10}(weighted|var|s)\b.*", told, re.MULTILINE) == ["var", "s", "weighted"], name
    assert text.count("The mean of the signal, weighted by the squared score.") == 1


def test_three_mistakes_stand_below_a_theorem_and_how_many_more_there_are() -> None:
    for chapter in ("score_function", "bounds"):
        lines, theorems = page(chapter, 120), [one for one in load().values() if one.chapter == chapter]
        assert sum(line.startswith("    ✗  ") for line in lines) == sum(min(3, len(one.text.twins)) for one in theorems)
        told = [line.strip() for line in lines if " more: show " in line]
        assert told == [f"{len(one.text.twins) - 3} more: show {one.id}" for one in theorems if len(one.text.twins) > 3] != []


PHRASES = {"“∂_φ may enter ∫ h dz” means": "score_function", "“q is a family of laws, smooth in its parameter” means": "score_function",
           "“stop(u)” means": "path_derivative"}


def test_a_phrase_is_explained_once_where_it_occurs_and_nowhere_else() -> None:
    heads = {chapter: "\n".join(page(chapter, 120)).split("\n1   ")[0] for chapter in ("elbo", "score_function", "path_derivative")}
    for phrase, chapter in PHRASES.items():
        assert {name: head.count(phrase) for name, head in heads.items()} == {name: int(name == chapter) for name in heads}


def test_show_prints_a_chapter_as_wide_as_the_terminal(capsys, monkeypatch) -> None:
    widths = {}
    for columns in ("40", "80", "120", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(["show", "projection"]) == 0
        widths[columns] = max(map(len, capsys.readouterr().out.splitlines()))
    assert widths["40"] == 60 and widths["80"] == 80 and widths["120"] == 120 and widths["300"] == 200


@pytest.mark.parametrize(("line", "width", "pieces"), [
    ("f(z) = g(z) + h(z)", 18, ["f(z) = g(z) + h(z)"]),
    ("f(z) = g(z) + h(z)", 17, ["f(z)", "    = g(z) + h(z)"]),  # before a relation rather than before a plus
    ("f(z) + g(z) + h(z)", 14, ["f(z) + g(z)", "    + h(z)"]),
    ("𝔼_{p(z | x)}[f(z)] + 1", 20, ["𝔼_{p(z | x)}[f(z)]", "    + 1"]),
    ("𝔼_{p(z | x)}[f(z) + g(z)]", 20, ["𝔼_{p(z | x)}[f(z)", "    + g(z)]"]),  # the bracket is too wide
    ("𝔼_{p(z | x) q(y | x)}", 10, ["𝔼_{p(z | x) q(y | x)}"]),  # an index stays whole
    ("|f(z) + g(z)| + h(z)", 15, ["|f(z) + g(z)|", "    + h(z)"]),  # bars are brackets
    ("f(z) = log p(x) + h", 16, ["f(z)", "    = log p(x)", "    + h"]),
    ("f(z) <= log p(x) - h", 16, ["f(z)", "    <= log p(x)", "    - h"]),  # as it is spelled in ASCII
    ("L(K) = 𝔼_{q(z)}[g(z) + h(z)]", 20, ["L(K)", "    = 𝔼_{q(z)}[g(z)", "    + h(z)]"]),  # a sign does not end a line
    ("mean_{j≤K} 𝔼_{q(z)}[log(f(z) + g(z))]", 32, ["mean_{j≤K}", "    𝔼_{q(z)}[log(f(z) + g(z))]"]),
    ("(f(z) − g(z))/var(p(z | x), h(z))", 27, ["(f(z) − g(z))", "    /var(p(z | x), h(z))"]),  # not in a call
    ("(1 − cov(r(z), g(z))²)·var(r(z), g(z))", 30, ["(1 − cov(r(z), g(z))²)", "    ·var(r(z), g(z))"]),
    ("− 𝔼_{q(z)}[f(z)]·g(z))/var(q(z), h(z))", 30, ["− 𝔼_{q(z)}[f(z)]·g(z))", "    /var(q(z), h(z))"]),  # no sign alone
    ("𝔼_{q(z)}[f(z) + g(z)]/4", 22, ["𝔼_{q(z)}[f(z)", "    + g(z)]/4"]),  # no number alone
    ("f(z)*g(z) in runs/bbvi/metrics", 14, ["f(z)*g(z) in", "    runs/bbvi/metrics"]),  # a path is not broken
    ("log q*(z) + log r*(z_1)", 17, ["log q*(z)", "    + log r*(z_1)"]),  # nor is the name of an optimum
    ("𝔼_{q(z) p(x)}[mean_{k≤K+1}]", 24, ["𝔼_{q(z) p(x)}[", "    mean_{k≤K+1}]"]),  # no space to break at
])
def test_where_a_formula_is_folded(line: str, width: int, pieces: list[str]) -> None:
    assert folded(line, width) == pieces


def test_prose_is_not_broken_in_a_formula() -> None:
    assert paragraph("the ELBO misses KL(q ‖ r), which is not known", 22) == "the ELBO misses\nKL(q ‖ r), which is\nnot known"
    assert paragraph("a value under ∂_{φ = v} of it", 22) == "a value under\n∂_{φ = v} of it"
    assert paragraph("the mean of log p(x, z)/q(z) it is", 24) == "the mean of\nlog p(x, z)/q(z) it is"
    assert paragraph("half of log p(x) it is", 12) == "half of\nlog p(x) it\nis"


TABLE = "some words\n    f(z)   the first of two       a note on it\n    gg     the second             and so on\nand more\n\nlast"


def test_indented_lines_keep_their_places() -> None:
    assert paragraphs(TABLE, 60) == TABLE
    assert paragraphs(TABLE, 44).splitlines() == [
        "some words", "    f(z)  the first of two", "        a note on it", "    gg    the second", "        and so on", "and more",
        "", "last"]
    assert paragraphs("    f(z) = g(z),    h(z) = 0.", 30) == "    f(z) = g(z),    h(z) = 0."
    assert paragraphs("    f(z) = g(z),    h(z) = 0.", 24) == "    f(z) = g(z),\n    h(z) = 0."


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_three_derivatives_of_a_draw_are_told_apart(width: int) -> None:
    """A table at the head of a chapter is a table at every width."""
    lines = page("path_derivative", width)
    for name, means in (("total", "φ moves the draw and the density of q"), ("path", "φ moves the draw"), ("score", "φ moves the density of q")):
        (row,) = (number for number, line in enumerate(lines) if line.startswith(f"    {name}(ε)  "))
        assert any(line.endswith("  " + means) for line in lines[row:row + 2])


def test_reasons_stand_in_one_column_or_below() -> None:
    steps = [Step("", "a"), Step("=", "b + c", "algebra"), Step("=", "d", "linearity", ("d > 0", "e > 0"))]
    assert proof_lines(steps, 24).plain.splitlines() == [
        "   a", "=  b + c   algebra", "=  d       linearity", "   where d > 0", "         e > 0"]
    long = [Step("=", "a + b + c + d", "a reason", ()), Step("=", "a", "b")]
    assert proof_lines(long, 20).plain.splitlines() == ["=  a + b + c + d", " "*12 + "a reason", "=  a   b"]
    beside = [Step("=", "a + b + c + d", "x"), *[Step("=", "a", "a reason")]*2]
    assert proof_lines(beside, 20).plain.splitlines() == ["=  a + b + c + d   x", *["=  a   a reason"]*2]  # at the right edge
    assert proof_lines(long, 20, flush=False).plain.splitlines()[1] == " "*7 + "a reason"


@pytest.mark.parametrize(("hypothesis", "said"), [
    (integrable[q(z)](f(z)), "f(z) is integrable under q(z)"),
    (integrable[p(x), q(z)](f(z)), "f(z) is integrable under p(x) and q(z)"),
    (integrable[z](f(z)), "f(z) is integrable over z"),
    (always[z](implies(p(x, z) > 0, q(z) > 0)), "q(z) > 0 wherever p(x, z) > 0 for almost every z"),
    (always[q(z)](integrable[p(x | z)](f(z))), "f(z) is integrable under p(x | z) for q(z)-almost every z"),
    (E[q(z)](f(z)) > 0, "𝔼_{q(z)}[f(z)] > 0"),
])
def test_hypotheses_in_words(hypothesis, said: str) -> None:
    assert in_words(hypothesis) == said
