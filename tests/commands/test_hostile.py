"""Files that mean to deceive or to break the checker: none holds, each ends in one line, and nothing is left behind."""

import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import pytest

from derivations.commands import judge
from derivations.commands.check import gathered
from tests import ROOT
from tests.support.hostile.bombs import SLOW, bombs
from tests.support.hostile.deceptions import deceptions
from tests.support.hostile.encodings import encodings, places

FILES, PLACES = [*deceptions(), *bombs(), *encodings()], places()
QUICK = [one for one in FILES if one.name not in SLOW]
LENGTH = 2_100  # of a line that says what is wrong


def named(one) -> str:
    return one.name


def test_there_are_many() -> None:
    names = [one.name for one in (*FILES, *PLACES)]
    assert len(set(names)) == len(names) >= 200 and set(names) > SLOW
    assert all(one.why and "\n" not in one.why for one in (*FILES, *PLACES))


# --- in this process ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", QUICK, ids=named)
def test_is_refused_in_one_line(one, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 0.2)
    path = tmp_path / "file.py"
    path.write_bytes(one.content)
    found = gathered(judge.judged(str(path), time.monotonic() + 20))
    assert found["verdict"] != "holds", found
    worst = next((t for t in found["theorems"] if t["verdict"] == found["verdict"]), found)
    reason = worst["reason"]
    assert reason and len(reason.splitlines()) == 1 and len(reason) < LENGTH and one.says in reason + worst["verdict"], found
    assert "please report it" not in reason
    if one.at is not None:
        assert worst["line"] == one.at, found


# --- as a whole ---------------------------------------------------------------------------------------------------


def alive(mark: str) -> list[int]:
    """The processes that were started with a mark in their environment, by whomever."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark.encode() in entry.joinpath("environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def started(folder, *args: str, mark: str, **options) -> subprocess.Popen:
    around = {**os.environ, "PYTHONPATH": str(ROOT), "MARK": mark}
    return subprocess.Popen([sys.executable, "-m", "derivations", "check", *args], cwd=folder, env=around,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def there(folder: Path) -> dict[str, tuple]:
    """What is in a folder, and when it was written."""
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}


def checked(folder: Path, path: str, *options: str, **how) -> tuple[int, list[str]]:
    """Status and lines of `check`, run beside the file; nothing is written, said elsewhere, or left running."""
    mark, before, began = uuid.uuid4().hex, there(folder), time.monotonic()
    with started(folder, *options, "--", path, mark=mark, **{"stdin": subprocess.DEVNULL, **how}) as process:
        out, err = process.communicate(timeout=60)
    lines = out.decode(errors="replace").splitlines()
    assert time.monotonic() - began < 20 + 8 and err == b"" and alive(mark) == []
    assert there(folder) == before
    assert process.returncode in (1, 2), lines
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < (judge.MEMORY + (1 << 28)) // 1024
    assert lines and not any("Traceback" in line or "please report it" in line for line in lines), lines
    assert [": unreadable" in lines[0], len(lines) == 1 or lines[1] == ""] == [process.returncode == 2, True]
    return process.returncode, lines


@pytest.mark.slow
@pytest.mark.parametrize("one", FILES, ids=named)
def test_leaves_nothing_behind(one, tmp_path) -> None:
    path = tmp_path / "file.py"
    path.write_bytes(one.content)
    status, lines = checked(tmp_path, str(path))
    assert lines[0].startswith(str(path)) and (status == 1 or len(lines) == 1 or lines[1] == "")


@pytest.mark.parametrize("name", ["double_fork", "patches_sys_modules", "squares_put_in", "utf_7_cookie"])
def test_leaves_nothing_behind_either(name, tmp_path) -> None:
    test_leaves_nothing_behind(next(one for one in FILES if one.name == name), tmp_path)


@pytest.mark.parametrize("one", PLACES, ids=named)
def test_a_strange_path(one, tmp_path) -> None:
    path = one.make(tmp_path)
    status, lines = checked(tmp_path, path)
    assert one.says in lines[0] and (status == 1) == (one.says == "")
    assert lines[0].startswith(path if path.isprintable() else ascii(path))


def test_standard_input_that_is_closed_or_never_ends(tmp_path) -> None:
    closed = subprocess.run(f'exec "{sys.executable}" -m derivations check - <&-', shell=True, cwd=ROOT, capture_output=True,
                            text=True, check=False)
    assert (closed.returncode, closed.stderr) == (2, "") and closed.stdout.startswith("-: unreadable: OSError")
    with subprocess.Popen(["yes", "a"], stdout=subprocess.PIPE) as endless:
        status, lines = checked(tmp_path, "-", stdin=endless.stdout)
        endless.kill()
    assert status == 2 and "longer than" in lines[0]
    silent, kept = os.pipe()
    status, lines = checked(tmp_path, "-", "--timeout", "1", stdin=silent)
    os.close(silent)
    os.close(kept)
    assert status == 1 and lines == ["-: timeout: stopped after 1 s"]


# --- what bounds the judge ----------------------------------------------------------------------------------------

TRIES = """
import os, resource, signal, subprocess
from derivations.commands import judge
if os.geteuid() == 0:  # who may read and start everything
    os.setgid(65534)
    os.setuid(65534)
print(*(one["reason"] for one in judge.judged("closed.py", 1)))
judge.limit(5, os.getppid())
def fails(call, *args):
    try:
        call(*args)
    except OSError as error:
        return error.errno
print(fails(os.fork), fails(subprocess.Popen, ["true"]), fails(os.write, os.open("new", os.O_CREAT | os.O_WRONLY), b"x"),
      resource.getrlimit(resource.RLIMIT_AS)[1] == judge.MEMORY, signal.alarm(0) > 0)
"""


def test_the_judge_can_start_and_write_nothing() -> None:
    """Nor does it read what it may not."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        Path(folder, "closed.py").touch(mode=0)
        run = subprocess.run([sys.executable, "-c", TRIES], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
                             capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == ["PermissionError: [Errno 13] Permission denied: 'closed.py'",
                                       f"{errno.EAGAIN} {errno.EAGAIN} {errno.EFBIG} True True"], run.stderr


def hears_ctrl_c() -> None:
    """Also where the tests run in the background of a shell, which has its jobs ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "status", "says"), [(signal.SIGINT, 130, b"stopped by Ctrl-C\n"), (signal.SIGTERM, -15, b"")])
def test_whoever_stops_it_stops_all_of_it(number, status, says, tmp_path) -> None:
    mark = uuid.uuid4().hex
    with started(tmp_path, "-", mark=mark, stdin=subprocess.PIPE, preexec_fn=hears_ctrl_c) as process:
        until = time.monotonic() + 20
        while len(alive(mark)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.5)  # the judge says whose end is its own when it has been loaded
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        while alive(mark) and time.monotonic() < until:
            time.sleep(0.05)
    assert (process.returncode, out, err, alive(mark)) == (status, b"", says, [])
