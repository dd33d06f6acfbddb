"""The book as a reader meets it: built once, opened from a folder in the system's Chromium, with and without JavaScript."""

import json
import re

import pytest

from tests.support.browser import at

pytestmark = pytest.mark.book
LARGEST_BOOK = 15_000_000  # bytes
PAGES = ("index.html", "chapters/elbo.html", "chapters/gamma.html", "claims.html", "errata/1.1.3.html", "errata/2.2.16.html", "theorems.html", "rules.html", "map.html", "trust.html", "programs/elbo.html", "estimators.html", "benchmarks.html", "experiments.html")


def test_the_book_is_small(book) -> None:
    assert sum(path.stat().st_size for path in book.rglob("*") if path.is_file()) < LARGEST_BOOK


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_a_network_and_without_errors(page, book, name) -> None:
    page.goto(at(book, name))
    assert page.locator("h1").inner_text().strip()


@pytest.mark.parametrize(("words", "name"), [("elbo.bound", "elbo.bound"), ("gibbs", "elbo.gibbs"), ("ψ′(a)", "gamma.more_than_one")])
def test_a_theorem_is_found_by_its_name_and_by_its_symbols(page, book, words, name) -> None:
    page.goto(at(book, "theorems.html"))
    every = page.locator("table.every tbody tr:visible").count()
    page.fill("#find", words)
    found = page.locator("table.every tbody tr:visible")
    assert 0 < found.count() < every and found.filter(has_text=name).count() >= 1
    found.filter(has_text=name).first.locator("a").click()
    page.wait_for_url(f"**#{name}", timeout=5000)


def test_lines_open_and_easy_steps_fold(page, book) -> None:
    page.goto(at(book, "chapters/elbo.html"))
    line = page.locator("details.line").nth(1)
    assert not line.locator("dl").first.is_visible()
    line.locator("summary").press("Enter")
    assert line.locator("dl").first.is_visible() and "In the model" in line.inner_text()
    shown = page.locator("details.line:visible").count()
    page.locator("#steps").press("ArrowLeft")
    assert page.locator("#steps").get_attribute("aria-valuetext") == page.locator("#shown").inner_text() == "without easy steps"
    few = page.locator("details.line:visible").count()
    page.locator("#steps").press("ArrowLeft")
    assert page.locator(".proof:visible").count() == 0 < few < shown
    page.locator("#steps").fill("2")
    page.click("#open")
    assert page.locator("details.line:not([open])").count() == 0


def test_each_mistake_has_the_numbers_that_break_it(book) -> None:
    """Also where only models that are larger than those of a page break it."""
    told = [mistake for path in book.glob("**/*.html") for mistake in re.findall(r'<details class="line mistake">.*?</details>', path.read_text(encoding="utf-8"), re.DOTALL)]
    assert len(told) > 1000 and [one for one in told if not re.search(r"<li>left .*, right ", one)] == []


def test_a_theorem_leads_to_its_programs_and_to_its_tests(page, book) -> None:
    page.goto(at(book, "chapters/elbo.html"))
    bound = page.locator('[id="elbo.bound"]')
    bound.locator("details.tests summary", has_text="exact").click()
    assert "tests/chapters/test_elbo.py::test_" in bound.locator("details.tests[open] li").first.inner_text()
    bound.get_by_role("link", name="elbo.elbo", exact=True).click()
    here = page.locator('[id="here-elbo.elbo"]')
    here.locator("details.source summary").press("Enter")
    assert "def elbo(" in here.locator("details.source pre").inner_text()
    here.locator("details.example summary").press("Enter")
    assert here.locator("details.example pre").inner_text().startswith(">>> import torch\n>>> from impl.elbo import elbo\n")
    here.get_by_role("link", name="elbo.elbo").click()
    page.wait_for_url("**/programs/elbo.html#impl-elbo.elbo", timeout=5000)


def test_the_map_tells_what_a_theorem_rests_on_by_mouse_and_by_keyboard(page, book) -> None:
    page.goto(at(book, "map.html"))
    mark = page.locator('a.mark[data-id="elbo.bound"]')
    mark.hover()
    assert page.locator("a.mark.below").evaluate_all("marks => marks.map(mark => mark.dataset.id)") == ["elbo.gibbs", "elbo.evidence"]
    assert page.locator("a.mark.above").count() >= 2 and "elbo.bound" in page.locator("#told").inner_text()
    page.locator('a.mark[data-id="elbo.gibbs"]').focus()
    assert page.locator("a.mark.chosen").get_attribute("data-id") == "elbo.gibbs"
    told = page.locator("#told").inner_text()
    above = page.locator("a.mark.above").evaluate_all("all => all.map(one => one.dataset.id)")
    assert len(above) > 5 and f"used by {len(above)}: {', '.join(above)}" in told and "rests on none" in told
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/elbo.html#elbo.gibbs", timeout=5000)


