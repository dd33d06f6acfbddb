"""The names that the search of all pages knows, and the rows of the page on which a theorem is found."""

import re
from collections import Counter
from html import unescape

import pytest

from derivations.chapters.path_derivative import decomposition
from derivations.commands.finding import corrections, load
from derivations.commands.show_lemma import SAID
from derivations.commands.site import building
from derivations.commands.site.building import Book
from derivations.commands.site.elements import whole_of
from derivations.commands.site.names import Named, names
from derivations.commands.site.python_source import find, modules
from derivations.kernel import RULES


def test_all_that_has_a_name_and_a_place_can_be_looked_up() -> None:
    found = names(load().values(), corrections().values())
    kinds = Counter(one.kind for one in found)
    assert kinds["rule"] == len(RULES) and kinds["lemma"] == len(SAID) and kinds["theorem"] >= len(load()) and kinds["correction"] >= len(corrections())
    assert len(set(found)) == len(found)
    by_name = {(one.name, one.kind): one for one in found}
    for name, one in load().items():
        assert by_name[name, "theorem"].place == name and by_name[whole_of(one).id, "theorem"].page == f"chapters/{one.chapter}"
    for name in (one.name for one in found if one.kind == "program" and one.name.count(".") == 1):
        assert find(name) is not None
    assert {name.partition(".")[0] for name, kind in by_name if kind == "program"} == set(modules())


@pytest.mark.book
def test_sphinx_puts_the_names_into_the_index_of_its_search(tmp_path) -> None:
    from derivations.commands.site import search_index  # here, because it needs Sphinx

    source, static = tmp_path / "source", tmp_path / "static"
    for folder in (source, static):
        folder.mkdir()
    (source / "index.rst").write_text("Title\n=====\n\nFine.\n")
    building._run_sphinx(source, static, tmp_path / "made", [Named("elbo.gibbs", "theorem", "index", "elbo.gibbs"), Named("x.y", "rule", "nowhere", "z")])
    index = (tmp_path / "made/searchindex.js").read_text(encoding="utf-8")
    assert {one.kind for one in names(load().values(), corrections().values())} == set(search_index.Names.object_types)
    assert re.search(r'"objects":\{"elbo":\[\[0,0,2,"","gibbs"\]\]\}', index) and '"book","theorem","theorem"' in index


def test_a_row_of_the_finder_has_the_prose_of_its_theorem_and_of_its_names() -> None:
    """So a word finds a theorem that neither its name, nor its title nor its claim has."""
    one = decomposition
    page = Book({one.id: one}, {}, {}, {})._every().replace("\n   ", "")
    (words,) = re.findall(r'<tr data-words="([^"]*)">', page)
    shown = re.sub(r"<[^>]+>", "", page.partition("<tbody>")[2])
    assert unescape(words).startswith(" ".join((one.__doc__ or "").split())) and "reparametrised" in words and "reparam" not in shown
    assert re.search(r'<p class="none" id="nothing" hidden="">[^<]*<a href="search.html">', page)
