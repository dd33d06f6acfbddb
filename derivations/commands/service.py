"""Judgements of texts, one after the other: `derivations.check(text)`.

One process is started, loads what a judge needs, and forks a child for each text.  So a text costs no start of Python,
each child has its own bounds of time and memory, and nothing of a text outlives its judgement.
"""

from __future__ import annotations

import atexit
import gc
import html
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, cast

from ..attack.effort import TIMEOUT
from .check import environment, gathered, judgement, told, unreadable

COMMAND = (sys.executable, "-P", "-m", "derivations.commands.service")  # -P: no module is imported from the folder


@dataclass(frozen=True, repr=False)
class Verdict:
    """The judgement of a text.  It is true where every theorem holds, and prints as `check` tells it."""

    verdict: str
    """`holds`, `incomplete`, `not_recognised`, `timeout`, `refuted` or `unreadable`: the worst of the theorems."""
    line: int | None
    reason: str | None
    theorems: tuple[dict, ...]
    """For each theorem its fields, as `check --json` names them."""

    def __bool__(self) -> bool:
        return self.verdict == "holds"

    def __str__(self) -> str:
        fields = {"verdict": self.verdict, "line": self.line, "reason": self.reason, "theorems": self.theorems}
        return told({"file": "text", **fields})

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The verdict in a notebook."""
        return f"<pre>{html.escape(str(self))}</pre>"


class Service:
    """The process that judges, started when it is first needed, and again where it has ended."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.owner = 0  # the process that started it: a fork of that one starts another
        self.lock = threading.Lock()  # one text at a time

    def judge(self, text: str, timeout: float) -> dict:
        """The judgement of a text, after at most `timeout` seconds and a little more."""
        with self.lock:
            for _ in range(2):  # once more where the process was ended from outside
                asked, answers = self._pipes()
                try:
                    asked.write(json.dumps({"text": text, "timeout": timeout}) + "\n")
                    asked.flush()
                    answer = answers.readline()
                except BaseException as error:  # also Ctrl-C, which leaves an answer that nobody waits for
                    self.close()
                    if not isinstance(error, OSError):
                        raise
                    continue
                if answer:
                    return json.loads(answer)
                self.close()
        return unreadable("text", "the checker itself ended, please report it")

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        """Into the process, which runs, and out of it."""
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self.close()
            self.owner = os.getpid()
            self.process = subprocess.Popen(
                COMMAND,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        return cast("IO[str]", self.process.stdin), cast("IO[str]", self.process.stdout)

    def close(self) -> None:
        """End the process and the child that judges."""
        if self.process is not None and self.owner == os.getpid():
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
        self.process = None


SERVICE = Service()
"""One for the program that calls; it ends with this program."""
atexit.register(SERVICE.close)


def check(text: str, timeout: float = TIMEOUT) -> Verdict:
    """The verdict on the derivations in a text, which is read as data and never executed.

    `timeout` is in seconds, and has to be positive.  Raises `ValueError` where an argument is no text or no time.
    """
    if not isinstance(text, str):
        raise ValueError(f"text: the text of a file, not {type(text).__name__}")
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not 0 < timeout < float("inf"):
        raise ValueError(f"timeout: a positive number of seconds, not {timeout!r}")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        found = unreadable("text", "it holds half a character of UTF-16, which no file in UTF-8 can hold")
    else:
        found = SERVICE.judge(text, timeout)
    return Verdict(found["verdict"], found["line"], found["reason"], tuple(found["theorems"]))


# --- in the process that judges -------------------------------------------------------------------------------------


def answer(text: str, timeout: float) -> dict:
    """The judgement of a text by a child of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        in_child(text, timeout, writing)
    os.close(writing)
    try:
        said, in_time = gather(reading, time.monotonic() + timeout)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    steps = [json.loads(line) for line in said.decode().split("\n")[:-1]]
    if steps:
        return gathered(steps)
    stopped = "stopped by the system, short of memory or of time" if in_time else f"stopped after {timeout:g} s"
    return judgement("text", "timeout", stopped)


def gather(reading: int, deadline: float) -> tuple[bytes, bool]:
    """All that a child has said before a deadline, and whether it ended before."""
    said = b""
    while (left := deadline - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            more = os.read(reading, 1 << 16)
            if not more:
                return said, True
            said += more
    return said, False


def in_child(text: str, timeout: float, writing: int) -> None:
    """Judge a text, write each step of the judgement as a line of JSON, and end."""
    from . import judge  # here, because the program that calls does not need it

    status = 1
    try:
        judge.limit(timeout, os.getppid())
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            for found in judge.judged_by(lambda: judge.read_text(text, "text"), time.monotonic() + timeout):
                out.write(json.dumps(found) + "\n")
                out.flush()
        status = 0
    finally:
        os._exit(status)


def main(asked: IO[str], answers: IO[str]) -> None:
    """Answer each line of the input with a line; what a judge needs is loaded first."""
    from ..attack import counterexamples, random_search  # noqa: F401  here, so that every child has them already
    from . import judge  # noqa: F401  likewise
    from .garbage import GARBAGE_THRESHOLDS  # likewise

    gc.set_threshold(*GARBAGE_THRESHOLDS)
    gc.freeze()  # What the children share stays as it is: looking at it would copy its pages into each of them.
    for line in asked:
        print(json.dumps(answer(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
