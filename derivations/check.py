"""Somebody's own derivation: does it hold, and if not, which line, why, and in which model is it false?"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

TIMEOUT = 20.0
EXIT = {"holds": 0, "fails": 1, "unreadable": 2, "timeout": 2}
FIELDS = ("verdict", "line", "step", "rule", "reason", "counterexample")
GRACE = 1.0  # for the child to say where it was when its time was up


def check(path: str, timeout: float = TIMEOUT) -> dict:
    """The judgement of a file, as `check --json` prints it."""
    file = Path(path)
    if not file.exists():
        return judgement(path, "unreadable", "no such file")
    if not file.is_file():
        return judgement(path, "unreadable", "not a file")
    deadline = time.monotonic() + timeout
    token = secrets.token_hex(16)
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "derivations.judge", str(file), str(writer), str(deadline)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             pass_fds=[writer], start_new_session=True)
    os.close(writer)
    try:
        if child.stdin is not None:  # it never is; said for the type checker
            with child.stdin as stdin:
                stdin.write(f"{token}\n".encode())
        said = listen(reader, token, deadline + GRACE)
        ended = said is None and time.monotonic() < deadline + GRACE
        status = child.wait(timeout=GRACE) if ended else None
    except (BrokenPipeError, subprocess.TimeoutExpired):
        said, status = None, None
    finally:
        os.close(reader)
        end(child)
    if said is not None:
        if said["verdict"] == "timeout":
            said["reason"] = f"stopped after {timeout:g} s"
        return {"file": path, **{field: said[field] for field in FIELDS}}
    if time.monotonic() >= deadline:
        return judgement(path, "timeout", f"stopped after {timeout:g} s")
    how = f"with exit status {status}" if status is None or status >= 0 else f"by signal {-status}"
    return judgement(path, "unreadable", f"it ended by itself, {how}, before anything was proved")


def listen(reader: int, token: str, deadline: float) -> dict | None:
    """The message that carries the token; None when the other side falls silent or time is up."""
    heard = b""
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            return None
        more = os.read(reader, 1 << 16)
        if not more:
            return None
        *lines, heard = (heard + more).split(b"\n")
        for line in lines:
            if line.startswith(token.encode()):
                return json.loads(line[len(token):])
    return None


def end(child: subprocess.Popen) -> None:
    """End the child and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def judgement(path: str, verdict: str, reason: str) -> dict:
    return {"file": path, **dict.fromkeys(FIELDS), "verdict": verdict, "reason": reason}


def told(found: dict) -> str:
    """A judgement for people: one line, and a counterexample below it."""
    from .witness import lines
    place = found["file"] + (f":{found['line']}" if found["line"] else "")
    if found["verdict"] == "holds":
        return f"{place}: holds"
    step = f"step {found['step']}: " if found["step"] else ""
    first = f"{place}: {found['verdict']}: {step}{found['reason']}"
    if found["counterexample"] is None:
        return first
    return "\n".join([first, *("    " + line for line in lines(found["counterexample"]))])


def main(args) -> int:
    found = check(args.file, args.timeout)
    print(json.dumps(found, ensure_ascii=False) if args.json else told(found))
    return EXIT[found["verdict"]]
