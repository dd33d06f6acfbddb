"""Where a theorem comes from: the works that its chapter names, and the questions that it answers."""

import pytest

from derivations.__main__ import main
from derivations.chapters import ORDER
from derivations.commands import sources as module
from derivations.commands.finding import corrections, load
from derivations.commands.sources import NoSource, named_in, sources, told


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
        assert sources(one) == [] and told(one) == [f"question {one.questions[0]} of the assignment"]


def test_what_has_neither_is_told(monkeypatch):
    one = next(iter(corrections().values()))
    monkeypatch.setattr(one, "questions", ())
    with pytest.raises(NoSource, match=one.id):
        sources(one)
    assert told(one) == []


def test_the_page_of_a_theorem_names_works_and_questions(capsys, monkeypatch):
    assert main(["show", "elbo.bound"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "Sources Jordan, Ghahramani, Jaakkola and Saul (1999)" in page and "question 1.1.1 of the assignment" in page
    monkeypatch.setattr(module, "HEADS", ("Works: ",))
    assert main(["show", "elbo.bound"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "Jordan" not in page and "Sources question 1.1.1 of the assignment" in page
