"""What stops the book from being built, and what is left of what was there before."""

from argparse import Namespace

import pytest

from derivations.chapters import cavi
from derivations.chapters.cavi import ascent
from derivations.commands.book import main
from derivations.commands.site import building
from derivations.commands.site.chapters import chapter_page
from derivations.commands.site.evidence import Evidence

pytestmark = pytest.mark.book


def called(out, jobs=None) -> Namespace:
    return Namespace(out=str(out), jobs=jobs, evidence=None, ledger=None, runs=None, benchmarks=None, mutants=None)


def test_a_formula_that_is_none_is_told() -> None:
    from derivations.commands.site.katex import BadFormula, formula

    assert "aria-label" in formula(r"\frac{1}{2}", "1/2")
    with pytest.raises(BadFormula, match="Undefined control sequence"):
        formula(r"\nosuchword", "")


def test_a_folder_of_something_else_is_left_alone(tmp_path, capsys) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("kept")
    assert main(called(tmp_path)) == 2 and mine.read_text() == "kept"
    assert main(called(mine)) == 2 and "no folder" in capsys.readouterr().err


class OnePage(building.Book):
    """A book of one page, whose text a test chooses."""

    text = ""

    def pages(self):
        return [("", "index")]

    def page(self, kind, name):
        return self.text, None


class WithoutSource(OnePage):
    """A book of which one chapter names no source."""

    def page(self, kind, name):
        return chapter_page([ascent], {}, "", Evidence()), None


def test_a_missing_source_fails_the_book(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(building, "made_of_everything", lambda *given: WithoutSource({}, {}, {}, {}))
    monkeypatch.setattr(cavi, "__doc__", (cavi.__doc__ or "").partition("Sources:")[0])
    assert main(called(tmp_path / "out", 1)) == 1
    assert "not built: the chapter cavi names no sources" in capsys.readouterr().err and not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("option", ["evidence", "ledger", "mutants"])
def test_a_bad_file_is_told_with_its_option(tmp_path, capsys, option) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}\n")
    args = called(tmp_path / "out", 1)
    setattr(args, option, str(bad))
    assert main(args) == 2 and f"--{option}: {bad}: not " in capsys.readouterr().err


@pytest.mark.parametrize(("text", "wrong"), [
    ("Title\n=====\n\n:no_such_role:`x`\n", "Unknown interpreted text role"),
    ("Title\n=====\n\n.. raw:: html\n\n   <a href='nowhere.html'>x</a>\n", "nowhere.html leads to no file")])
def test_a_bad_page_fails_the_book_and_leaves_the_old_one(tmp_path, monkeypatch, capsys, text, wrong) -> None:
    book = OnePage({}, {}, {}, {})
    monkeypatch.setattr(building, "made_of_everything", lambda *given: book)
    monkeypatch.setattr(OnePage, "text", "Title\n=====\n\nFine.\n")
    out = tmp_path / "out"
    assert main(called(out, 1)) == 0
    (out / "stale.html").write_text("")
    monkeypatch.setattr(OnePage, "text", text)
    assert main(called(out, 1)) == 1 and wrong in capsys.readouterr().err
    assert "Fine." in (out / "index.html").read_text() and (out / "stale.html").exists()
    monkeypatch.setattr(OnePage, "text", "Title\n=====\n\nNew.\n")
    assert main(called(out, 1)) == 0 and not (out / "stale.html").exists()


def test_a_title_of_any_signs_stands_above_the_sheets_of_paper() -> None:
    style = building._running_head("<title>A &quot;b&quot; \\ &lt;/style&gt; &amp; ∑</title>")
    assert style.count("<") == 2 and 'content: "A \\22 b\\22  \\5c  \\3c /style\\3e  \\26  ∑"' in style
