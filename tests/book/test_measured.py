"""The pages that are made of runs and of benchmarks, from small ones."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from derivations.commands.site.benchmarks import BadBenchmarks, benchmarks_page, report
from derivations.commands.site.estimators import estimators_page
from derivations.commands.site.experiments import experiments_page, measured, write_figures
from derivations.reported.runs import BadRuns, read_runs


def fit(estimator, draws, **more):
    return {"estimator": estimator, "family": "structured", "draws_to": {"1": draws[0], "0.1": draws[1]}, "to_optimum": 0.25,
            "to_optimum_by_seed": [0.5, 0.25, 1e-30], "draws": 12345, "seconds": 1.5} | more


def gradient(variance, **more):
    return {"variance": variance, "variance_error": variance/10, "bias_pvalue": 0.5} | more


def runs_in(folder: Path, name="bbvi", figures=("gap.png",), **content):
    """The folder of one run as `python -m impl` leaves it."""
    (folder / name).mkdir()
    made = {"schema": 1, "experiment": name, "seed": 3, "as_reported": False, "interrupted": False, "exact": {}, "runs": [], "tables": {}, "figures": list(figures)}
    (folder / name / "metrics.json").write_text(json.dumps(made | content))
    for figure in figures:
        Image.new("RGB", (2000, 500), "red").save(folder / name / Path(figure).name)
    return read_runs(str(folder))


def test_the_page_of_estimators_compares_draws_and_variances(tmp_path) -> None:
    places = {"structured": {"start": {"gap": 1.0, "reinforce": gradient(60.0), "path_derivative": gradient(4.0)},
                             "optimum": {"reinforce": gradient(2.0), "path_derivative": gradient(1e-29)}}}
    page = estimators_page(runs_in(tmp_path, exact={"gradients": places}, runs=[
        fit("reinforce", (3000, 90000)), fit("path_derivative", (600, 900)), fit("leave_one_out", (600, None))])).replace("\n   ", "")
    assert "To 0.1 nats REINFORCE needs 100 times the fewest draws, those of path derivative." in page
    assert "<td>leave one out</td><td>600</td><td>not reached</td></tr>" in page and "<td>leave one out</td><td>0.25</td><td>0 … 0.5</td><td></td><td>12,345</td>" in page
    assert "<td>REINFORCE</td><td>60.0 ± 6.0</td><td>15</td><td>0.5</td>" in page and "<td>path derivative</td><td>0</td><td>1</td><td>0.5</td>" in page
    assert page.count("<td>∞</td>") == 1
    assert "In the structured family: the fewest draws to 0.1 nats are 900, those of path derivative." in page
    assert "In the structured family, at the start, the least variance is that of path derivative; REINFORCE has 15 times as much." in page
    assert "at the optimum, the least variance is that of path derivative; REINFORCE has more, since the least is 0." in page


def test_each_table_of_the_page_begins_with_its_result_and_has_a_caption(tmp_path) -> None:
    places = {"structured": {"start": {"reinforce": gradient(60.0), "half": gradient(4.0)}}}
    numbers = ("share_of_map_where_path_has_lower_variance", "boundary_scale", "measured_share_of_map_where_path_has_lower_variance", "map_draws")
    runs = {}
    for name, content in (
            ("bbvi", {"exact": {"gradients": places}, "runs": [fit("reinforce", (3000, None)), fit("half", (600, 900))]}),
            ("path-derivative", {"exact": dict.fromkeys(numbers, 0.5), "runs": [
                {"estimator": name, "family": "full", "gradient_variance": {"start": start, "optimum": end}} for name, start, end in (("total", 1.0, 2.0), ("path", 3.0, 0.0))]}),
            ("gumbel-softmax", {"exact": {"linear_gradient": {"reinforce_variance": 0.5, "temperature": [0.1], "bias": [0.0], "variance": [3.0]}}})):
        (tmp_path / f"of-{name}").mkdir()
        runs |= runs_in(tmp_path / f"of-{name}", name, **content)
    page = estimators_page(runs).replace("\n   ", "")
    parts = page.split("<table")
    assert len(parts) == 6 and all(re.search(r"(?:<p>[A-Z][^<]*\.</p>|</table></div>)<div class=\"scroll\" tabindex=\"0\">$", part) for part in parts[:-1])
    assert all(part.startswith(" class=\"every figures\"><caption>") for part in parts[1:])
    assert "the fewest draws to 0.1 nats are 900, those of point half way; REINFORCE does not get there." in page
    assert "In the full family, the least variance of the gradient is that of total gradient (start) and that of path derivative (optimum)." in page


def test_reached_and_at_the_end_are_told_apart(tmp_path) -> None:
    """The one is of iterates and the other of the law with which a chain ends; the run says which law that is."""
    setting = {"model": "m", "data": 7, "latents": 5, "parameters": 11, "draws_a_gradient": 13, "gradients": 1700, "steps": 19,
               "end": "the mean of all steps", "continued_end": "the last of them", "chart": "a slope and an offset", "variance_unit": "apples²"}
    run = {"exact": {"setting": setting, "gradients": {"structured": {"start": {"reinforce": gradient(60.0)}}}}, "runs": [fit("reinforce", (1, 2), first={"draws": 1})]}
    page = estimators_page(runs_in(tmp_path, **run)).replace("\n   ", "")
    for words in ("The draws until a difference are told of the iterates", "“At the end” is told of another law, with which a chain ends: the mean of all steps.",
                  "With REINFORCE a few chains went on with more draws in a step; each of them ends with the last of them.",
                  "The parameters are a slope and an offset; the unit of a variance is apples².", "<th scope=\"col\">0.1 nats</th>", "<th scope=\"col\">1 nat</th>"):
        assert words in page, words


def test_the_regions_in_which_the_usual_choice_loses_are_told(tmp_path) -> None:
    relaxed = {"reinforce_variance": 0.5, "temperature": [0.1, 1.0, 5.0], "bias": [0.0, 0.1, 0.8], "variance": [3.0, 0.1, 0.0]}
    page = estimators_page(runs_in(tmp_path, "gumbel-softmax", exact={"linear_gradient": relaxed}))
    assert "at 2 of the 3 temperatures, from 0.1 to 5." in page and "<td>0.64</td>" in page


def test_the_page_of_estimators_says_where_its_figures_come_from(tmp_path) -> None:
    """Of which model, of how many data, draws and gradients, and in which units: all of it from the run."""
    setting = {"model": "some model", "data": 7, "latents": 5, "parameters": 11, "draws_a_gradient": 13, "gradients": 1700, "steps": 19}
    places = {"structured": {"start": {"reinforce": gradient(60.0)}}}
    page = estimators_page(runs_in(tmp_path, exact={"setting": setting, "gradients": places}, runs=[fit("reinforce", (1, 2), chains=23)])).replace("\n   ", "")
    for words in ("<code>python -m impl bbvi</code>, seed 3.", "The model is some model of 7 data, with 5 latents", "has 11 parameters", "the average of 13 draws", "takes 19 such steps",
                  "those of 1,700 such gradients", "<th scope=\"col\">0.1 nats</th>", "<td>23</td><td>12,345</td>"):
        assert words in page, words


def test_what_the_ascents_and_the_relaxed_draws_were_of_is_told(tmp_path) -> None:
    numbers = ("share_of_map_where_path_has_lower_variance", "boundary_scale", "measured_share_of_map_where_path_has_lower_variance")
    ascent = {"model": "some model", "latents": 5, "parameters": {"full": 11}, "map_points": 31, "map_draws": 37} | dict.fromkeys(numbers, 0.5)
    (tmp_path / "a").mkdir()
    page = estimators_page(runs_in(tmp_path / "a", "path-derivative", exact=ascent, runs=[{"estimator": "path", "family": "full", "gradient_variance": {"start": 1.0}}])).replace("\n   ", "")
    for words in ("<code>python -m impl path-derivative</code>, seed 3. Of 31 normal laws", "with 37 draws a point", "in some model of one datum with 5 latents", "<caption>Variances of the gradient of one draw, full family of 11 parameters.</caption>"):
        assert words in page, words
    relaxed = {"coefficients": [2.0, -1.0], "reinforce_variance": 0.5, "temperature": [0.1], "bias": [0.0], "variance": [3.0]}
    page = estimators_page(runs_in(tmp_path, "gumbel-softmax", exact={"probabilities": [0.25, 0.75], "linear_gradient": relaxed})).replace("\n   ", "")
    assert "A category of 2 has the probabilities 0.25, 0.75; there are no data." in page and "A linear loss, c·y of a draw y, with c = (2, −1):" in page


@pytest.mark.parametrize("run", [{"estimator": "reinforce"}, fit("reinforce", (1, 2), to_optimum=None), fit("reinforce", (1, 2), draws_to=3)])
def test_a_run_that_lacks_a_figure_is_told(tmp_path, run) -> None:
    with pytest.raises(BadRuns, match=r"bbvi/metrics\.json: a figure is missing"):
        estimators_page(runs_in(tmp_path, runs=[run]))


def test_figures_stand_with_their_run_and_in_their_chapter(tmp_path) -> None:
    runs = runs_in(tmp_path, figures=("gap.png", "../bbvi/other.png"))
    write_figures(runs, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bbvi-gap.webp"]
    with Image.open(tmp_path / "out/bbvi-gap.webp") as image:
        assert image.size == (1200, 300)
    page = experiments_page(runs)
    assert "python -m impl bbvi</code>, seed 3" in page and 'src="_static/figures/bbvi-gap.webp"' in page and "other" not in page
    assert measured("score_function", runs, "../").startswith('<figure class="measured"><img src="../_static/figures/bbvi-gap.webp" alt="bbvi: gap"')
    assert measured("elbo", runs, "../") == ""
    (tmp_path / "bbvi/gap.png").unlink()
    with pytest.raises(BadRuns, match=r"gap\.png: No such file"):
        write_figures(runs, tmp_path / "out")


def test_pages_without_runs_say_how_they_are_made() -> None:
    assert "python -m impl bbvi" in estimators_page({}) and "--runs runs" in experiments_page({}) and "--benchmark-json" in benchmarks_page("")


def test_the_report_on_benchmarks_is_that_of_the_program(tmp_path) -> None:
    stats = {"median": 0.002, "q1": 0.001, "q3": 0.004, "rounds": 9}
    rows = [{"name": f"bench_it[{n}]", "group": "steps", "stats": stats | {"median": 0.002*n}, "extra_info": {"whose": "ours"}, "params": {"n": n}} for n in (1, 2)]
    file = tmp_path / "bench.json"
    file.write_text(json.dumps({"benchmarks": rows}))
    page = benchmarks_page(report(str(file)))
    assert "steps" in page and "<td>2.00</td>" in page and "role=\"img\"" in page and "<style" not in page.partition("<svg")[0]
    file.write_text("{}")
    with pytest.raises(BadBenchmarks, match="no list of benchmarks"):
        report(str(file))
