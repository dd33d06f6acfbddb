"""The figures in the words of a correction stand where the words say: that of NGD beside NGD, that of μ beside μ.

A run decides a claim by its rule, and the words with figures in them are read by nobody else: two figures that had changed places
would be printed as they stand.  Of two figures whose names differ in one part alone the first in the text is that of the first word.
"""

import re
from itertools import combinations
from typing import NamedTuple

import pytest

from derivations.commands.finding import load, load_reported

load()
CLAIMS = load_reported()
WORDS = {claim.id: claim.decision.instead for claim in CLAIMS.values() if claim.decision is not None and claim.decision.instead}
FIGURE = re.compile(r"\{([^}]*)\}")
PART = re.compile(r"[._ /]+")
OPPOSITES = (  # two parts of names of figures, and the words for them
    ("ngd", "gd", r"\bNGD\b", r"\bGD\b"), ("mu", "tau", "μ", "τ"), ("shape", "scale", r"\bshape\b", r"\bscale\b"),
    ("shallow", "steep", r"\b(flat|least)\b", r"\b(steep|most)\b"), ("low", "high", r"\bbelow\b", r"\babove\b"),
    ("first", "last", r"\bfirst\b", r"\blast\b"), ("count", "mean", r"\b(draws|points)\b", r"\bmean\b"),
    ("mean", "precision", r"\bmean\b", r"\bprecision\b"), ("mean", "variance", r"\bmean\b", r"\bvariance\b"))
BESIDE = (("control variate {", "control_variate"), ("NGD {", "ngd"), ("GD {", "gd"), ("REINFORCE {", "reinforce"))


class Figure(NamedTuple):
    """A figure in a clause: its name, and where it stands."""

    name: str
    place: int


def clauses(words: str) -> list[str]:
    """The clauses that a semicolon divides."""
    return words.split("; ")


def exchanged(one: str, other: str, parts: tuple[str, str]) -> bool:
    """Whether two names differ in one part alone: the first has the first of the parts there, the second the other."""
    pairs = list(zip(PART.split(one), PART.split(other), strict=False))
    return len(PART.split(one)) == len(PART.split(other)) and [pair for pair in pairs if pair[0] != pair[1]] == [parts]


def pairs(clause: str) -> list[tuple[Figure, Figure, str, str]]:
    """Two figures of a clause that are opposite in one part, both words for which the clause has, in the order of the parts."""
    figures = [Figure(found[1], found.start()) for found in FIGURE.finditer(clause)]
    said = FIGURE.sub(lambda found: "·"*len(found[0]), clause)
    found = []
    for one, other in combinations(figures, 2):
        for first, second, word, also in OPPOSITES:
            if re.search(word, said) and re.search(also, said):
                found += [(one, other, word, also)] if exchanged(one.name, other.name, (first, second)) else []
                found += [(other, one, word, also)] if exchanged(other.name, one.name, (first, second)) else []
    return found


def misplaced(words: str) -> list[str]:
    """The figures that do not stand where the words say."""
    wrong = []
    for clause in clauses(words):
        said = FIGURE.sub(lambda found: "·"*len(found[0]), clause)
        for one, other, word, also in pairs(clause):
            first, second = re.search(word, said), re.search(also, said)
            assert first is not None and second is not None
            if (first.start() < second.start()) != (one.place < other.place):
                wrong.append(f"{one.name} and {other.name}")
        for found in FIGURE.finditer(clause):
            for word, part in BESIDE:
                before = clause[:found.start() + 1]
                if before.endswith(word) and not before.endswith("N" + word) and part not in re.split(r"[.]|_(?=fails|wins|project)", found[1]):
                    wrong.append(found[1])
    return wrong


OF_PAIRS = {name: words for name, words in WORDS.items() if any(map(pairs, clauses(words)))}


@pytest.mark.parametrize("name", WORDS)
def test_the_figures_stand_where_the_words_say(name):
    assert misplaced(WORDS[name]) == []


@pytest.mark.parametrize("name", OF_PAIRS)
def test_two_figures_that_change_places_are_noticed(name):
    words = WORDS[name]
    for one, other, _, _ in [pair for clause in clauses(words) for pair in pairs(clause)]:
        wrong = words.replace(f"{{{one.name}}}", "{}").replace(f"{{{other.name}}}", f"{{{one.name}}}").replace("{}", f"{{{other.name}}}")
        assert misplaced(wrong), (one.name, other.name)


def test_the_figure_beside_a_name_is_its_own():
    words = WORDS["1.2.4-g"]
    assert misplaced(words) == []
    assert misplaced(words.replace("{exact.updates.end.control_variate", "{exact.updates.end.reinforce")) == ["exact.updates.end.reinforce.variance"]
    assert len(OF_PAIRS) > 30
