"""What `check` asks of the process that reads a file, and what it makes of each way in which that may end."""

import json
import os
import signal
import subprocess
import sys
from argparse import Namespace

import pytest

from derivations.commands import check as checking

STEP = {"verdict": "holds", "line": None, "reason": None, "theorems": []}
SAID = json.dumps(STEP) + "\n"
SLOW = subprocess.TimeoutExpired("judge", 3)
ROOT = str(checking.ROOT)


class Child:
    """In place of a process: what it says, how it ends, and what is done to it."""

    pid = 4242

    def __init__(self, said="", ends=0, late=False, living=False, interrupt=None):
        self.said, self.returncode, self.late, self.living, self.interrupt = said, ends, late, living, interrupt
        self.asked: tuple = ()
        self.killed, self.waited = [], []

    def __call__(self, command, **options):
        self.asked = (command, options)
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def communicate(self, timeout=None):
        self.waited.append(timeout)
        if self.interrupt is not None:
            raise self.interrupt
        if self.late and len(self.waited) == 1:
            raise SLOW
        return self.said.encode(), None

    def poll(self):
        return None if self.living else self.returncode

    def kill(self, *args):
        self.killed.append(args)


def ask(monkeypatch, child, path, timeout=3.0):
    monkeypatch.setattr(checking.subprocess, "Popen", child)
    monkeypatch.setattr(checking.os, "killpg", child.kill)
    return checking.check(path, timeout)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "one.py"
    path.write_text("")
    return str(path)


ENDS = {  # how the process ends: the verdict, the reason, and whether its group is ended
    "says all": (Child(SAID), "holds", None, False),
    "says all, and is killed": (Child(SAID, -signal.SIGKILL), "holds", None, False),
    "says all, and lingers": (Child(SAID, living=True), "holds", None, True),
    "says all, too late": (Child(SAID, late=True), "holds", None, True),
    "says half a line": (Child(SAID[:9], 1), "unreadable", "the checker itself ended with status 1, please report it", False),
    "says nothing in time": (Child("", -signal.SIGKILL, late=True), "timeout", "stopped after 3 s", True),
    "is killed": (Child("", -signal.SIGKILL), "timeout", "stopped by the system, short of memory or of time", False),
    "crashes": (Child("", -signal.SIGSEGV), "unreadable", "the checker itself ended with status -11, please report it", False),
    "ends with 9": (Child("", 9), "unreadable", "the checker itself ended with status 9, please report it", False)}


@pytest.mark.parametrize("how", ENDS)
def test_what_becomes_of_a_process(how, file, monkeypatch):
    child, verdict, reason, ended = ENDS[how]
    found = ask(monkeypatch, child, file)
    assert found == {"file": file, "verdict": verdict, "line": None, "reason": reason, "theorems": []}
    assert child.waited == ([3.0, None] if child.late else [3.0])
    assert child.killed == [(child.pid, signal.SIGKILL)]*ended


def test_an_interrupted_check_leaves_no_process(file, monkeypatch):
    for living in (True, False):
        child = Child(living=living, interrupt=KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            ask(monkeypatch, child, file)
        assert child.killed == [(child.pid, signal.SIGKILL)]*living


def test_what_is_asked(file, monkeypatch):
    """A process of its own session, of one thread, that finds our package first and nothing beside the file."""
    for before, after in (("", ROOT), ("/a:/b", f"{ROOT}:/a:/b"), ("/a::/b", f"{ROOT}:/a:/b")):
        monkeypatch.setenv("PYTHONPATH", before)
        monkeypatch.setenv("KEPT", "yes")
        for name in ("PYTHONWARNINGS", "HYPOTHESIS_EXPERIMENTAL_OBSERVABILITY", "SYMPY_CACHE_SIZE"):
            monkeypatch.setenv(name, "1")
        child = Child(SAID)
        ask(monkeypatch, child, file)
        command, options = child.asked
        assert command == [sys.executable, "-P", "-m", "derivations.commands.judge", file, "3.0", str(os.getpid())]
        other = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HYPOTHESIS", "SYMPY"))}
        assert options["env"] == other | {"PYTHONPATH": after, "KEPT": "yes", "OMP_NUM_THREADS": "1",
                                          "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        assert options["start_new_session"] and options["stdout"] == subprocess.PIPE
        assert options["stdin"] == options["stderr"] == subprocess.DEVNULL
    assert os.path.isdir(os.path.join(ROOT, "derivations"))


def test_standard_input_is_handed_on_and_no_file_is_looked_for(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    child = Child(SAID)
    assert ask(monkeypatch, child, "-")["verdict"] == "holds"
    assert child.asked[1]["stdin"] is None and child.asked[0][-3:] == ["-", "3.0", str(os.getpid())]
    child = Child(SAID)
    none = ask(monkeypatch, child, str(tmp_path / "none.py"))
    assert child.asked == () and (none["verdict"], none["reason"], none["file"]) == (
        "unreadable", "no such file", str(tmp_path / "none.py"))


@pytest.mark.parametrize("as_json", [True, False])
def test_the_command(as_json, monkeypatch, capsys):
    asked = []
    for verdict, status in {"holds": 0, "incomplete": 1, "timeout": 1, "unreadable": 2}.items():
        found = {"file": "é.py", "verdict": verdict, "line": None, "reason": None, "theorems": []}
        monkeypatch.setattr(checking, "check", lambda *args, found=found: asked.append(args) or found)
        assert checking.main(Namespace(file="é.py", timeout=7.0, json=as_json)) == status
        out = capsys.readouterr().out
        assert out == (json.dumps(found, ensure_ascii=False) if as_json else f"é.py: {verdict}") + "\n"
    assert asked == [("é.py", 7.0)]*4


def test_who_asks_loads_no_sympy(file) -> None:
    """The judge has loaded it already; loading it once more would take as long as judging most files."""
    code = f"import sys; from derivations.__main__ import main; main(['check', {file!r}]); sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode == 0
