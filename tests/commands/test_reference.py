"""The reference of the language: every word and rule has examples, and the checker answers as the page says."""

import inspect
import pydoc

import pytest

import derivations
from derivations.__main__ import main
from derivations.commands.answers import answer
from derivations.kernel import RULES, WORDS
from derivations.language.authoring.derivation import Derivation
from derivations.language.authoring.lines import Text
from derivations.language.authoring.reader import ATTRIBUTES, parse
from derivations.language.terms import Function, Law, Point, Subset
from derivations.pages.articles import contents, named, of_word
from derivations.pages.example_files import CALLS, DECLARING, FUNCTIONS, file_of
from derivations.pages.examples import Example, examples_of
from tests import ROOT
from tests.project.reference import page
from tests.support.rule_examples import NAMES

ARTICLES = {article.name: article for group in contents().values() for article in group}
EXAMPLES = [(article.name, example) for article in ARTICLES.values() for example in article.examples]
each_article = pytest.mark.parametrize("name", ARTICLES)


def texts(name: str, accepted: bool) -> str:
    return "\n".join(getattr(e, "text", "") for e in ARTICLES[name].examples if e.accepted is accepted)


# --- nothing is left out ----------------------------------------------------------------------------------------------


def test_every_word_and_every_rule_has_one_article() -> None:
    assert set(derivations.__all__) == set(WORDS) and set(WORDS) <= set(ARTICLES) and set(RULES) <= set(ARTICLES)
    assert len(ARTICLES) == sum(map(len, contents().values()))


def test_every_line_of_a_proof_and_every_attribute_has_an_article() -> None:
    public = {name for name, method in vars(Text).items() if inspect.isfunction(method) and not name.startswith("_")}
    assert public - {"at_line"} == set(Text.lines_of_proof)
    assert {f"proof.{name}" for name in Text.lines_of_proof} <= set(ARTICLES)
    assert {"at", "using", "T"} == set(ATTRIBUTES) - {"statement"} and {".at", ".using", ".T"} <= set(ARTICLES)
    assert ".statement" in texts("import", True)


@each_article
def test_every_article_shows_something_accepted_and_something_refused(name: str) -> None:
    article = ARTICLES[name]
    assert {example.accepted for example in article.examples} == {True, False}
    assert article.summary.endswith((".", "`.")) and len(article.summary) <= 140
    assert article.source or name not in RULES


OPTIONS = {
    "Law": Law, "Function": Function, "Point": Point, "Subset": Subset, "theorem": derivations.theorem, ".at": Derivation.at}
POSITIONAL = {"question": '@theorem("', "mapping": ".at({"}  # how an option is typed that is not typed by its name


@pytest.mark.parametrize(("name", "option"), [
    (name, option.name) for name, thing in OPTIONS.items() for option in inspect.signature(thing).parameters.values()
    if option.default is not option.empty or option.kind is option.KEYWORD_ONLY])
def test_every_option_is_accepted_and_refused_in_an_example(name: str, option: str) -> None:
    typed = POSITIONAL.get(option, f"{option}=")
    assert typed in texts(name, True) and typed in texts(name, False)


def test_every_declaration_with_options_is_asked_for_them() -> None:
    """A word that is a class or a function with an option stands in `OPTIONS`."""
    for name, word in WORDS.items():
        if inspect.isclass(word) or inspect.isfunction(word):
            found = inspect.signature(word).parameters.values()
            assert name in OPTIONS or all(option.default is option.empty for option in found), name


# --- what the checker answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(EXAMPLES)])
def test_the_checker_accepts_and_refuses_what_the_examples_say(name: str, example) -> None:
    found = answer(example)
    assert found.accepted is example.accepted, f"{file_of(example, found.given)}\n{found}"
    assert found.accepted or (found.reason and len(found.reason.splitlines()) == 1)


@pytest.mark.parametrize("name", ["E", "KL", "proof.given", ".at", "jensen", "rearrange", "moments"])
def test_an_accepted_example_is_a_file_that_check_accepts(name: str) -> None:
    example = next(example for example in ARTICLES[name].examples if example.accepted)
    found = derivations.check(file_of(example, answer(example).given))
    assert found, f"{file_of(example)}\n{found}"