def test_marks_of_the_map_are_chosen_by_words_and_by_use(page, book) -> None:
    """Against the uses that the marks carry themselves."""
    page.goto(at(book, "map.html"))
    every = page.locator(".map a.mark")
    used = {name for uses in every.evaluate_all("all => all.map(one => one.dataset.used.split(' '))") for name in uses}
    names = every.evaluate_all("all => all.map(one => one.dataset.id)")
    left = page.locator(".map a.mark:not(.faded)")
    assert left.count() == len(names) and page.locator("#picked").inner_text() == f"{len(names)} of {len(names)} marks"
    page.select_option("#use", "unused")
    assert left.evaluate_all("all => all.map(one => one.dataset.id)") == [name for name in names if name not in used]
    page.fill("#pick", "gibbs")
    page.select_option("#use", "first")
    found = left.evaluate_all("all => all.map(one => [one.dataset.id, one.dataset.used, one.textContent.toLowerCase()])")
    assert 0 < len(found) < 9 and all(not uses and "gibbs" in words for _, uses, words in found) and "elbo.gibbs" in [name for name, *_ in found]
    assert page.locator("#picked").inner_text() == f"{len(found)} of {len(names)} marks"


def test_on_a_phone_the_map_tells_below_the_bar(browser, book) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, "map.html"))
    assert not page.locator("#told").is_visible()  # nothing is told yet, and nothing is hidden by it
    page.locator('a.mark[data-id="diffusion.bound"]').focus()
    place, bar = (page.locator(name).bounding_box() for name in ("#told", ".mobile-header"))
    assert "diffusion.bound" in page.locator("#told").inner_text() and bar["y"] + bar["height"] <= place["y"] + 1 < 100
    page.close()


def test_a_tap_on_the_map_tells_and_the_next_one_leads_there(browser, book) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(at(book, "map.html"))
    mark = page.locator('a.mark[data-id="elbo.bound"]')
    mark.tap()
    assert page.url.endswith("map.html") and "rests on 2: elbo.gibbs, elbo.evidence" in page.locator("#told").inner_text()
    mark.tap()
    page.wait_for_url("**/chapters/elbo.html#elbo.bound", timeout=5000)
    context.close()


def test_the_names_of_a_theorem_that_was_come_to_by_a_link_can_be_read(page, book) -> None:
    page.goto(at(book, "chapters/score_function.html") + "#score_function.baseline_bound")
    again = page.locator('[id="score_function.baseline_bound"] dd details', has_text="as above")
    assert not again.locator("li").first.is_visible()
    again.locator("summary").click()
    assert "f is a function of z" in again.locator("li").all_inner_texts()


def test_claims_are_shown_by_their_verdict(page, book) -> None:
    page.goto(at(book, "errata/1.1.3.html"))
    rows = page.locator("table.claims tbody tr:visible")
    every = rows.count()
    page.select_option("#verdict", "refuted")
    assert 0 < rows.count() < every and set(rows.locator("td:last-child").all_inner_texts()) == {"refuted"}
    page.select_option("#verdict", "")
    page.locator("a.square").first.click()
    assert rows.count() == every and "#claim-1.1.3-" in page.url


def test_a_claim_leads_from_the_table_of_all_to_its_tests(page, book) -> None:
    page.goto(at(book, "claims.html"))
    rows = page.locator("table.claims tbody tr:visible")
    every = rows.count()
    page.select_option("#verdict", "refuted")
    assert 0 < rows.count() < every and "exact" in rows.first.inner_text()
    page.get_by_role("link", name="1.1.3-ak", exact=True).click()
    page.wait_for_url("**/errata/1.1.3.html#claim-1.1.3-ak", timeout=5000)
    row = page.locator('[id="claim-1.1.3-ak"]')
    row.locator("details.tests summary").click()
    assert "tests/reported/test_reported.py::test_claim_and_correction_change_places" in row.inner_text()


