"""Where a theorem comes from: the works that its chapter names, and the questions that it answers."""

import pytest

from derivations.__main__ import main
from derivations.chapters import ORDER
from derivations.commands import sources as module
from derivations.commands.finding import corrections, load
from derivations.commands.sources import (
    CITED,
    NoSource,
    asked,
    named_in,
    other_sources,
    own_sources,
    sources,
    without_sources,
)
from derivations.kernel import Prover


def test_works_are_read_from_the_last_paragraph_each_in_a_line():
    text = "Title.\n\nSources: of light are no works.\n\nSources: Bishop (2006), Pattern\nRecognition, section 10.1; DLMF, chapter 5.\n"
    assert named_in(text, "x") == ["Bishop (2006), Pattern Recognition, section 10.1", "DLMF, chapter 5"]
    assert named_in("Title.\n\nSource: Roeder (2017), Sticking the landing: simple.", "x") == ["Roeder (2017), Sticking the landing: simple"]


@pytest.mark.parametrize("text", ["", "Title.", "Title.\n\nIt has Sources: none.", "Title.\n\nSources: ", "Title.\n\nSources: ."])
def test_a_chapter_without_sources_is_told(text):
    with pytest.raises(NoSource, match="chapter mine"):
        named_in(text, "mine")


def test_every_chapter_names_its_sources():
    chapters = {one.chapter: sources(one) for one in load().values()}
    assert set(chapters) == set(ORDER)
    assert all(len(work) > 10 for works in chapters.values() for work in works) and all(chapters.values())


def test_every_correction_belongs_to_a_question():
    for one in corrections().values():
        assert sources(one) == other_sources(one) == [] and asked(one) == [f"question {one.questions[0]} of the assignment"]


def test_what_has_neither_is_told(monkeypatch):
    one = next(iter(corrections().values()))
    monkeypatch.setattr(one, "questions", ())
    with pytest.raises(NoSource, match=one.id):
        sources(one)
    assert other_sources(one) == asked(one) == []


def own(name):
    theorem = Prover().prove(load()[name])
    return own_sources(theorem.derivation, theorem.lemmas)


def test_a_paper_in_a_docstring_is_told_as_its_chapter_names_it():
    """The chapter of the first puts the year last."""
    title = "Greensmith, Bartlett and Baxter, Variance reduction techniques for gradient estimates in reinforcement learning, 2004"
    assert own("control_variates.best_baseline")[0] == title in sources(load()["control_variates.best_baseline"])
    assert own("score_function.gradient")[0].startswith("Williams (1992), Simple statistical")
    assert own("score_function.step_rule")[0] == "Robbins and Monro (1951), A stochastic approximation method"


@pytest.mark.parametrize(("words", "cited"), [
    ("What Ranganath, Gerrish and Blei (2014) call so drops terms.", [("Ranganath, Gerrish and Blei", "2014")]),
    ("This is in Csiszár (1975).  Maddison et al. (2017) have it too.", [("Csiszár", "1975"), ("Maddison et al.", "2017")]),
    ("It holds for K draws (2014 of them), and a (1992) is none; nor is Γ(1975).", []),
    ("Jensen has it, Blei (20175) has not.", [])])
def test_authors_are_cited_with_their_year(words, cited):
    assert CITED.findall(words) == cited


def test_what_a_docstring_cites_is_a_work_of_its_chapter():
    cited = {name: CITED.findall(" ".join((one.__doc__ or "").split())) for name, one in load().items()}
    assert sum(map(bool, cited.values())) >= 8
    for name, every in cited.items():
        for authors, year in every:
            assert any(work.startswith(authors) and year in work for work in sources(load()[name])), (name, authors, year)


def test_a_paper_that_its_chapter_does_not_name_is_told_as_it_is_cited(monkeypatch):
    one = load()["elbo.gibbs"]
    monkeypatch.setattr(one, "__doc__", "Gibbs (1902) has it, and again:\nGibbs (1902).")
    assert own_sources(one)[0] == "Gibbs (1902)" and own_sources(one).count("Gibbs (1902)") == 1
    other = load()["score_function.gradient"]
    monkeypatch.setattr(other, "__doc__", "Williams (1993), of which the chapter names a work of 1992.")
    assert own_sources(other)[0] == "Williams (1993)" and any("(1992)" in work for work in other_sources(other))


def test_rules_and_lemmas_bring_the_works_that_prove_them():
    found = own("elbo.gibbs")
    assert any(work.endswith("(the rule jensen)") and work.startswith("Cover and Thomas") for work in found)
    assert any("Billingsley" in work and "the lemma" in work for work in found)
    assert not any("axioms" in work or work == "definitions" for work in found)
    assert own_sources(load()["elbo.gibbs"]) == [work for work in found if "the lemma" not in work]


def test_one_source_of_two_lemmas_is_told_once():
    assert any("(the lemma constant factor, the lemma sum)" in work for work in own("control_variates.best_baseline"))


def test_the_works_of_the_chapter_are_the_others():
    for one in load().values():
        works = sources(one)
        assert [*(work for work in works if work in own_sources(one)), *other_sources(one)] == sorted(works, key=lambda work: work not in own_sources(one))


def test_without_its_sources_a_docstring_is_what_else_it_says():
    assert without_sources("One.\n\nSources: A (2000), B.\n\nTwo Sources: none.") == "One.\n\nTwo Sources: none."


def test_the_page_of_a_theorem_names_its_own_works_and_those_of_its_chapter(capsys, monkeypatch):
    assert main(["show", "control_variates.best_baseline"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    own_part, _, rest = page.partition("Sources ")[2].partition("Of the chapter ")
    assert own_part.startswith("Greensmith, Bartlett and Baxter") and "question" in own_part
    assert "Mnih and Rezende" in rest and "Greensmith" not in rest.partition("Where people go wrong")[0]
    monkeypatch.setattr(module, "HEADS", ("Works: ",))
    assert main(["show", "elbo.bound"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "Of the chapter" not in page and "question 1.1.1 of the assignment" in page
