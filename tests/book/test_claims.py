"""The tables of claims: of a question and of the whole assignment, with the tests that bear on each claim."""

import re

import pytest
import sympy

from derivations.commands.errata_in_words import subject
from derivations.commands.finding import load_reported
from derivations.commands.site.claims import claims_of, claims_page
from derivations.commands.site.errata import errata_page
from derivations.commands.site.evidence import Evidence, collected
from derivations.commands.site.suite import Suite
from derivations.reported.errata import errata

CLAIMS = [claim for claim in load_reported().values() if claim.question == "2.2.15"]


@pytest.fixture(scope="module")
def marked() -> Evidence:
    return collected()


def rows(page: str) -> dict[str, str]:
    """The rows of a table, by the names of their claims."""
    found = re.findall(r"<tr.*?</tr>", page.partition("<tbody>")[2], re.DOTALL)
    return {re.findall(r"\d\.\d\.\d+-[a-z]+", row)[0]: row for row in found}


def test_each_claim_of_a_question_shows_the_tests_that_bear_on_it(marked) -> None:
    found = errata("2.2.15", load_reported().values())
    page = rows(claims_of(found, marked))
    assert list(page) == [claim.id for claim in CLAIMS]
    for claim in CLAIMS:
        cells = re.findall(r"<td.*?</td>", page[claim.id], re.DOTALL)
        tests = {mark.place for mark in marked.marks.get(claim.id, ())}
        assert (all(place in cells[4] for place in tests) if tests else cells[4] == "<td>none</td>") and len(cells) == 6
        assert str(found.verdicts[claim.id].verdict) in cells[5]
    assert any(marked.marks.get(claim.id) for claim in CLAIMS)


def test_all_claims_stand_in_one_table_with_their_verdicts_and_tests(marked) -> None:
    claims = list(load_reported().values())
    page = claims_page(claims, ["proved"]*len(claims), marked)
    assert list(rows(page)) == [claim.id for claim in claims]
    tested = {claim.id for claim in claims if marked.marks.get(claim.id)}
    assert f"{len(claims)} claims. On {len(tested)} of them tests bear, by the marks" in page and f"proved ({len(claims)})" in page
    for name, row in rows(page).items():
        assert ("<td>none</td>" in row) == (name not in tested), name
        assert f'href="errata/{name.partition("-")[0]}.html#claim-{name}"' in row


def test_what_passed_stands_in_the_place_of_the_marks(marked) -> None:
    one, other = load_reported()["1.1.3-a"], load_reported()["1.1.3-b"]
    run = Evidence(marked.marks, Suite({one.id: {"exact": 1, "training": 2}}, 1e-6, []))
    page = claims_page([one, other], ["proved", "not checkable"], run)
    assert "<td>1 exact, 2 training</td>" in rows(page)[one.id] and "<td>none passed</td>" in rows(page)[other.id]
    assert "2 claims. On 1 of them tests bear that passed in a run." in page and 'class="verdict not-checkable">not checkable<' in page


@pytest.mark.book
def test_a_question_says_what_it_is_about_and_explains_the_names_of_its_statements() -> None:
    page, told = errata_page("2.2.15", CLAIMS, "../", Evidence(), {})
    assert told.about == "The natural gradient in the shape and the scale of a Gamma law."
    assert page.index(told.about) < page.index(told.summary) < page.index("<dt>As a statement") < page.index("<dt>Where") < page.index("<dt>In numbers")
    explained = re.findall(r"<dt>Where</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)[0]
    assert "is a real parameter" in explained


def test_a_proved_claim_unfolds_its_proof_with_hypotheses_and_definitions() -> None:
    """Each proved claim, and no other one, has as many lines as its proof, and all reasons but that of the first line."""
    found = errata("2.2.14", load_reported().values())
    for name, row in rows(claims_of(found, Evidence())).items():
        proof = re.findall(r"<details.*?</details>", row, re.DOTALL)
        claim = load_reported()[name]
        if found.verdicts[name].verdict != "proved" or claim.statement is None:
            assert not proof
            continue
        written = claim.statement.text
        assert proof[0].count('class="line fixed"') == len(written.lines) == proof[0].count('class="reason"') + 1
        assert proof[0].count(" &gt; 0") >= sum(isinstance(h, sympy.StrictGreaterThan) for h, _ in written.hypotheses)
    proof = rows(claims_of(found, Evidence()))["2.2.14-k"]
    assert "α &gt; 0" in proof and "p(x, α, β) = 1/" in proof and ">family<" in proof and ">q2_2_14.gradient_in_shape_and_scale<" in proof


@pytest.mark.book
def test_an_error_states_its_hypotheses() -> None:
    page, _ = errata_page("2.2.14", tuple(load_reported().values()), "../", Evidence(), {})
    given = re.findall(r"<dt>If</dt>\s*<dd>(.*?)</dd>", page.partition("As a statement")[2].partition("In numbers")[0], re.DOTALL)[0]
    assert re.findall('aria-label="([^"]*)"', given) == ["α &gt; 0", "β &gt; 0"]


@pytest.mark.parametrize("question", sorted({claim.question for claim in load_reported().values()}))
def test_what_a_question_is_about_is_a_sentence(question) -> None:
    words = subject(question)
    assert words.endswith(".") and len(words) > 12 and not re.search(r"[Rr]eport on|Question|`|  ", words) and words[0].isupper()