def test_a_theorem_says_where_it_comes_from(page, book) -> None:
    page.goto(at(book, "chapters/elbo.html"))
    bound = page.locator('[id="elbo.bound"]')
    assert "Elements of Information Theory, section 2.6 (the rule jensen)" in page.locator('[id="elbo.gibbs"]').inner_text()
    bound.get_by_role("link", name="4 works of the chapter").click()
    assert page.url.endswith("elbo.html#sources") and "Blei, Kucukelbir and McAuliffe (2017)" in page.locator("#sources li").nth(2).inner_text()
    bound.get_by_role("link", name="question 1.1.1 of the assignment").click()
    page.wait_for_url("**/errata/1.1.1.html", timeout=5000)


def test_what_is_written_below_a_letter_stands_below_it(page, book) -> None:
    page.goto(at(book, "chapters/diffusion.html"))
    assert page.locator("article sub", has_text="t−1").count() > 1 and "x_0" not in page.locator("article > section > p").all_inner_texts()[1]
    page.goto(at(book, "errata/1.1.3.html"))
    assert "z_j" not in page.locator("article").inner_text()


def test_the_menu_shows_the_page_that_is_open(page, book) -> None:
    page.goto(at(book, "errata/2.2.16.html"))
    here = page.locator(".sidebar-scroll .current-page")
    assert 0 < here.bounding_box()["y"] < 900 and page.locator(".sidebar-scroll").evaluate("menu => menu.scrollTop") > 0


def test_the_links_of_the_menu_are_apart(page, book) -> None:
    """A link is indented as its caption is, and words of one link are nearer to each other than to those of the next."""
    page.goto(at(book, "index.html"))
    links = page.locator(".sidebar-tree a")
    room = links.evaluate_all("all => all.map(one => getComputedStyle(one)).map(s => [parseFloat(s.paddingTop), parseFloat(s.paddingLeft), s.display])")
    assert len(room) > 60 and all(top >= 3 and left >= 10 and shown == "block" for top, left, shown in room)


def test_an_entry_of_matrices_opens_by_a_link_and_on_paper(page, book) -> None:
    name = "gamma_charts.scale_chart[1,2]"
    page.goto(at(book, "theorems.html"))
    page.locator("table.every a[href='chapters/gamma_charts.html#gamma_charts.scale_chart[1,2]']").click()
    page.wait_for_url("**/chapters/gamma_charts.html#*", timeout=5000)
    assert page.locator(f'[id="{name}"]').evaluate("one => one.open") and page.locator("details.entry[open]").count() == 1
    proof = page.locator('[id="gamma_charts.scale_chart[2,1]"] .proof')
    assert not proof.is_visible()
    page.emulate_media(media="print")
    assert proof.evaluate("one => one.getBoundingClientRect().height") > 20 and proof.is_visible()


def test_the_claims_of_the_theorems_are_seen_on_a_phone(browser, book) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, "theorems.html"))
    places = page.locator("table.found tbody tr").first.locator("td").evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(r => [r.left, r.right])")
    assert len(places) == 3 and all(0 <= left < right <= 360 for left, right in places) and len({left for left, _ in places}) == 1
    page.fill("#find", "gibbs")
    assert page.locator("table.found tbody tr:visible").count() < 20
    page.close()


def test_claims_and_their_proofs_are_seen_on_a_phone(browser, book) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, "errata/1.1.3.html"))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.locator("table.claims").evaluate("one => one.offsetWidth") <= 360
    every = page.locator("table.claims tbody tr:visible").count()
    page.select_option("#verdict", "refuted")
    assert 0 < page.locator("table.claims tbody tr:visible").count() < every
    page.close()


def test_what_a_search_shows_has_its_formulas_in_words(page, book) -> None:
    page.goto(at(book, "search.html"))
    html = '<div role=main><section id=a><h2>A</h2>\n<p>x <span class=math role=math aria-label="log p(x)"><i aria-hidden=true><b>l</b>og</i></span> y <span class=math role=math aria-label=β><i>b</i></span></section></div>'
    assert page.evaluate("html => Search.htmlToText(html, '#a')", html).split() == ["A", "x", "log", "p(x)", "y", "β"]


def test_the_squares_of_a_question_are_explained_and_its_ids_hold_together(page, book) -> None:
    page.goto(at(book, "errata/1.1.3.html"))
    assert "green where it is right" in page.locator(".strip + p").inner_text()
    heights = page.locator("table.claims td:first-child code").evaluate_all("all => all.map(one => one.getClientRects().length)")
    assert heights and set(heights) == {1}


