"""The benchmarks as a page: what `python -m impl bench-report` makes of pytest-benchmark's file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .elements import marked, raw, tag, title

HOW = (
    "This copy of the book has no benchmarks: nothing was timed for it. They run with "
    "`tox -e bench -- --benchmark-json=bench.json`, some minutes; then `tightbound book --benchmarks bench.json` puts "
    "the medians here, with quartiles, peers and growth."
)
PLOT = 'role="img" aria-label="The numbers of the table, drawn" '


class BadBenchmarks(ValueError):
    """A file that is not one of pytest-benchmark."""


def report(file: str) -> str:
    """The report on a file as HTML.  It is made in a process of its own: nothing of `impl` is imported here."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "impl", "bench-report", str(Path(file).absolute()), "--out", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            told = done.stderr.strip().splitlines() or ["no report"]
            raise BadBenchmarks(told[-1])
        page = Path(folder, "index.html").read_text(encoding="utf-8")
    inner = page.partition("</h1>")[2].partition("</body>")[0]
    return inner.replace("<figure><svg ", f'<figure tabindex="0"><svg {PLOT}').replace(
        '<div class="wide">', '<div class="wide" tabindex="0">'
    )


def benchmarks_page(made: str) -> str:
    """The page in reStructuredText; without a report it says how one is made."""
    return title("Benchmarks") + raw(tag("div", made, "benchmarks") if made else tag("p", marked(HOW)))
