"""The pages of what was measured in a browser, from small runs with numbers as long as those of real ones."""

import json

import pytest

from derivations.commands.site import building
from derivations.commands.site.benchmarks import benchmarks_page, report
from derivations.commands.site.estimators import estimators_page
from tests.book.test_measured import fit, gradient, runs_in
from tests.support.browser import at

pytestmark = pytest.mark.book
ERRORS = ("100", "10", "1", "0.1", "0.01", "0.001", "1e-06")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of two pages."""
    folder = tmp_path_factory.mktemp("measured")
    draws = {error: 29_551_200 // 3**i for i, error in enumerate(reversed(ERRORS[:-1]))} | {ERRORS[-1]: None}
    long = {"draws_to": draws, "draws": 167_848_544, "chains": 16, "seconds": 24.6066, "to_optimum": 2.4498e-06, "to_optimum_by_seed": [1.622e-07, 1.4115e-05]}
    fits = [fit(name, (1, 2)) | long for name in ("reinforce", "control_variate")]
    found = {name: gradient(281_701.56, variance_error=7883.55, fisher_variance=76_422.2, bias_pvalue=1.964e-41) for name in ("reinforce", "control_variate")}
    stats = {"q1": 0.114959, "q3": 0.220946, "rounds": 7927}
    rows = [{"name": f"bench_it[{n}]", "group": "some", "stats": stats | {"median": 0.179607 + n / 1e9}, "params": {"n": n},
             "extra_info": {"whose": "a peer's", "label": f"torch.distributions, {n:,} data", "points per second": 2_678_332.3}} for n in (100, 100_000)]
    rows.append({"name": "bench_it", "group": "some", "stats": {"median": 1.12e-5, "q1": 1.07e-5, "q3": 1.25e-5, "rounds": 9}, "extra_info": {"points per second": 1e6}})
    (folder / "bench.json").write_text(json.dumps({"benchmarks": rows}))
    source = folder / "source"
    source.mkdir()
    (source / "index.rst").write_text("Title\n=====\n\n.. toctree::\n\n   estimators\n   benchmarks\n")
    (source / "estimators.rst").write_text(estimators_page(runs_in(folder, exact={"gradients": {"structured": {"start": found}}}, runs=fits)).replace("chapters/control_variates.html", "").replace("programs/score_function.html", ""))
    (source / "benchmarks.rst").write_text(benchmarks_page(report(str(folder / "bench.json"))))
    building._run_sphinx(source, building.STATIC, folder / "made", [])
    return folder / "made"


WIDE = "[...document.querySelectorAll('.scroll, .wide, .benchmarks figure')].map(one => one.scrollWidth - one.clientWidth)"


@pytest.mark.parametrize("name", ["estimators.html", "benchmarks.html"])
def test_no_column_of_a_table_is_out_of_view(browser, site, name) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(at(site, name))
    over = page.evaluate(WIDE)
    assert over and max(over) == 0
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_the_letters_of_a_figure_can_be_read_on_a_phone(browser, site) -> None:
    """The figure scrolls by itself, by keys too, and does not shrink until its letters are a few pixels high."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(at(site, "benchmarks.html"))
    assert page.locator("figure").evaluate_all("all => all.length && all.every(one => one.tabIndex === 0 && one.scrollWidth > one.clientWidth)")
    sizes = page.locator("svg text").evaluate_all("""all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getBoundingClientRect().width / one.ownerSVGElement.viewBox.baseVal.width)""")
    assert len(sizes) > 20 and min(sizes) >= 7 and sorted(sizes)[len(sizes) // 2] >= 9, sizes
    page.close()