def test_a_figure_is_not_cut_off_on_a_wide_screen(page, book) -> None:
    page.goto(at(book, "chapters/diffusion.html"))
    assert page.locator("pre.figure").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")


def test_the_page_on_trust_has_layers_witnesses_and_how_the_rest_is_made(page, book) -> None:
    page.goto(at(book, "trust.html"))
    words = page.locator("article").inner_text()
    for part in ("there is no assumption beyond the", "kernel/proof", "dominated[z](phi, q[phi](z))", "pytest --evidence", "tests.mutation.run"):
        assert part in words


def test_everything_can_be_read_without_javascript(browser, book) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at(book, "chapters/elbo.html"))
    page.locator("details.mistake summary").first.click()
    assert "counterexample" in page.locator("details.mistake").first.inner_text()
    assert page.locator(".math .k34").count() or page.locator(".math i").count() > 100
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_phone(browser, book, name) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(at(book, name))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize(("words", "said"), [("gibbs", "divergence"), ("jensen", "concave"), ("Fisher", "Fisher")])
def test_a_search_in_a_folder_shows_how_each_result_begins(page, book, words, said) -> None:
    page.goto(at(book, "search.html") + f"?q={words}")
    page.wait_for_selector("#search-results li p.context", timeout=15000)
    page.wait_for_function("document.querySelectorAll('#search-results li:not(.kind-object)').length == document.querySelectorAll('#search-results p.context').length", timeout=15000)
    told = page.locator("#search-results p.context").all_inner_texts()
    assert len(told) > 2 and all(len(one.strip()) > 10 for one in told) and any(said in one for one in told)


@pytest.mark.parametrize(("words", "place"), [
    ("elbo.evidence", "chapters/elbo.html#elbo.evidence"), ("Gamma.MLE", "programs/gamma.html#impl-gamma.mle"), ("jensen_equality", "rules.html#rule-jensen_equality"),
    ("gamma_charts.scale_chart[1,2]", "chapters/gamma_charts.html#gamma_charts.scale_chart[1,2]"), ("bounded quotient", "trust.html#lemma-bounded-quotient")])
def test_a_name_that_is_typed_whole_is_the_first_result(page, book, words, place) -> None:
    page.goto(at(book, "search.html") + f"?q={words}")
    page.wait_for_selector("#search-results li", timeout=15000)
    first = page.locator("#search-results li").first.locator("a")
    assert first.inner_text().lower() == words.lower() and first.get_attribute("href") == place
    first.click()
    page.locator(f'[id="{place.partition("#")[2]}"]').wait_for(state="attached", timeout=5000)


def test_what_a_search_shows_has_no_half_of_a_letter(page, book) -> None:
    """The search cuts a text at numbers of units of 16 bits, of which 𝔼 has two."""
    page.goto(at(book, "search.html"))
    for before in range(4):
        told = page.evaluate("html => Search.makeSearchSummary(html, new Set(['word']), '').textContent",
                             f'<div role=main>{"x" * before}{"𝔼" * 100} word {"𝔼" * 200}</div>')
        assert told.count("𝔼") > 100 and not re.search("[\ud800-\udfff\ufffd]", told)


def test_the_finder_says_where_to_look_when_it_finds_nothing(page, book) -> None:
    page.goto(at(book, "theorems.html"))
    assert not page.locator("#nothing").is_visible()
    page.fill("#find", "nosuchword & more")
    assert page.locator("#nothing").is_visible() and page.locator("table.every tbody tr:visible").count() == 0
    assert page.locator("#nothing a").get_attribute("href") == "search.html?q=nosuchword%20%26%20more"
    page.fill("#find", "reparam")  # a word of the prose
    found = page.locator("table.every tbody tr:visible")
    assert not page.locator("#nothing").is_visible() and found.filter(has_text="path_derivative.decomposition").count() == 1


def test_the_finder_shows_first_what_has_a_letter_by_itself(page, book) -> None:
    page.goto(at(book, "theorems.html"))
    page.fill("#find", "ψ")
    rows = page.locator("table.every tbody tr:visible").evaluate_all("""all => all.map(one => {
        const plain = one.cloneNode(true); plain.querySelectorAll("sub").forEach(below => below.remove());
        return plain.textContent.includes("ψ") ? 0 : one.textContent.includes("ψ") ? 1 : 2; })""")
    assert rows == sorted(rows) and {0, 1} <= set(rows)


