"""What is printed in several lines of the report stands piece by piece, each with its line."""

import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from derivations import reported
from derivations.commands.finding import load_reported
from derivations.commands.show_errata import errata_page
from derivations.reported.claim import Claim

CLAIMS = load_reported()
TOGETHER = {name: claim for name, claim in CLAIMS.items() if len(claim.pieces) > 1}
LINE = re.compile(r"line (\d+): \S")


def printed(words: str) -> Claim:
    return Claim("0.0.0-a", (1, 1), 0, "line", "", None, None, "", printed=words)


@pytest.mark.parametrize(("words", "pieces"), [
    ("", []), ("a = b", ["a = b"]), ("line 2: a; line 5: b = c", ["line 2: a", "line 5: b = c"]), ("line 2: a; b", ["line 2: a; b"]),
    ("lines 5 and 6 end within a statement; lines 7 to 9 stand too far left", ["lines 5 and 6 end within a statement; lines 7 to 9 stand too far left"]),
    ("line 2: a;line 5: b", ["line 2: a;line 5: b"]), ("line 2: a; from line 5: b", ["line 2: a; from line 5: b"])])
def test_the_pieces_of_what_is_printed(words, pieces) -> None:
    assert printed(words).pieces == pieces


def test_each_piece_has_another_line_and_one_is_the_line_of_the_claim() -> None:
    length = json.loads((Path(reported.__file__).parent / "inventory.json").read_text(encoding="utf-8"))["length"]
    assert {"2.2.16-a", "2.2.16-n", "2.2.16-o", "2.2.16-p", "2.2.16-y"} <= set(TOGETHER)
    for name, claim in TOGETHER.items():
        found = [LINE.match(piece) for piece in claim.pieces]
        assert all(found), name
        lines = [int(one[1]) for one in found if one]
        assert len(set(lines)) == len(lines) and set(lines).intersection(range(claim.lines[0], claim.lines[1] + 1)) and max(lines) <= length, name


def test_pieces_stand_in_rows_of_their_own() -> None:
    console = Console(width=120, record=True)
    errata_page("2.2.16", console)
    page = console.export_text()
    assert re.search(r"printed +line 882: F\(α, β\)⁻¹ is computed\n +line 897: 1/\(αψ′\(α\) − 1\).*\n +These places are read together\.\n", page)
    assert page.count("These places are read together.") == 5


@pytest.mark.book
def test_the_book_has_a_row_for_each_piece() -> None:
    from derivations.commands.site.errata import _printed

    html = _printed(CLAIMS["2.2.16-y"])
    assert html.count("<p>") == 2 and html.startswith("<p>line 914: ") and "<p>line 1059: F" in html and html.endswith('<p class="words">These places are read together.</p>')
    assert _printed(printed("a_k")) == "<p>a<sub>k</sub></p>"
