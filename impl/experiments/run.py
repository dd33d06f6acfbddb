"""One run of an experiment: its progress, its results, and where they are kept."""

import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

import matplotlib
import numpy as np
import torch
from matplotlib.figure import Figure
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from torch import Tensor

from .._output import prepare
from .._terminal import Console
from .results import plain, plain_array

SCHEMA = 1
Exact = TypeVar("Exact")
Entry = TypeVar("Entry")


class Run(Generic[Exact, Entry]):
    """The results of an experiment so far, which are written at the end, also of an interrupted run.

    ``exact``, ``runs`` and ``tables`` go to metrics.json, ``series`` to series.npz, figures to PNG files. ``exact`` is
    a record that the experiment fills part by part; each entry of ``runs`` and ``tables`` is a record.
    """

    def __init__(self, experiment: str, out: Path, seed: int, exact: Exact, as_reported: bool = False) -> None:
        self.experiment, self.out, self.seed, self.as_reported = experiment, out, seed, as_reported
        self.exact = exact
        self.runs: list[Entry] = []
        self.tables: dict[str, object] = {}
        self.series: dict[str, Tensor | np.ndarray] = {}
        self.figures: list[str] = []
        self.interrupted = False
        self.console = Console()
        self._began = time.perf_counter()
        prepare(out, "metrics.json", "series.npz", "*.png", "*.partial")
        self._earlier = results_of_earlier(out)

    @property
    def seconds(self) -> float:
        """The seconds since the run began."""
        return time.perf_counter() - self._began

    def generator(self, stream: int = 0) -> torch.Generator:
        """A generator for one part of the run; parts with other numbers draw independently."""
        state = np.random.SeedSequence([self.seed, stream]).generate_state(1, np.uint64)[0]
        return torch.Generator().manual_seed(int(state))

    @contextmanager
    def progress(self, label: str, total: float) -> Iterator["Advance"]:
        """A bar on standard error, if that is a terminal: ``with run.progress("fits", 10) as advance: … advance()``."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            yield Advance(bar, bar.add_task(label, total=total))

    @contextmanager
    def figure(self, name: str, rows: int = 1, columns: int = 1, size: tuple[float, float] = (8, 5)) -> Iterator[Any]:
        """The axes (rows, columns) of a figure that is saved as NAME.png; dimensions of length one are dropped."""
        with matplotlib.rc_context({"axes.grid": True, "grid.alpha": 0.3, "font.size": 10, "axes.titlesize": 11}):
            figure = Figure(figsize=size, layout="constrained")
            yield figure.subplots(rows, columns)
            self._replace(f"{name}.png", lambda file: figure.savefig(file, format="png", dpi=130))
            self.figures.append(f"{name}.png")

    def metrics(self) -> dict[str, Any]:
        """The content of metrics.json."""
        return {
            "schema": SCHEMA,
            "experiment": self.experiment,
            "seed": self.seed,
            "as_reported": self.as_reported,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 3),
            "versions": {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__},
            "exact": self.exact,
            "runs": self.runs,
            "tables": self.tables,
            "figures": self.figures,
        }

    def write(self) -> None:
        """Write metrics.json and series.npz, each replaced as a whole, and remove the files of an earlier run."""
        while self._earlier:
            (self.out / self._earlier.pop()).unlink(missing_ok=True)
        text = json.dumps(plain(self.metrics()), indent=1, ensure_ascii=False) + "\n"
        self._replace("metrics.json", lambda file: file.write(text.encode()))
        if self.series:
            arrays = {name: np.asarray(plain_array(values)) for name, values in self.series.items()}
            self._replace("series.npz", lambda file: np.savez_compressed(file, allow_pickle=False, **arrays))

    def _replace(self, name: str, write: Callable[[IO[bytes]], object]) -> None:
        partial = self.out / f"{name}.partial"
        try:
            with partial.open("wb") as file:
                write(file)
            os.replace(partial, self.out / name)
        finally:
            partial.unlink(missing_ok=True)


class Advance:
    """The hand of one progress bar: ``advance()`` or ``advance(5)``."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task

    def __call__(self, steps: float = 1) -> None:
        """Move the bar on by a number of steps."""
        self._bar.advance(self._task, steps)


def results_of_earlier(out: Path) -> list[str]:
    """The file of series and the figures that the metrics.json of an earlier run in this folder names."""
    try:
        figures = json.loads((out / "metrics.json").read_text(encoding="utf-8"))["figures"]
        return ["series.npz", *(name for name in figures if name == Path(name).name and name.endswith(".png"))]
    except (OSError, ValueError, KeyError, TypeError):
        return []