def test_the_words_of_the_book_have_one_minus_sign_and_no_marks_of_a_printer(page, book) -> None:
    """Of all pages with formulas: numbers have no hyphen, and nothing is written as x_{t−1}, x[0] or q at a over z, or in backquotes."""
    wrong = []
    for path in sorted([*book.glob("chapters/*.html"), *book.glob("errata/**/*.html"), *(book / name for name in ("index.html", "theorems.html", "claims.html", "rules.html", "map.html"))]):
        page.goto(path.as_uri())
        words = page.evaluate("""() => {
            const copy = document.querySelector("article").cloneNode(true);
            copy.querySelectorAll("code, script, .math, pre:not(.figure)").forEach(one => one.replaceWith("@"));
            copy.querySelectorAll("sub, sup").forEach(one => one.replaceWith("~"));
            return copy.textContent; }""")
        wrong += [f"{path.name}: {found}" for found in re.findall(r".{0,20}(?:(?<![\w.)\]/])-[\d.∞]|\w_\{|\^\{|\b\w\[\d+\] =| at \w over |`).{0,20}", words)]
    assert wrong == []


FORMULAS = (
    r"\mathbb{E}_{q(z)}\left|\log\left(\frac{p(x, z)}{q_{\phi}(z)}\right)\right| < \infty", r"\psi'(a_0) = \sum_{k=1}^{K} \frac{1}{(a + k)^{2}}",
    r"\mathrm{structured\_elbo}(m, l)\,\mathrm{G_{11}}^{2} \left[\frac{\frac{a}{b}}{2}\right] \iff \text{fine, by } x", r"\left|\frac{1}{2}\right| \neq \sqrt{x} \le \ln\Gamma(a)",
    r"x_1 + \eta_2 + \Gamma_{a_0} - f_{\text{as}}^{2} - T_{t-1}\, q_{\lambda_{\frac{1}{2}}}", r"z_{1:K} \overset{\text{iid}}{\sim} q(z \mid x),\ \mathrm{KL}_{z}(q(z) \,\|\, p(z))")


LETTERS = """one => {
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [], place = document.createRange(), box = one.getBoundingClientRect();
    for (let node; node = walk.nextNode();) for (let i = 0; i < node.length; i++) {
        if (!node.data[i].trim() || node.data[i] === "\\u200b") continue;
        place.setStart(node, i); place.setEnd(node, i + 1);
        const {left, bottom, width} = place.getBoundingClientRect();
        found.push(left - box.left, bottom - box.top, width);
    }
    return [box.width, box.height, ...found]; }"""


