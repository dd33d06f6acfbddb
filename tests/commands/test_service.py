"""`derivations.check(text)`: many texts in a row, judged by children of one process."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from zlib import crc32

import pytest

import derivations
from derivations.commands import check as command
from derivations.commands.service import SERVICE, Service, Verdict
from tests import CORPUS
from tests.support.hostile.bombs import SLOW, bombs
from tests.support.hostile.deceptions import deceptions

HOLDS, REFUSED = (sorted(CORPUS.joinpath(folder).glob("*.py")) for folder in ("holds", "refused"))
SAMPLE = [path for paths, share in ((HOLDS, 12), (REFUSED, 40)) for path in paths
          if crc32(path.stem.encode()) % share == 0 or b"\r" in path.read_bytes()]
"""A share of them, each chosen by its name, so that a new file puts none of the others in or out; and carriage returns."""


def text_of(path: Path) -> str:
    """The text of a file with its carriage returns, which reading as text would turn into ends of lines."""
    return path.read_bytes().decode("utf-8")


def resident(pid: int) -> int:
    """The memory of a process in MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def running(service: Service = SERVICE) -> subprocess.Popen:
    """The process of a service, which runs."""
    assert service.process is not None
    return service.process


def open_files(pid: int | str) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_a_text_gets_the_verdict_that_its_file_gets(path: Path) -> None:
    found, wanted = derivations.check(text_of(path)), command.check(str(path))
    assert (found.verdict, found.line, found.reason) == (wanted["verdict"], wanted["line"], wanted["reason"])
    assert [one["verdict"] for one in found.theorems] == [one["verdict"] for one in wanted["theorems"]]
    assert bool(found) == (path in HOLDS)


def test_texts_in_a_row_leave_nothing_behind() -> None:
    derivations.check(text_of(HOLDS[0]))
    process = running()
    before, ours = (resident(process.pid), open_files(process.pid)), open_files("self")
    for path in (*HOLDS[:20], *REFUSED[:4]):
        assert bool(derivations.check(text_of(path))) == (path in HOLDS)
    assert SERVICE.process is process
    assert resident(process.pid) <= before[0] + 20 and open_files(process.pid) == before[1] and open_files("self") == ours


@pytest.mark.slow
def test_a_thousand_texts_good_wrong_and_hostile() -> None:
    hostile = [one.content.decode() for one in (*deceptions(), *(b for b in bombs() if b.name not in SLOW))]
    texts = [(text_of(path), path in HOLDS) for path in (*HOLDS, *REFUSED)] + [(text, False) for text in hostile]
    derivations.check(texts[0][0])
    memory, began = resident(running().pid), time.monotonic()
    for text, holds in (texts * (1 + 1000 // len(texts)))[:1000]:
        assert bool(derivations.check(text, timeout=5)) == holds, text
    assert resident(running().pid) <= memory + 20
    assert 1000/(time.monotonic() - began) > 2


@pytest.mark.parametrize("name", ["elements", "means_by_name"])
def test_a_text_that_takes_long_is_stopped(name) -> None:
    (bomb,) = (one for one in bombs() if one.name.endswith(name))
    began = time.monotonic()
    found = derivations.check(bomb.content.decode(), timeout=1)
    assert found.verdict != "holds" and time.monotonic() - began < 4


def test_a_service_that_was_ended_is_started_again() -> None:
    service = Service()
    try:
        assert service.judge(text_of(HOLDS[0]), 20)["verdict"] == "holds"
        os.kill(running(service).pid, signal.SIGKILL)
        running(service).wait()
        assert service.judge(text_of(HOLDS[0]), 20)["verdict"] == "holds"
    finally:
        service.close()
    assert service.process is None
    service.close()


def test_threads_take_turns() -> None:
    found: dict[int, bool] = {}
    texts = [text_of(path) for path in (*HOLDS[:3], *REFUSED[:1])]

    def judge(number: int) -> None:
        found[number] = bool(derivations.check(texts[number]))
    threads = [threading.Thread(target=judge, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: True, 1: True, 2: True, 3: False}


@pytest.mark.parametrize(("arguments", "message"), [
    ((3,), "text: "), ((b"x",), "text: "), (("x", 0), "timeout: "), (("x", -1), "timeout: "), (("x", "1"), "timeout: "),
    (("x", True), "timeout: "), (("x", float("inf")), "timeout: "), (("x", float("nan")), "timeout: ")])
def test_a_wrong_argument_is_named(arguments, message) -> None:
    with pytest.raises(ValueError, match=message):
        derivations.check(*arguments)


@pytest.mark.parametrize("text", ["", "x = (", "\0", "\ud800", "import os\nos._exit(0)", "while True: pass", "a" * 10**6])
def test_what_is_no_derivation_is_unreadable(text) -> None:
    assert derivations.check(text).verdict == "unreadable"


def test_a_verdict_prints_as_the_command_tells_it_and_shows_in_a_notebook() -> None:
    found = derivations.check(text_of(HOLDS[0]))
    assert isinstance(found, Verdict) and str(found).startswith("text: holds\n") and "Claim" in str(found)
    page = found._repr_html_()
    assert page.startswith("<pre>text: holds") and page.endswith("</pre>")
    assert "<script" not in derivations.check("<script>")._repr_html_()


def test_a_fork_of_the_program_has_a_service_of_its_own() -> None:
    assert derivations.check(text_of(HOLDS[0]))
    process = running()
    child = os.fork()
    if not child:
        right = bool(derivations.check(text_of(HOLDS[1]))) and SERVICE.process is not process
        SERVICE.close()
        os._exit(0 if right else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert process.poll() is None and SERVICE.process is process
    assert derivations.check(text_of(HOLDS[0]))
