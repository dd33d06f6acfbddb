"""The processes in which planted changes are tried: a fork of this one for the fast set, pytest on a copy for the rest.

The process that forks has one thread and has imported everything but `derivations` and what imports it.
"""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from mutation_plants import ROOT, Plant, plant

MEMORY = 4 << 30
FAST_SECONDS, TESTS_SECONDS = 60, 900  # of processor time; three times as much by the clock
FIRST = {  # the default tests that are the likeliest to notice, by group; the others that bear on derivations follow
    "kernel": ("lemmas", "kernel", "corpus", "printing", "cli", "elbo", "cavi", "iwelbo", "iwelbo_rate", "almost"),
    "reader": ("reader", "printing", "corpus", "kernel", "cli", "hostile"),
    "attack": ("attack", "attack_claims", "attack_draws", "smallest", "twin_kinds", "twin_verdicts", "null_visits", "models",
               "meanings", "numbers", "null_states", "almost", "ledger", "ledger_gates"),
    "ledger": ("ledger", "ledger_gates", "claim_gates", "exit_status", "reported", "reported_runs", "run_rules", "cli"),
}
LAST = ("planted_bugs", "order", "instances")  # the slowest
NOT_ABOUT_THEM = ("test_impl_", "test_experiment_", "test_listings_", "test_accuracy", "test_bench_report", "test_mutation.py")
NOT_ASKED = ("test_the_fuzzer_finds_laws_with_other_outcomes or test_the_fuzzer_finds_what_a_kernel_without_care "
             "or test_imports_follow_the_arrows")  # they ask about the fuzzer, and about imports


def warm() -> None:
    """Import what every fork needs and no change touches."""
    for name in ("sympy", "sympy.logic.boolalg", "numpy", "mpmath", "flint", "hypothesis", "hypothesis.strategies", "pytest",
                 "rich.console", "rich.table", "doctest", "difflib", "pkgutil", "scipy.special"):
        __import__(name)


class Fast:
    """A fork that asks the fast set; `result` is its line, or None where it survives."""

    def __init__(self, planted: Plant):
        self.planted, self.started = planted, time.monotonic()
        read, write = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(read)
            _in_the_fork(planted, write)
        os.close(write)
        self.pipe = read

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def done(self) -> bool:
        if time.monotonic() - self.started > 3*FAST_SECONDS:
            self.end()
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            return False
        with os.fdopen(self.pipe, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read()
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            self.result = "time" if number in (signal.SIGKILL, signal.SIGXCPU) else f"signal {number}"
        else:
            self.result = said or (None if os.WEXITSTATUS(status) == 0 else f"ends with {os.WEXITSTATUS(status)}")
        return True


def _in_the_fork(planted: Plant, write: int) -> None:
    """Never returns."""
    os.setsid()
    status = 1
    try:
        _limits(FAST_SECONDS)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        plant(planted.texts)
        import mutation_killers
        found = mutation_killers.killed_by(planted.group, next(iter(planted.texts), ""))
        status = 0
    except BaseException as error:
        found = f"{type(error).__name__}: {error}"
        status = 3
    os.write(write, (found or "").splitlines()[0][:300].encode() if found else b"")
    os._exit(status)


def _limits(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Tests:
    """The default tests, on a copy of the tree with the change written into it, so that what they start sees it too."""

    def __init__(self, planted: Plant, tree: Path):
        self.planted, self.tree, self.started = planted, tree, time.monotonic()
        for path, text in planted.texts.items():
            tree.joinpath(path).write_text(text, encoding="utf-8")
        self.said = tree / "said.txt"
        files = [f"tests/{path.name}" for path in default_tests(planted.group)]
        environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        with open(self.said, "w", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=line", "-k", f"not ({NOT_ASKED})", *files],
                cwd=tree, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def done(self) -> bool:
        late = time.monotonic() - self.started > 3*TESTS_SECONDS
        if late:
            self.end()
        code = self.process.wait() if late else self.process.poll()
        if code is None:
            return False
        lines = self.said.read_text(encoding="utf-8", errors="replace").splitlines()
        failed = next((line for line in lines if line.startswith(("FAILED", "ERROR"))), "")
        self.result = "time" if late else None if code == 0 else failed or f"pytest ends with {code}: {' '.join(lines[-1:])}"
        for path in self.planted.texts:
            shutil.copyfile(ROOT / path, self.tree / path) if (ROOT / path).exists() else (self.tree / path).unlink()
        return True


def default_tests(group: str) -> list[Path]:
    """The files of default tests that bear on derivations, in the order in which a group's changes are tried."""
    here = Path(__file__).parent
    every = [path for path in sorted(here.glob("test_*.py")) if not path.name.startswith(NOT_ABOUT_THEM)]
    first, last = ([here / f"test_{name}.py" for name in names] for names in (FIRST[group], LAST))
    middle = [path for path in every if path not in first and path not in last]
    return [*first, *middle, *(path for path in last if path not in first)]


def copy_tree(folder: Path) -> Path:
    """A copy of all that the tests read."""
    without = shutil.ignore_patterns("__pycache__", ".git", ".venv", ".tox", "runs", "*.egg-info")
    shutil.copytree(ROOT, folder, ignore=without, symlinks=True)
    return folder
