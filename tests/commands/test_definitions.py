"""An abbreviation is defined at the letters of its definition, also where it occurs at numbers or terms alone."""

from derivations.commands.finding import load, load_reported
from derivations.kernel import D, abbreviation, log, parameters
from derivations.pages.abbreviations import in_general
from derivations.pages.declarations import declared
from derivations.pages.text import text

load()
CLAIMS = load_reported()
a, b, c = parameters("a b c")


@abbreviation
def pair(a, b):
    """Two letters of this file."""
    return a*log(b)


@abbreviation
def foreign(shape, b):
    """One parameter is no letter of this file."""
    return shape*b


@abbreviation
def slope(b):
    """A letter that the body binds."""
    return D[c](c*b)


def defined(node) -> str:
    general = in_general(node)
    return f"{text(general)} = {text(general.body)}"


def test_terms_and_numbers_give_way_to_the_letters() -> None:
    assert defined(pair(2, 1/b)) == defined(pair(a + 1, b)) == defined(pair(b, 3)) == defined(pair(b, a*c)) == "pair(a, b) = a·log b"


def test_a_call_at_letters_stays_and_so_does_one_without_letters() -> None:
    assert defined(pair(b, a)) == "pair(b, a) = b·log a" and in_general(pair(b, c)) is pair(b, c)
    assert defined(foreign(2, b)) == "foreign(2, b) = 2·b" and defined(foreign(a, b + 1)) == "foreign(a, b) = a·b"
    assert in_general(foreign(b, b + 1)) is foreign(b, b + 1)  # both would be b
    assert defined(slope(2)) == "slope(b) = ∂_c[c·b]"


def test_a_definition_stands_once_with_its_letters_declared() -> None:
    told = declared([pair(2, 3) + pair(c, 4)])
    assert told.count("pair(a, b) = a·log b") == 1 and {f"{name} is a real parameter" for name in "abc"} <= set(told)
    statement = CLAIMS["2.2.16-b"].statement
    assert statement is not None
    told = declared([statement.text.statement])
    assert [words for words in told if words.startswith("A(")] == ["A(η1, η2) = −(η2 + 1)·log(−η1) + lnΓ(η2 + 1)"]
    assert "η1 is a real parameter" in told and "η2 is a real parameter" in told
