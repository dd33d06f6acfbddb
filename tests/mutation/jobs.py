"""The processes in which planted changes are tried: a fork of this one for the fast set, pytest on a copy for the rest.

The process that forks has one thread and has imported everything but `derivations` and what imports it.
"""

import contextlib
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests import GARBAGE_THRESHOLDS, ROOT
from tests.mutation.plants import Plant, plant

MEMORY = 4 << 30
FAST_SECONDS, TESTS_SECONDS = 120, 900  # of processor time; three times as much by the clock
FIRST = {  # the default tests that are the likeliest to notice, by group; the others that bear on derivations follow
    "kernel": (
        "kernel/test_lemmas.py", "kernel/test_kernel.py", "commands/test_corpus.py", "commands/test_printing.py",
        "commands/test_cli.py", "chapters/test_elbo.py", "chapters/test_cavi.py", "chapters/test_iwelbo.py",
        "chapters/test_iwelbo_rate.py", "attack/test_almost_everywhere.py"),
    "reader": (
        "language/test_reader.py", "commands/test_printing.py", "commands/test_corpus.py", "kernel/test_kernel.py",
        "commands/test_cli.py", "commands/test_hostile.py"),
    "attack": (
        "attack/test_attack.py", "attack/test_counterexamples.py", "attack/test_jets.py", "attack/test_random_models.py",
        "attack/test_smallest_counterexample.py", "attack/test_twin_kinds.py", "attack/test_twin_verdicts.py",
        "attack/test_null_visits.py", "attack/test_models.py", "attack/test_evaluation_by_loops.py",
        "attack/test_numbers.py", "attack/test_null_states.py", "attack/test_almost_everywhere.py",
        "commands/test_ledger.py", "commands/test_ledger_gates.py"),
    "ledger": (
        "commands/test_ledger.py", "commands/test_ledger_gates.py", "reported/test_claim_gates.py",
        "commands/test_exit_status.py", "reported/test_reported.py", "reported/test_runs.py", "reported/test_run_rules.py",
        "commands/test_cli.py"),
}
LAST = ("kernel/test_planted_bugs.py", "project/test_order.py", "kernel/test_instances.py")  # the slowest
NOT_ABOUT_THEM = ("impl/", "experiments/", "benchmarks/", "mutation/test_mutation.py")
NOT_ASKED = ("test_the_fuzzer_finds_laws_with_other_outcomes or test_the_fuzzer_finds_what_a_kernel_without_care "
             "or test_imports_follow_the_arrows")  # they ask about the fuzzer, and about imports


def warm() -> None:
    """Import what every fork needs and no change touches."""
    for name in ("sympy", "sympy.logic.boolalg", "numpy", "mpmath", "flint", "hypothesis", "hypothesis.strategies", "pytest",
                 "rich.console", "rich.table", "doctest", "difflib", "pkgutil", "scipy.special"):
        __import__(name)
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    gc.freeze()  # What the forks share stays as it is: looking at it would copy its pages into each of them.


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
        from tests.mutation import fast_set
        found = fast_set.killed_by(planted.group, next(iter(planted.texts), ""))
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
        files = [f"tests/{name}" for name in default_tests(planted.group)]
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


def default_tests(group: str) -> list[str]:
    """The files of default tests that bear on derivations, from `tests` on, in the order in which a group's changes are tried."""
    every = sorted(str(path.relative_to(ROOT / "tests")) for path in ROOT.glob("tests/*/test_*.py"))
    middle = [name for name in every if name not in (*FIRST[group], *LAST) and not name.startswith(NOT_ABOUT_THEM)]
    return [*FIRST[group], *middle, *(name for name in LAST if name not in FIRST[group])]


def copy_tree(folder: Path) -> Path:
    """A copy of all that the tests read."""
    without = shutil.ignore_patterns("__pycache__", ".git", ".venv", ".tox", "runs", "*.egg-info")
    shutil.copytree(ROOT, folder, ignore=without, symlinks=True)
    return folder
