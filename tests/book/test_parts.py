"""The parts of the book's builder that need neither Sphinx nor a browser."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from derivations.chapters.diffusion import forward_factors
from derivations.chapters.elbo import bound, gibbs
from derivations.chapters.gamma import at_least_one
from derivations.chapters.score_function import baseline_bound, baseline_variance
from derivations.commands.finding import load
from derivations.commands.site.citations import cited
from derivations.commands.site.elements import (
    facts,
    lowered,
    marked,
    numbered,
    paragraphs,
    printed,
    prose,
    raw,
    small,
    title,
)
from derivations.commands.site.excerpts import FILE, LONGEST, write_excerpts
from derivations.commands.site.lean import lean
from derivations.commands.site.line_breaks import before_signs, without_marks
from derivations.commands.site.links import dead_links
from derivations.commands.site.meanings import as_above, only_in, where
from derivations.commands.site.numbers import example
from derivations.commands.site.shortening import ELEMENTS, rename, shortened
from derivations.kernel import Prover
from derivations.pages.text import text


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
    assert marked("**All of *x*.** 2**3, a ** b") == "**All of <em>x</em>.** 2**3, a ** b" and marked("**It is one, x_0.** So") == "<strong>It is one, x<sub>0</sub>.</strong> So"
    assert prose("One.\n\n    x = 1\n\nTwo.") == '<p>One.</p><pre class="figure">x = 1</pre><p>Two.</p>'
    assert paragraphs("    x = 1\n    y = 2\n\nTwo.") == '<pre class="figure">x = 1\ny = 2</pre><p>Two.</p>'
    assert title("a*b").startswith("a\\*b\n====")


@pytest.mark.parametrize(("words", "html"), [
    ("x_0, x_{t−1} and ρ_t", "x<sub>0</sub>, x<sub>t−1</sub> and ρ<sub>t</sub>"), ("∫ p̃(x, z_j) dz_j", "∫ p̃(x, z<sub>j</sub>) dz<sub>j</sub>"),
    ("𝔼_q[log p/q] < a", "𝔼<sub>q</sub>[log p/q] &lt; a"), ("E_{Π_{l≠1} q(z_l)}[f]", "E<sub>Π<sub>l≠1</sub> q(z<sub>l</sub>)</sub>[f]"),
    ("Σ_{t=1}^{T} f(x_t), ∏_{t=2}^{T} and mean_{k≤K} a_k", "Σ<sub>t=1</sub><sup>T</sup> f(x<sub>t</sub>), ∏<sub>t=2</sub><sup>T</sup> and mean<sub>k≤K</sub> a<sub>k</sub>"),
    ("x_t is -1/2, not log-normal", "x<sub>t</sub> is −1/2, not log-normal"), ("sup_{i∈F} f(i), KL_z(p ‖ q)", "sup<sub>i∈F</sub> f(i), KL<sub>z</sub>(p ‖ q)"),
    ("Σ ρ_t² < ∞, ∂_φ and x_tt", "Σ ρ<sub>t</sub>² &lt; ∞, ∂<sub>φ</sub> and x_tt"),
    ("gamma_charts, q1_1_3_update, p_theta and x_", "gamma_charts, q1_1_3_update, p_theta and x_")])
def test_what_is_written_below_stands_below(words, html) -> None:
    assert lowered(words) == html and marked(f"{words} `x_0`") == f"{html} <code>x_0</code>"


@pytest.mark.parametrize(("words", "html"), [
    ("q1(z1) = -1", "q<sub>1</sub>(z<sub>1</sub>) = −1"), ("u1² + F12·s", "u<sub>1</sub>² + F<sub>12</sub>·s"), ("η1, q_φ(z) and x_0", "η<sub>1</sub>, q<sub>φ</sub>(z) and x<sub>0</sub>"),
    *((same, same) for same in ("lq2 = 2", "q1_1_3.line_65", "x2e5", "1/16 in each of 16 cells", "gamma_charts.scale_chart[1,2]", "Math.h1"))])
def test_the_digits_of_a_name_stand_below_its_letter(words, html) -> None:
    assert printed(words) == html
    assert numbered(f"<code>z1</code> <h4>{html}</h4>") == f"<code>z1</code> <h4>{html}</h4>"


def test_a_title_has_below_a_letter_what_is_written_there() -> None:
    assert title("of x_{t−1}, given x_T").startswith("of x\\ :sub:`t−1`\\ , given x\\ :sub:`T`\n====")
    assert title("gamma_charts at -1").startswith("gamma\\_charts at −1\n") and title("a_{k_1}/1").startswith("a\\ :sub:`k₁`\\ /1\n")
    assert small("x_{t−1}, x_0, x_T and a_{k_1}") == "xₜ₋₁, x₀, x_T and a_{k_1}"


def test_a_theorem_that_prose_names_is_a_link_with_its_title() -> None:
    told = cited("<p>by <code>gibbs</code>, <code>elbo.bound</code>, <code>weighted</code> and <code>q</code>", "elbo", "../")
    assert f'“<a href="../chapters/elbo.html#elbo.gibbs" title="elbo.gibbs">{load()["elbo.gibbs"].title}</a>”' in told
    assert "#elbo.bound" in told and told.endswith("<code>weighted</code> and <code>q</code>")
    assert cited("<code>gibbs</code>", "cavi", "") == "<code>gibbs</code>"
    assert "gamma_charts.html#gamma_charts.scale_chart" in cited("<code>scale_chart</code>", "gamma_charts", "")


@pytest.mark.book
def test_the_names_that_only_a_mistake_has_are_explained_beside_it() -> None:
    from derivations.reported.q1_1_3_update import as_quotient

    told = {text(twin.statement): only_in(twin.statement, as_quotient) for twin in as_quotient.text.twins}
    new = next(items for statement, items in told.items() if "as_printed" in statement)
    assert len(new) == 2 and 'aria-label="as_printed(q1(z1)) = ' in new[0] and new[1].startswith("The expectation with the bar")
    assert all(not items for statement, items in told.items() if "as_printed" not in statement)


def test_excerpts_begin_as_their_sections_do(tmp_path) -> None:
    (tmp_path / "_static").mkdir()
    long = "word " * 200
    written(tmp_path, a='<div role="main"><section id="top"><h1>Title<a class="headerlink" href="#top">¶</a></h1><p>Of <span class="math" role="math" aria-label="log p(x)"><i>l<i>og</i></i></span> &lt; 1</p>'
                        f'<section id="in"><h2>Inner</h2><p>a<br>b<img src="x.png"></p><script>no</script></section><p>after</p></section></div><p>outside</p><section id="long">{long}</section>', b="<p>none</p>")
    write_excerpts(tmp_path)
    program = (tmp_path / "_static" / FILE).read_text(encoding="utf-8")
    told = json.loads(program.removeprefix("window.EXCERPTS=").removesuffix(";\n"))
    assert list(told) == ["a"] and told["a"]["top"] == "Of log p(x) < 1 after" and told["a"]["in"] == "a b"
    assert told["a"]["long"].endswith("word …") and len(told["a"]["long"]) <= LONGEST + 2


def test_a_label_without_items_is_left_out() -> None:
    assert facts(("If", []), ("then", ["x"])) == '<dl class="facts"><dt>then</dt><dd>x</dd></dl>'
    assert facts(("If", ["x", "y"])) == '<dl class="facts"><dt>If</dt><dd><div>x</div><div>y</div></dd></dl>'


@pytest.mark.parametrize("one", [bound, gibbs, at_least_one, forward_factors])
def test_the_numbers_of_a_proof_rise_and_fall_as_its_relations_say(one) -> None:
    found = example(Prover().prove(one))
    assert found is not None
    values = [float(eval(value.partition(" ≈ ")[2] or value, {})) for value in found.values]
    for line, below, above in zip(one.text.lines[1:], values, values[1:]):
        assert {"≤": below <= above + 1e-6, "=": abs(below - above) < 1e-6, "≥": below >= above - 1e-6}[str(line.relation)]
    assert found.model and all(value for value in found.values)


def test_the_model_of_a_proof_says_where_its_free_points_are() -> None:
    found = example(Prover().prove(bound))
    assert found is not None and found.model[-1].startswith("at x = ")


def named(classes, style):
    return " ".join(name for name in [*classes, style] if name not in ("mord", "mathrm", ""))


@pytest.mark.parametrize(("long", "short"), [
    ('<span class="mord mathrm">a</span><span class="mord mathrm">b</span><span class="mopen">(</span>', '<i class="mopen">(</i>'),
    ('<span class="mathit">a</span><span class="mathit">b</span><span class="mathit" style="s">c</span>', '<i class="mathit">ab</i><i class="mathit s">c</i>'),
    ('<span class="mathit">a</span><span class="mathnormal">b</span>', '<i class="mathit">a</i><i class="mathnormal">b</i>'),
    ('<span class="big">a</span><span class="big">b</span>', '<i class="big">a</i><i class="big">b</i>'),
    ('<span class="vlist"><span><span><span>a</span></span></span></span>', '<i class="vlist"><i><i>a</i></i></i>'),
    ('<span><span class="sqrt"><svg><path d="M0"/></svg></span></span>', '<i class="sqrt"><svg><path d="M0"/></svg></i>')])
def test_a_formula_is_shortened_where_no_style_is_lost(long, short) -> None:
    assert shortened(f"<span>{long}</span>", named).removeprefix("ab") == short


def test_the_most_frequent_classes_are_elements_and_the_others_have_short_names(tmp_path) -> None:
    """A set of classes has one name, of which the style sheet says all that it said of them; it is no other element's."""
    rare = "".join(f'<i class="k9{n}">z</i>' for n in range(len(ELEMENTS)))
    often = '<i class="k7 s1x">x</i>'*3 + '<i class="k7">y<i>w</i></i>'*2
    written(tmp_path, a=f'<i aria-hidden="true" class="k5">{often}{rare}</i><em class="k7 a">', b="")
    styles = tmp_path / "katex.css"
    styles.write_text(".k5 .k7 .s1x{top:.5em}.k70{top:0}.k5{top:1}.k98{top:2}")
    rename(tmp_path, styles)
    page = (tmp_path / "a.html").read_text()
    assert page.startswith("<i aria-hidden=true class=b><b>x</b><b>x</b><b>x</b><s>y<i>w</i></s><s>y<i>w</i></s><u>z</u>")
    assert page.endswith('<bdi>z</bdi><i class=c>z</i><i class=d>z</i></i><em class="k7 a">') and len(re.findall(r"<i[ >]", page)) == page.count("</i>")
    assert styles.read_text() == ".b :is(b,s,._) :is(b,._){top:.5em}.k70{top:0}.b{top:1}.d{top:2}"