def test_a_refused_example_has_the_answer_of_check() -> None:
    for name in ("E", "Law", "theorem", "proof.eq"):
        example = next(example for example in ARTICLES[name].examples if not example.accepted)
        found = derivations.check(file_of(example))
        reason = found.reason or found.theorems[0]["reason"]
        assert (found.verdict, reason) == (answer(example).verdict, answer(example).reason)


def test_an_example_that_is_wrong_is_noticed() -> None:
    """One that is accepted where it should not be, one that is refused, and one that needs what is not given."""
    right, wrong, short = (Example(True, text) for text in (
        "E[q(z)](f(z))", "E[z](f(z))", "proof.claim(log(d(z)) <= d(z))\nproof.starts(log(d(z)))\nproof.le(d(z), by=tangent)"))
    assert answer(right).accepted and not answer(wrong).accepted and answer(short).verdict == "incomplete"
    assert of_word("none", object()).examples == ()


def test_the_names_of_the_examples_are_those_of_the_rules() -> None:
    assert {*DECLARING, *FUNCTIONS, *CALLS} == set(NAMES) - set(WORDS)
    for name, call in CALLS.items():
        assert parse(call, {**NAMES, **WORDS}) == NAMES[name], name


def test_examples_are_read_off_a_docstring() -> None:
    doc = """What it says.

    Accepted:
        f(z)         # a note
        g(z)

        z, = points("z")
        q = Law("q", z)   # stays

    Refused:
        f
    """
    assert examples_of(doc) == [
        Example(True, "f(z)", "a note"), Example(True, "g(z)"),
        Example(True, 'z, = points("z")\nq = Law("q", z)   # stays'), Example(False, "f")]


# --- where it is shown ------------------------------------------------------------------------------------------------


def test_the_page_is_what_the_code_says_now() -> None:
    """`python -m tests.project.reference > LANGUAGE.md` writes it anew."""
    assert ROOT.joinpath("LANGUAGE.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", derivations.__all__)
def test_help_says_what_the_article_says(name: str) -> None:
    told = " ".join(pydoc.plain(pydoc.render_doc(getattr(derivations, name))).replace(" |  ", " ").split())
    assert ARTICLES[name].summary in told


@pytest.mark.parametrize(("name", "parts"), [
    ("E", ["E[q(z)](f(z))", "needs integrable[q(z)](f(z))", "# unreadable: an expectation is over a law, not over z"]),
    ("Law", ["independent=True", "# unreadable: independent: True or False"]),
    ("given", ["proof.given", "Accepts", "# incomplete: given is too short"]), ("at", [".at", "No such draws"]),
    ("iff", ["f(x) = g(x) ⇔ f(x) − g(x) = 0", "\n\nproof.iff\n", "by=rearrange"]),
    ("jensen", ["Source  Cover and Thomas", "proof.le(log(E[q(z)](f(z))), by=jensen)", "# not_recognised: jensen"])])
def test_a_word_has_a_page(name: str, parts: list[str], capsys) -> None:
    assert main(["show", name]) == 0
    shown = capsys.readouterr().out
    assert all(part in shown for part in parts), shown


def test_all_words_are_listed(capsys) -> None:
    assert main(["show", "language"]) == 0
    said = " ".join(capsys.readouterr().out.split())  # a summary may be folded
    assert all(f"{article.name} {' '.join(article.summary.split())}" in said for article in ARTICLES.values())


@pytest.mark.parametrize(("wrong", "near"), [("integrble", "integrable"), ("clain", "claim"), ("langage", "language")])
def test_a_wrong_word_is_told_a_near_one(wrong: str, near: str, capsys) -> None:
    assert main(["show", wrong]) == 2 and near in capsys.readouterr().err


def test_a_word_has_no_source_and_is_found_by_its_short_name(capsys) -> None:
    assert main(["show", "E", "--source"]) == 2 and capsys.readouterr().out == ""
    assert [article.name for article in named("implies")] == ["implies", "proof.implies"]
    assert [article.name for article in named("proof.implies")] == ["proof.implies"]
