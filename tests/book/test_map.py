"""The map's page: its legend explains the signs that stand on it, and no others."""

import re
from html import unescape

from derivations.chapters.elbo import bound, evidence, gibbs, gibbs_equality
from derivations.commands.finding import load
from derivations.commands.site.map import OTHER, SIGNS, map_page

MARKS = re.compile(r'<a class="mark" [^>]*>([^<]+)<')
LEGEND = re.compile(r'<ul class="map-legend">(.*?)</ul>', re.DOTALL)


def signs(page: str) -> tuple[set[str], list[str]]:
    """The signs of the marks, and those of the legend."""
    (legend,) = LEGEND.findall(page.replace("\n   ", ""))
    assert all("<span" in line for line in legend.split("</li>")[:-1])
    return set(map(unescape, MARKS.findall(page))), list(map(unescape, re.findall(r'<span class="mark">([^<]+)</span>', legend)))


def test_the_legend_has_each_sign_that_occurs_and_no_other() -> None:
    for some in ((gibbs,), (evidence, bound), (gibbs, gibbs_equality), tuple(load().values())):
        marks, explained = signs(map_page({one.id: one for one in some}, {}))
        assert marks and set(explained) == marks and len(explained) == len(marks)


def test_the_legend_knows_every_sign_that_a_mark_can_have(monkeypatch) -> None:
    for sign in {*SIGNS.values(), OTHER}:
        monkeypatch.setattr("derivations.commands.site.map._sign", lambda one, sign=sign: sign)
        marks, explained = signs(map_page({gibbs.id: gibbs}, {}))
        assert marks == {sign} and explained == [sign]


def test_the_page_says_how_a_mark_is_read_without_a_mouse() -> None:
    page = map_page({gibbs.id: gibbs}, {})
    for way in ("Point at a theorem", "tap it", "Tab key"):
        assert way in page