def test_elements_outside_of_formulas_have_no_class_of_theirs(tmp_path) -> None:
    """The outermost element of a formula stays what it is: the others are found below it, and it has a size of its own."""
    written(tmp_path, a='<i aria-hidden="true" class="k1"></i>'*9 + '<i aria-hidden="true" class="k1"><i class="k2">x</i></i>', b="")
    styles = tmp_path / "katex.css"
    styles.write_text(".k1{font:1.21em}.k1 .k2{top:0}")
    rename(tmp_path, styles)
    assert (tmp_path / "a.html").read_text().endswith("<i aria-hidden=true class=a><b>x</b></i>")
    assert styles.read_text() == ".a{font:1.21em}.a :is(b,._){top:0}"


# --- where a formula is broken -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tex", "broken"), [
    (r"a = b", r"a \allowbreak = \nobreak b"), (r"-a \le -b - c", r"-a \allowbreak \le \nobreak -b \allowbreak - \nobreak c"),
    (r"\frac{a + b}{c \cdot d}", r"\frac{a + b}{c \cdot d}"), (r"\left(a + b\right) + c", r"\left(a + b\right) \allowbreak + \nobreak c"),
    (r"\left\{a + b\right\}", r"\left\{a + b\right\}"), (r"\{a + b\} = c", r"\{a \allowbreak + \nobreak b\} \allowbreak = \nobreak c"),
    (r"\begin{pmatrix}a + b\end{pmatrix} \cdot c", r"\begin{pmatrix}a + b\end{pmatrix} \allowbreak \cdot \nobreak c"),
    (r"q(z \mid x) \iff x_{k + 1}", r"q(z \mid x) \allowbreak \iff \nobreak x_{k + 1}"), (r"\left. a < b \right| > \leftarrow", r"\left. a < b \right| \allowbreak > \nobreak \leftarrow")])
