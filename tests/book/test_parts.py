"""The parts of the book's builder that need neither Sphinx nor a browser."""

from pathlib import Path

import pytest

from derivations.chapters.elbo import bound, gibbs
from derivations.chapters.gamma import at_least_one
from derivations.commands.site.elements import facts, marked, prose, title
from derivations.commands.site.links import dead_links
from derivations.commands.site.numbers import example
from derivations.kernel import Prover


def written(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def test_links_that_lead_somewhere_are_no_mistake(tmp_path) -> None:
    site = written(tmp_path, a='<p id="here"><a href="#here"></a><a href="b.html#elbo.bound"></a><a href="https://doi.org/1"></a>',
                   b='<span id="elbo.bound"></span>')
    assert dead_links(site) == []


@pytest.mark.parametrize(("html", "wrong"), [
    ('<a href="c.html">', "a.html: c.html leads to no file"), ('<a href="#there">', "a.html: #there leads to no place of that page"),
    ('<a href="b.html#there">', "a.html: b.html#there leads to no place of that page"),
    ('<img src="https://example.org/x.png">', "a.html fetches https://example.org/x.png"), ('<script src="//cdn/x.js">', "a.html fetches //cdn/x.js")])
def test_what_is_wrong_with_a_link_is_told(tmp_path, html, wrong) -> None:
    assert dead_links(written(tmp_path, a=html, b="")) == [wrong]


def test_words_are_marked_and_escaped() -> None:
    assert marked("the `elbo` of *two laws* is 2*a*b < 3") == "the <code>elbo</code> of <em>two laws</em> is 2*a*b &lt; 3"
    assert prose("One.\n\n    x = 1\n\nTwo.") == '<p>One.</p><pre class="figure">x = 1</pre><p>Two.</p>'
    assert title("a*b").startswith("a\\*b\n====")


def test_a_label_without_items_is_left_out() -> None:
    assert facts(("If", []), ("then", ["x"])) == '<dl class="facts"><dt>then</dt><dd><div>x</div></dd></dl>'


@pytest.mark.parametrize("one", [bound, gibbs, at_least_one])
def test_the_numbers_of_a_proof_rise_and_fall_as_its_relations_say(one) -> None:
    found = example(Prover().prove(one))
    assert found is not None
    values = [float(eval(value.partition(" ≈ ")[2] or value, {})) for value in found.values]
    for line, below, above in zip(one.text.lines[1:], values, values[1:]):
        assert {"≤": below <= above + 1e-6, "=": abs(below - above) < 1e-6, "≥": below >= above - 1e-6}[str(line.relation)]
    assert found.model and all(value for value in found.values)
