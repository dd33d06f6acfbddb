"""A theorem on matrices in the book: one part of a page, one row of a list and one mark, with its entries inside."""

import re
from html import escape, unescape

import pytest

from derivations.chapters.elbo import bound, gibbs
from derivations.chapters.gamma_charts import rate_chart, scale_chart, scale_determinant
from derivations.commands.site.building import Book
from derivations.commands.site.chapters import COMMAND, chapter_page
from derivations.commands.site.evidence import Evidence, Mark
from derivations.commands.site.map import map_page
from derivations.commands.site.matrices import matrix_section
from derivations.commands.site.mistakes import mistakes
from derivations.commands.site.theorems import links, where
from derivations.kernel import Prover
from derivations.pages.phrases import ENTERS, SMOOTH, STOPPED
from derivations.pages.text import text

pytestmark = pytest.mark.book  # the formulas of its pages are set by a package that only the book needs

PLACES = [(1, 1), (1, 2), (2, 1), (2, 2)]
ENTRIES = list(scale_chart.entries.values())


def mark(name, test):
    return Mark(name, "exact", "tests/a.py", test, 1)


@pytest.fixture(scope="module")
def section() -> str:
    prover = Prover()
    proved = {place: prover.prove(one) for place, one in scale_chart.entries.items()}
    evidence = Evidence({scale_chart.id: [mark(scale_chart.id, "test_whole")], ENTRIES[1].id: [mark(ENTRIES[1].id, "test_one")]})
    return matrix_section(scale_chart, proved, {ENTRIES[2].id: [bound]}, set(), "../", evidence)


def spoken(html: str) -> list[str]:
    """The formulas of a part, as they are read out."""
    return [unescape(words) for words in re.findall(r'aria-label="([^"]*)"', html)]


def unmarked(html: str) -> str:
    """A part, or a text, without what marks its indices and exponents: tags in the one, low lines in the other."""
    return unescape(re.sub(r"</?su[bp]>|_", "", html))


def entries_in(section: str) -> dict[str, str]:
    """The parts that open, by their names."""
    parts = re.split(r'<details class="entry" id="([^"]*)">', section.partition('<div class="mistakes"')[0])
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_entry_opens_with_its_claim_and_all_of_its_lines(section) -> None:
    found = entries_in(section)
    assert list(found) == [one.id for one in ENTRIES]
    for place, one in zip(PLACES, ENTRIES, strict=True):
        summary = found[one.id].partition("</summary>")[0]
        assert f"entry {place[0]}, {place[1]}<" in summary and spoken(summary) == [text(one.text.statement)]
        lines = re.findall(r'<details class="line[^"]*"><summary>.*?</summary>', found[one.id])
        assert [spoken(line) for line in lines] == [[text(line.expression)] for line in one.text.lines]
        assert "In the model" in found[one.id] and "its value in this model" in found[one.id]


def test_the_matrices_stand_as_they_were_typed_with_what_their_names_mean(section) -> None:
    before = section.partition('<details class="entry"')[0]
    assert all(text(line.expression) in spoken(before) for line in scale_chart.text.lines) and text(scale_chart.text.statement) in spoken(before)
    assert any(words.startswith("J_scale = [[") for words in spoken(before)) and before.index("<dt>Where") < before.index("<dt>If") < before.index("<h4>Proof")
    assert all(item not in part for part in entries_in(section).values() for item in where(scale_chart, set()))


def test_what_is_said_of_one_entry_only_stands_there(section) -> None:
    found = entries_in(section)
    assert [name for name, part in found.items() if "tests/a.py::test_one" in part] == [ENTRIES[1].id]
    assert [name for name, part in found.items() if "elbo.bound" in part] == [ENTRIES[2].id]
    assert section.count("tests/a.py::test_whole") == 2  # once with the other test of the entry that has its own


def test_a_false_statement_on_matrices_is_one_of_matrices_and_the_false_entry_is_named() -> None:
    found = mistakes(ENTRIES[0])
    assert spoken(found) == [text(twin.statement) for twin in scale_chart.text.twins]
    assert not any(" and " in words for words in spoken(found)) and escape("F_scale(a, s)") in spoken(found)[0]
    told = re.findall(r"of which this is false: (entry \d, \d), (.*?)</li>", found)
    matrices = [twin for twin in scale_chart.text.twins if " = F_scale" in text(twin.statement)]
    assert len(told) == len(matrices) == 2
    for (named, words), twin in zip(told, matrices, strict=True):
        place = tuple(map(int, re.findall(r"\d", named)))
        assert unmarked(words) == unmarked(text(twin.statement.entry(*place)))
    assert mistakes(ENTRIES[1]) == ""


def test_entries_stand_in_one_item_of_a_list() -> None:
    whole = links([gibbs, *ENTRIES, bound], "../")
    assert len(whole) == 3 and whole[1].count("<a ") == 1 and f"#{scale_chart.id}\"" in whole[1] and whole[1].endswith(escape(scale_chart.title))
    some = links([ENTRIES[0], rate_chart[1, 1], ENTRIES[3]], "")
    assert len(some) == 2 and re.findall(r"<a [^>]*>([^<]*)</a>", some[0]) == [ENTRIES[0].id, "[2,2]"]
    assert f"#{ENTRIES[3].id}\"" in some[0] and re.findall(r"<a [^>]*>([^<]*)</a>", some[1]) == [rate_chart[1, 1].id]


def test_a_theorem_on_matrices_is_one_row_with_its_entries_and_one_mark() -> None:
    every = {one.id: one for one in (gibbs, *ENTRIES)}
    page = Book(every, {}, {}, {})._every()
    rows = re.findall(r"<tr\b.*?</tr>", page.partition("<tbody>")[2], re.DOTALL)
    assert len(rows) == 2 and re.findall(r"<a [^>]*>([^<]*)</a>", rows[1]) == [scale_chart.id, "[1,1]", "[1,2]", "[2,1]", "[2,2]"]
    assert all(f'#{name}"' in rows[1] for name in [scale_chart.id, *every][2:]) and unmarked(text(scale_chart.text.statement)) in unmarked(rows[1])
    rests_on = {one.id: [gibbs, rate_chart[1, 2], rate_chart[2, 2]] for one in ENTRIES}
    marks = re.findall(r'data-id="([^"]*)" data-used="([^"]*)"', map_page(every, rests_on))
    assert marks == [("elbo.gibbs", ""), (scale_chart.id, f"elbo.gibbs {rate_chart.id}")]


def test_all_theorems_of_the_chapter_stand_on_its_page() -> None:
    """Wherever a link may lead: the page has a part for each, also for the matrices."""
    some = [*ENTRIES, scale_determinant]
    page = chapter_page(some, {}, "../", Evidence())
    ids = re.findall(r'id="([^"]*)"', page)
    assert [name for name in ids if name.startswith("gamma_charts.")] == [scale_chart.id, *(one.id for one in some)]


@pytest.mark.parametrize("phrase", [ENTERS, SMOOTH, STOPPED])
def test_no_phrase_of_a_page_sends_to_a_terminal(phrase) -> None:
    assert "show" not in COMMAND.sub("", phrase) and COMMAND.sub("", phrase).endswith(".")
