"""What a run showed, and what its statistical tests could have got wrong: a pytest plugin.

A test that bears on a theorem or a reported claim is marked ``evidence("iwelbo.monotone",
kind="monte-carlo")``. The run ends with the matrix id × kind of the tests that passed, and writes it to the
cache or, with what its statistical tests spent, to ``--evidence FILE``.

A statistical test takes fresh randomness from ``seed`` or ``generator`` on every run (``--seed N`` replays
one) and declares each of its designs with ``spend``. The run fails if the false-alarm rates add up to more
than the budget.
"""

import hashlib
import json
import os
import secrets
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

KINDS = (
    "symbolic",  # a proof besides that of the kernel; it does not count among the two kinds that a theorem needs
    "exact",  # rational or closed-form results, made without the chapter's own formulas
    "quadrature",  # numerical integrals, to a stated precision
    "agreement",  # the theorem's own formulas, or two ways to compute its sides, on the same tables or laws
    "monte-carlo",  # means over random draws, by a test that states its error rates
    "training",  # what a whole run of an algorithm does: its trace, where it ends, what its files say
)
BUDGET = 1e-6


class Ledger:
    """Gathers from the reports, so it works the same when the tests ran in other processes."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.passed: dict[str, list[tuple[str, str]]] = {}
        self.designs: list[tuple[str, float, str]] = []

    def matrix(self) -> dict[str, dict[str, int]]:
        """How many passed tests of each kind bear on each id."""
        counts = Counter(pair for pairs in self.passed.values() for pair in pairs)
        ids = sorted({name for name, _ in counts})
        return {name: {kind: counts[name, kind] for kind in KINDS if counts[name, kind]} for name in ids}

    def spent(self) -> float:
        return sum(rate for _, rate, _ in self.designs)

    def told(self) -> dict[str, Any]:
        """The matrix, and the error budget with each design that was booked against it."""
        designs = [{"test": test, "rate": rate, "design": design} for test, rate, design in self.designs]
        return {"matrix": self.matrix(), "budget": BUDGET, "designs": designs}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            properties: list[tuple[str, Any]] = report.user_properties
            self.designs += [(report.nodeid, *value) for key, value in properties if key == "design"]
            if report.passed:
                self.passed[report.nodeid] = [tuple(value) for key, value in properties if key == "evidence"]
        elif report.failed:
            self.passed.pop(report.nodeid, None)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self.config, "workerinput"):  # a worker of pytest-xdist, which reports to the controller
            return
        if self.spent() > BUDGET and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if path := self.config.getoption("evidence"):
            target = Path(path)
            partial = target.with_name(target.name + ".partial")
            partial.write_text(json.dumps(self.told(), indent=1) + "\n")
            os.replace(partial, target)
        elif hasattr(self.config, "cache"):
            self.config.cache.set("evidence/matrix", self.matrix())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        write = terminalreporter.write_line
        if matrix := self.matrix():
            terminalreporter.section("evidence")
            width = max(map(len, matrix))
            write(" " * width + "".join(f"  {kind:>11}" for kind in KINDS))
            for name, row in matrix.items():
                write(f"{name:<{width}}" + "".join(f"  {row.get(kind, '·'):>11}" for kind in KINDS))
        if self.designs:
            terminalreporter.section("statistical tests")
            for nodeid, _, design in self.designs:
                write(f"{nodeid.removeprefix('tests/')}: {design}")
            over = self.spent() > BUDGET
            total = f"false alarm of the whole run ≤ {self.spent():.2e}, budget {BUDGET:.0e}"
            write(total + ("  OVER BUDGET" if over else ""), red=over)
            write(f"replay with --seed {self.config.getoption('seed')}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--evidence", metavar="FILE", help="write the matrix of evidence and the error budget to FILE as JSON")
    parser.addoption("--seed", type=int, help="seed of the statistical tests; fresh when not given")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.seed is None:  # set before worker processes copy the options
        config.option.seed = secrets.randbits(48)
    config.pluginmanager.register(Ledger(config), "evidence-ledger")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("evidence"):
            item.user_properties.append(("evidence", read_mark(item.nodeid, *mark.args, **mark.kwargs)))


def read_mark(nodeid: str, id: str = "", kind: str = "") -> tuple[str, str]:
    if not id or kind not in KINDS:
        raise pytest.UsageError(f"{nodeid}: evidence({id!r}, {kind!r}); kinds are {', '.join(KINDS)}")
    return id, kind


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """A seed of this test's own, derived from the run's."""
    text = f"{request.config.getoption('seed')}/{request.node.nodeid}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])


@pytest.fixture
def generator(seed: int):
    """A torch generator seeded with ``seed``."""
    import torch

    return torch.Generator().manual_seed(seed)


@pytest.fixture
def spend(request: pytest.FixtureRequest):
    """``spend(design, means=1)`` books ``design.false_alarm`` for each mean tested and returns the design."""

    def book(design, means: int = 1):
        text = str(design) if means == 1 else f"{means} means, each {design}"
        request.node.user_properties.append(("design", (means * design.false_alarm, text)))
        return design

    return book