def test_a_shortened_formula_takes_the_room_that_it_took_before(browser, tmp_path) -> None:
    """Beside KaTeX's own elements with its own style sheet, each letter at its place."""
    from derivations.commands.site import katex
    from derivations.commands.site.shortening import rename

    page, sizes = browser.new_page(), []
    for name, found in (("short", [katex.formula(tex, "") for tex in FORMULAS]),
                        ("long", [f'<p class="math">{json.loads(katex._engine()[1](tex))["html"]}</p>' for tex in FORMULAS])):
        site = tmp_path / name
        katex.write_styles(site, [])
        (site / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="katex.css">{"<p>".join(found)}')
        if name == "short":
            rename(site, site / "katex.css")
        else:
            (site / "katex.css").write_text(katex._styles())
        page.goto(at(site, "index.html"))
        page.evaluate("document.fonts.ready")
        sizes.append([one.evaluate(LETTERS) for one in page.locator(".math [aria-hidden]").all()])
    page.close()
    assert len(sizes[0]) == len(FORMULAS) and sizes[0] == [pytest.approx(size, abs=0.5) for size in sizes[1]]


@pytest.mark.parametrize("width", [800, 1280])
def test_no_formula_is_cut_by_the_reason_beside_it(browser, book, width) -> None:
    """On all pages with lines, a formula that is wider than its place has nothing beside it."""
    page, cut = browser.new_page(viewport={"width": width, "height": 900}), []
    for path in sorted([*book.glob("chapters/*.html"), *book.glob("errata/**/*.html")]):
        page.goto(path.as_uri())
        cut += page.evaluate("""[...document.querySelectorAll(".line .formula")].filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
            .filter(one => { const reason = one.parentElement.querySelector(".reason"); return reason && reason.getBoundingClientRect().top < one.getBoundingClientRect().bottom; })
            .map(one => location.pathname + " " + one.textContent.slice(0, 60))""")
    page.close()
    assert cut == []


def test_a_reason_does_not_take_the_room_of_a_formula(browser, book) -> None:
    """A long reason is put below a formula that fills its row, and beside a short one."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(at(book, "chapters/elbo.html"))
    line = page.locator("details.line", has=page.locator(".reason")).first
    places = []
    for width in ("20px", "2000px"):
        line.evaluate("""(one, width) => { const inner = one.querySelector(".formula > *"); inner.style.display = "inline-block"; inner.style.width = width; }""", width)
        places.append(line.evaluate("""one => { const [a, b] = [".formula", ".reason"].map(name => one.querySelector(name).getBoundingClientRect()); return [a.width, b.top - a.bottom]; }"""))
    room = line.evaluate("one => one.clientWidth - 4 * parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.close()
    assert places[0][1] < 0 <= places[1][1] and places[1][0] > room


@pytest.mark.parametrize("name", ["chapters/elbo.html", "chapters/gamma.html", "errata/1.1.3.html", "errata/2.2.16.html"])
def test_a_formula_on_a_phone_scrolls_by_itself_and_its_end_is_seen(browser, book, name) -> None:
    """Scrolled to its end, a formula has room behind its last bracket."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, name))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true }); document.fonts.ready")
    wrong = page.evaluate("""[...document.querySelectorAll(".facts .math, .line .formula")].filter(one => one.clientWidth).flatMap(one => {
        one.scrollLeft = one.scrollWidth;
        const box = one.getBoundingClientRect(), inside = document.createRange();
        inside.selectNodeContents(one);
        const ends = [...inside.getClientRects()].map(rect => rect.right);
        return box.right - Math.max(...ends) < 2 || box.right > 360 ? [one.outerHTML.slice(0, 120)] : []; })""")
    page.close()
    assert wrong == []


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_formula_on_a_phone_stands_behind_the_sign_of_its_line(browser, book, width) -> None:
    """Also a formula that fills its row: it does not drop below its sign."""
    page = browser.new_page(viewport={"width": width, "height": 740})
    for name in ("index.html", "chapters/elbo.html", "chapters/gamma.html"):
        page.goto(at(book, name))
        page.evaluate("document.fonts.ready")
        ends = page.locator(".line:visible > summary, .line.fixed:visible").evaluate_all("""all => all.filter(one => one.clientWidth).map(one => {
            const [sign, formula] = [".relation", ".formula"].map(part => one.querySelector(part).getBoundingClientRect()); return formula.left - sign.right; })""")
        assert ends and min(ends) > 0, name
    page.close()


def test_what_is_wider_than_a_phone_is_scrolled_by_keys(browser, book) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, "chapters/score_function.html"))
    page.evaluate("document.fonts.ready")
    wide = page.locator(".formula:visible, pre.figure:visible").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.tabIndex)")
    assert wide and set(wide) == {0}
    page.close()


@pytest.mark.parametrize("name", ["chapters/bounds.html", "chapters/diffusion.html", "errata/2.2.16.html", "programs/elbo.html", "rules.html", "benchmarks.html", "claims.html"])
def test_all_that_scrolls_shows_that_there_is_more(browser, book, name) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, name))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    bare = page.evaluate("""[...document.querySelectorAll("main *")].filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
        .map(one => [one, getComputedStyle(one)]).filter(([one, style]) => ["auto", "scroll"].includes(style.overflowX) && !style.backgroundImage.includes("gradient"))
        .map(([one]) => one.outerHTML.slice(0, 100))""")
    page.close()
    assert bare == []


@pytest.mark.parametrize("name", ["chapters/bounds.html", "chapters/gamma_fit.html", "errata/2.2.16.html"])
def test_no_row_of_a_formula_ends_with_its_sign_on_a_phone(browser, book, name) -> None:
    """A sign at the end of a row that is wider than the page is not seen."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(book, name))
    signs = page.evaluate("""[...document.querySelectorAll(".math > :first-child")].flatMap(one => [...one.children].slice(0, -1).map(part => part.textContent.trim().slice(-1)))""")
    page.close()
    assert len(signs) > 40 and not set("=≠≤<≥>⟺⟹+−⋅").intersection(signs)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "chapters/elbo.html", "claims.html", "errata/1.1.3.html", "theorems.html", "map.html", "trust.html", "programs/elbo.html", "estimators.html"])
def test_a_page_is_accessible(browser, book, name, scheme) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(at(book, name))
    found = Axe().run(page).response["violations"]
    serious = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in ("serious", "critical")]
    context.close()
    assert serious == []
