"""Ctrl-C: one line, no traceback, status 130, and no process is left; in every command, whatever it is doing."""

import importlib
import os
import pkgutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from derivations import commands
from derivations.__main__ import main
from tests import ROOT

SLOW = """
from derivations import algebra, points, theorem, Law
x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)

@theorem(title="too much to multiply out")
def much(proof):
    proof.claim((p(x) + p(z) + q(z) + p(x, z) + p(z | x) + 1)**50 == (1 + p(x) + p(z) + q(z) + p(x, z) + p(z | x))**50)
    proof.starts((p(x) + p(z) + q(z) + p(x, z) + p(z | x) + 1)**50)
    proof.eq((1 + p(x) + p(z) + q(z) + p(x, z) + p(z | x))**50, by=algebra)
"""


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def begun(process: int, those: int) -> list[int]:
    """The processes that a process has started, once there are as many as that."""
    until = time.monotonic() + 60
    while len(found := children(process)) < those:
        assert time.monotonic() < until
        time.sleep(0.01)
    return found


def ended(process: int, within: float) -> bool:
    """Whether a process is no more, or waits only for its status to be read, after some seconds at most."""
    until = time.monotonic() + within
    with suppress(FileNotFoundError, ProcessLookupError):
        while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
    return True


@pytest.mark.parametrize("later", [0, 0.5])
@pytest.mark.parametrize(("args", "workers", "within"), [
    (["verify", "elbo", "1.1.1", "2.1.10", "--jobs", "2"], 2, 0), (["check", "slow.py"], 1, 20)])
def test_ctrl_c_ends_every_process_at_once(args, workers, within, later, tmp_path) -> None:
    """To the whole group, as a terminal sends it, while the processes work.  A judge that is just being started ends when
    it finds that nobody waits for it."""
    (tmp_path / "slow.py").write_text(SLOW)
    command = [sys.executable, "-m", "derivations", *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        others = begun(run.pid, workers)
        time.sleep(later)
        os.killpg(run.pid, signal.SIGINT)
        try:
            out, err = run.communicate(timeout=60)
            assert (run.returncode, out, err) == (130, "", "stopped by Ctrl-C\n")
            assert all(ended(process, within) for process in others)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


LEFT_EARLY = """
import time
from derivations.commands.workers import entries

class Examiner:
    def entry(self, key):
        time.sleep(0.002)
        return {}

for _ in range(40):
    found = entries(Examiner(), [("", str(number)) for number in range(40)], 2)
    next(found)
    found.close()
"""


def test_work_that_is_left_early_says_nothing() -> None:
    """Forty times, because the thread of a pool prints a traceback only if it meets a cancelled future: every other time."""
    run = subprocess.run([sys.executable, "-c", LEFT_EARLY], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("args", [["verify", "elbo.gibbs"], ["list"], ["list", "--impact", "elbo.gibbs"], ["show", "elbo"], ["show", "1.1.1-a"],
                                  ["show", "jensen"], ["show", "language"], ["check", "nothing.py"]])
def test_ctrl_c_in_any_command(args, monkeypatch, capsys) -> None:
    def interrupted(*_, **__):
        raise KeyboardInterrupt
    for module in pkgutil.iter_modules(commands.__path__):  # one that is loaded later would keep what stands in for a function
        importlib.import_module(f"{commands.__name__}.{module.name}")
    for name in ("derivations.commands.finding.load", "derivations.commands.show.contents", "derivations.commands.show_rule.heading",
                 "derivations.commands.listing.load", "derivations.commands.show.word_list", "derivations.commands.check.check"):
        monkeypatch.setattr(name, interrupted)
    assert main(args) == 130
    out = capsys.readouterr()
    assert (out.out, out.err) == ("", "stopped by Ctrl-C\n")


@pytest.mark.parametrize("loaded", ["derivations.commands.options", "derivations.commands.verify", "derivations.pages.output"])
def test_ctrl_c_while_a_module_is_loaded(loaded) -> None:
    code = f"""if True:
        import sys

        class Interrupting:
            def find_spec(self, name, *_):
                if name == {loaded!r}:
                    raise KeyboardInterrupt
        sys.meta_path.insert(0, Interrupting())
        from derivations.__main__ import main
        sys.exit(main(["verify", "elbo.gibbs"]))"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "stopped by Ctrl-C\n")
