"""What the experiments measured: their figures, on a page of all runs and beside the chapters that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from ...reported.runs import BadRuns, Metrics, Runs
from .elements import marked, raw, tag, title

WIDEST = 1200  # pixels: no page shows more
OF_CHAPTERS = {"bbvi": "score_function"}  # the chapter of an experiment, where it is not called as the experiment is
HOW = (
    "This copy of the book was made without the experiments, so that it has no figures of them. They run with "
    "`python -m impl NAME`, where `python -m impl --help` lists the names; then `tightbound book --runs runs` shows "
    "here what they measured."
)


def write_figures(runs: Runs, target: Path) -> None:
    """Write all figures into a folder, no wider than a page, as WebP, which is a fifth as large."""
    from PIL import Image  # here, because only --runs needs it

    target.mkdir(parents=True, exist_ok=True)
    for run in runs.values():
        for name in _figures(run):
            path = Path(run.path).with_name(name)
            try:
                with Image.open(path) as image:
                    image = image.convert("RGB")
                    image.thumbnail((WIDEST, 10 * WIDEST))
                    image.save(target / _file(run, name), "WEBP", quality=75)
            except OSError as error:
                raise BadRuns(f"{path}: {error.strerror or 'no image'}") from error


def experiments_page(runs: Runs) -> str:
    """The page of all runs in reStructuredText."""
    page = title("Experiments")
    if not runs:
        return page + raw(tag("p", marked(HOW)))
    for run in runs.values():
        told = [f"seed {run.seed}"] + (["stopped before its end"] if run.interrupted else [])
        command = f"python -m impl {run.key[0]}" + (" --as-reported" if run.key[1] else "")
        page += title(_name(run), 1) + raw(
            tag("p", tag("code", escape(command)) + escape(f", {', '.join(told)}")) + "".join(_shown(run, ""))
        )
    return page


def measured(chapter: str, runs: Runs, base: str) -> str:
    """The figures that belong to a chapter; empty where there are none."""
    found = [run for key, run in runs.items() if not key[1] and OF_CHAPTERS.get(key[0], _stem(key[0])) == chapter]
    return "".join(figure for run in found for figure in _shown(run, base))


def _shown(run: Metrics, base: str) -> Iterator[str]:
    for name in _figures(run):
        words = f"{_name(run)}: {Path(name).stem.replace('-', ' ')}"
        image = f'<img src="{base}_static/figures/{escape(_file(run, name))}" alt="{escape(words)}" loading="lazy">'
        yield tag("figure", image + tag("figcaption", escape(words)), "measured")


def _figures(run: Metrics) -> list[str]:
    """The names of the figures in the run's folder; a name that leads out of it is none."""
    names = run.content.get("figures", [])
    return [name for name in names if isinstance(name, str) and Path(name).name == name]


def _name(run: Metrics) -> str:
    return run.key[0] + (" as reported" if run.key[1] else "")


def _file(run: Metrics, name: str) -> str:
    return f"{_stem(_name(run).replace(' ', '-'))}-{Path(name).stem}.webp"


def _stem(experiment: str) -> str:
    return experiment.replace("-", "_")
