"""The book, built once, and the system's Chromium, in which a reader opens it from a folder."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def at(book: Path, name: str) -> str:
    """The address of a page."""
    return (book / name).as_uri()


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("book") / "out"
    made = subprocess.run([sys.executable, "-m", "derivations", "book", "--out", str(out)], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return out


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.exit("The browser tests of the book need Chromium: install the package `chromium`.", returncode=1)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser, book):
    """A page that fails the test where it fetches something from elsewhere or writes an error."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened, wrong = context.new_page(), []
    opened.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []
