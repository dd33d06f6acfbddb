"""The book on paper: nothing that only a screen can do, and nothing that is cut off."""

import pytest

from tests.support.browser import at

pytestmark = pytest.mark.book


def test_paper_has_no_controls_and_shows_the_proofs(browser, book) -> None:
    page = browser.new_page()
    page.goto(at(book, "chapters/elbo.html"))
    page.emulate_media(media="print")
    assert page.locator(".controls:visible, .sidebar-drawer:visible").count() == 0
    assert page.locator("details.line:visible").count() > 20
    page.close()


def test_paper_shows_the_counterexamples(browser, book) -> None:
    """By the style sheet, and where a browser knows no such style by the program before it prints; then all is as it was."""
    page = browser.new_page()
    page.goto(at(book, "chapters/elbo.html"))
    models = page.locator("details.mistake > ul")
    assert models.count() > 10 and not models.first.is_visible()
    page.emulate_media(media="print")
    heights = models.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) > 20 and models.first.is_visible()
    assert page.locator("details.mistake[open]").count() == 0 and page.locator("details.source:not([open]) pre:visible").count() == 0
    page.goto(at(book, "errata/1.1.3.html"))
    read = page.locator("details.policy > p")
    assert min(read.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) > 10
    assert page.locator(".strip:visible .square").count() == 42 and page.locator(".skip-to-content:visible").count() == 0
    page.goto(at(book, "chapters/elbo.html"))
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.mistake:not([open])").count() == 0 and models.first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.mistake[open]").count() == 0
    page.close()


@pytest.mark.parametrize("name", ["errata/2.2.16.html", "chapters/normal_gamma_bound.html", "chapters/control_variates.html", "chapters/path_derivative.html", "rules.html"])
def test_paper_cuts_no_formula_and_no_text(browser, book, name) -> None:
    """A formula is drawn smaller before the page is printed, as wide as a sheet of A4; afterwards it is as it was."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(at(book, name))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    paper = page.locator("article").evaluate("one => one.getBoundingClientRect().width")
    assert 640 <= paper <= 700
    beyond = page.locator("article .math, article pre").evaluate_all(
        """(all, paper) => all.filter(one => one.getClientRects().length).map(one =>
           [Math.max(...[one, ...one.querySelectorAll("*")].map(part => part.getBoundingClientRect().right))
              - document.querySelector("article").getBoundingClientRect().left - paper,
            one.textContent.slice(0, 60)]).filter(one => one[0] > 3)""", paper)
    assert not beyond, beyond
    if name != "rules.html":
        assert page.locator("article [style*=zoom]").count() > 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("article [style*=zoom], article [style*=max-width]").count() == 0
    page.close()


def test_sheets_of_paper_have_the_title_of_the_page_and_their_numbers(browser, book) -> None:
    """As the browser understands the style sheet and the style of the page itself."""
    page = browser.new_page()
    page.goto(at(book, "chapters/elbo.html"))
    head, styles = page.title(), (book / "_static/book.css").read_text(encoding="utf-8") + page.evaluate("[...document.querySelectorAll('style')].map(one => one.textContent).join(' ')")
    boxes = page.evaluate("""text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
        return [...sheet.cssRules].filter(one => one instanceof CSSPageRule).flatMap(one => [...one.cssRules]).map(one => [one.name, one.style.content]); }""", styles)
    page.close()
    assert ["bottom-center", 'counter(page) " of " counter(pages)'] in boxes
    assert head and ["top-left", f'"{head}"'] in boxes