def test_a_formula_is_broken_before_its_signs_and_in_no_brackets(tex, broken) -> None:
    assert before_signs(tex) == broken


@pytest.mark.book
def test_a_sign_begins_a_part_of_a_formula_and_ends_none() -> None:
    from derivations.commands.site.katex import _engine

    html = without_marks(json.loads(_engine()[1](before_signs(r"\log p = -a + b \cdot 2 \ge c")))["html"])
    parts = [re.sub("<[^>]*>", "", part) for part in html.split('<span class="base">')[1:]]
    assert [part[0] for part in parts[1:]] == ["=", "+", "⋅", "≥"] and parts[0] == "logp" and "allowbreak" not in html


# --- fewer bytes ------------------------------------------------------------------------------------------------------


class Read(HTMLParser):
    """What a page says, in order: its elements with their attributes, and its words without the blanks around them."""

    def __init__(self, page) -> None:
        super().__init__()
        self.told = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.told.append((tag, attrs))

    def handle_data(self, data):
        self.told += [data.strip()] if data.strip() else []


@pytest.mark.parametrize(("long", "short"), [
    ('<li class="toctree-l1"><a class="reference internal" href="b.html">x</a></li>\n</ul>', "<li><a href=b.html>x</a>\n</ul>"),
    ('<b class="name" role="math" title="x y" id="a=b" alt="">', '<b class=name role=math title="x y" id="a=b" alt="">'),
    ('<img src="a/b.png"/><p title="x">', '<img src="a/b.png"/><p title=x>'),
    ("<dl><dt>a</dt>\n <dd>b</dd><dt>c</dt><dd>d</dd></dl>", "<dl><dt>a\n<dd>b<dt>c<dd>d</dl>"),
    ("<table><tbody><tr><td>a</td><th>b</th></tr><tr></tr></tbody></table>", "<table><tbody><tr><td>a<th>b<tr></tbody></table>"),
    ("<p>a</p><p>b</p></div>", "<p>a<p>b</div>"), ("<p>a</p></a>", "<p>a</p></a>"), ("<p>a</p> b", "<p>a</p> b"), ("<li>a</li> b", "<li>a</li> b"), ("<tr><td>a</td></form></tr>", "<tr><td>a</td></form></tr>"),
    ("<p>a</p><span>b</span>", "<p>a</p><span>b</span>"), ("<p>a</p></body>", "<p>a</p></body>"),
    ('<svg><symbol id="svg-a"><p/></symbol> <symbol id="svg-b"></symbol></svg><use href="#svg-b">', '<svg><symbol id=svg-b></symbol></svg><use href="#svg-b">'.replace('"', "")),
    ("<pre>a\n   b </pre>\n   <!-- c -->\n<script>\n  d</script>", "<pre>a\n   b </pre>\n<script>\n  d</script>"),
    ('say x="y" &lt;li&gt;', 'say x="y" &lt;li&gt;')])
def test_a_page_becomes_shorter_and_says_the_same(long, short) -> None:
    assert lean(long) == short
    if "class" not in long and "symbol" not in long:
        assert Read(short).told == Read(long).told


def test_words_of_a_page_are_apart_for_the_search() -> None:
    """A line ends where an element ends that stands by itself, and never within one that stands in a line."""
    html = '<dl><dt>Where</dt><dd>q</dd></dl><summary><span class="relation">=</span><span class="formula">x</span></summary><b>a</b><code>c</code>'
    lines = [line.strip() for line in raw(html).splitlines()[2:]]
    assert [line for line in lines if line] == ["<dl><dt>Where</dt>", "<dd>q</dd>", "</dl>", '<summary><span class="relation">=</span>',
                                                '<span class="formula">x</span></summary>', "<b>a</b><code>c</code>"]


@pytest.mark.book
def test_names_that_were_told_above_can_be_looked_up_again() -> None:
    told: set[str] = set()
    assert as_above(baseline_variance, told) == []
    where(baseline_variance, told)
    (again,) = as_above(baseline_bound, told)
    assert again.startswith("<details") and "q, f, a, φ as above</summary>" in again and "f is a function of z" in again
    assert "weighted" not in again and as_above(baseline_bound, set()) == []
