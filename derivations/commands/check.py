"""The command `check`: the judgement of the derivations in a file, which a process of its own makes (`judge`)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from ..attack.effort import TIMEOUT
from ..pages.models import as_typeset
from ..pages.output import only_ascii
from ..pages.progress import progress_bar

STANDARD_INPUT = "-"
THREAD_COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # The judge may start no thread.
IGNORED_SETTINGS = ("PYTHON", "HYPOTHESIS", "SYMPY")  # of other programs, which must not change a judgement
ROOT = Path(__file__).parents[2]
VERDICTS = ("holds", "incomplete", "not_recognised", "timeout", "refuted", "unreadable")  # from the best to the worst
EXIT_STATUS = dict.fromkeys(VERDICTS, 1) | {"holds": 0, "unreadable": 2}


def check(path: str, timeout: float = TIMEOUT) -> dict:
    """The judgement of a file, as `check --json` prints it, after at most `timeout` seconds.

    A process of its own reads the file, so that its time and its memory are bounded.
    """
    if path != STANDARD_INPUT and (wrong := not_a_file(path)):
        return unreadable(path, wrong)
    asked_by = str(os.getpid())
    judge = ("-P", "-m", "derivations.commands.judge")  # -P: no module is imported from beside the file
    command = [sys.executable, *judge, path, str(timeout), asked_by]
    given = None if path == STANDARD_INPUT else subprocess.DEVNULL
    with subprocess.Popen(
        command,
        env=environment(),
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            said, _ = child.communicate(timeout=timeout)
            stopped = "stopped by the system, short of memory or of time"
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            said, _ = child.communicate()
            stopped = f"stopped after {timeout:g} s"
        finally:  # also after Ctrl-C
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
    steps = [json.loads(line) for line in said.decode().split("\n")[:-1]]
    if steps:
        return {"file": path, **gathered(steps)}
    if child.returncode == -signal.SIGKILL:
        return judgement(path, "timeout", stopped)
    return unreadable(path, f"the checker itself ended with status {child.returncode}, please report it")


def environment() -> dict[str, str]:
    """The environment of a process that judges: settings of other programs must not change a judgement."""
    folders = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]  # "" is this folder
    around = {name: value for name, value in os.environ.items() if not name.startswith(IGNORED_SETTINGS)}
    return around | {"PYTHONPATH": os.pathsep.join(folders), **dict.fromkeys(THREAD_COUNTS, "1")}


def not_a_file(path: str) -> str:
    """The reason why a path names no file; empty where it names one."""
    try:
        if not Path(path).exists():
            return "no such file"
        return "" if Path(path).is_file() else "not a file"
    except (OSError, ValueError) as error:
        return f"no file is called that ({type(error).__name__})"


def judgement(path: str, verdict: str, reason: str) -> dict:
    """The judgement of a file of which no theorem is known."""
    return {"file": path, "verdict": verdict, "line": None, "reason": reason, "theorems": []}


def unreadable(path: str, reason: str) -> dict:
    """The judgement of a file that is unreadable."""
    return judgement(path, "unreadable", reason)


def gathered(steps: Iterable[dict]) -> dict:
    """The judgement of a file from the steps that the judge has printed; the last step about a theorem counts."""
    first, *rest = steps
    theorems = list(first["theorems"])
    for step in rest:
        theorems[step["number"]] = step["theorem"]
    return whole(theorems) if theorems else first


def whole(theorems: list[dict]) -> dict:
    """The judgement of a file from those of its theorems: its verdict is the worst of theirs."""
    verdict = max((one["verdict"] for one in theorems), key=VERDICTS.index)
    return {"verdict": verdict, "line": None, "reason": None, "theorems": theorems}


def told(found: dict) -> str:
    """A judgement as text: a line for the file, then the theorems, each with its statement or its fault."""
    file = found["file"] if found["file"].isprintable() else ascii(found["file"])
    place = file + (f":{found['line']}" if found["line"] else "")
    lines = [f"{place}: {found['verdict']}" + (f": {found['reason']}" if found["reason"] else "")]
    for one in found["theorems"]:
        lines += ["", *told_theorem(file, one)]
    return "\n".join(map(plain, lines))


def plain(line: str) -> str:
    """A line with escaped control characters, so that no name of a file moves the cursor or begins another line."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def told_theorem(file: str, one: dict) -> list[str]:
    """The lines about one theorem: its verdict, its claim and hypotheses, and its fault with a counterexample."""
    from ..pages.counterexample import lines  # here, because only a counterexample needs it

    step = f", step {one['step']}" if one["step"] else ""
    reason = (one["reason"] or "").partition("; the lines also need: ")[0]  # what is missing follows
    out = [
        f"{one['name']}: {one['verdict']}"
        if one["verdict"] == "holds"
        else f"{file}:{one['line']}: {one['name']}{step}: {one['verdict']}: {reason}"
    ]
    almost = [as_typeset(", ".join(one["almost"]))] if one["almost"] else []
    lemmas = [", ".join(one["lemmas"])] if one["lemmas"] else []
    missing = [given(one["missing"]) + needed(one)] if one["missing"] else []
    would_do = [" or ".join(f"by={name}" for name in one["would_do"])] if one["would_do"] else []
    between = one["two_steps"]
    two_steps = (
        [f"proof.eq({between['line']}, by={between['by']})", f"then the line by={between['then']}"] if between else []
    )
    enough = [] if one["enough"] is None else [given(one["enough"]) if one["enough"] else "nothing"]
    for label, said in (
        ("Entry of", [one["matrix"]] if one["matrix"] else []),
        ("Claim", [one["claim"]] if one["claim"] else []),
        ("Given", one["given"]),
        ("Where", one["where"]),
        ("For almost every", almost),
        ("By the lemmas", lemmas),
        ("Not needed", one["superfluous"]),
        ("Enough to give", enough),
        ("Missing", missing),
        ("Would do", would_do),
        ("In two steps", two_steps),
        ("To import", [", ".join(one["to_import"])] if one["to_import"] else []),
        ("To declare", one["to_declare"]),
        ("Tried", tried(one["models"])),
        ("Not tried", [f"no model with {' and '.join(one['not_tried'])} was tried"] if one["not_tried"] else []),
    ):
        out += [f"    {label + '  ' if not i else ' ' * (len(label) + 2)}{text}" for i, text in enumerate(said)]
    if one["counterexample"] is not None:
        out += ["    " + line for line in lines(one["counterexample"])]
    return out


def needed(one: dict) -> str:
    """Which line needs what is missing, behind it; each with its own where it is not one line that needs all."""
    lines = one["needed_by"]
    if len(set(lines)) > 1:
        places = ", ".join(map(str, lines[:-1])) + f" and {lines[-1]}"
        return f"    (lines {places} need them, in this order)"
    return f"    (line {one['needed_at']} needs {'them' if len(one['missing']) > 1 else 'it'})"


def given(hypotheses: list[str]) -> str:
    """Hypotheses as a line that can be pasted."""
    return f"proof.given({', '.join(hypotheses)})"


def tried(models: int | None) -> list[str]:
    """How many models were tried in vain; nothing where none was needed."""
    if models is None:
        return []
    return [f"no counterexample in {models} models" if models else "no small model satisfies the hypotheses"]


def main(args: Namespace) -> int:
    """`python -m derivations check`; the exit status of the verdict."""
    typing = args.file == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty()  # no bar between the lines
    with nullcontext() if typing else progress_bar("checking"):
        found = check(args.file, args.timeout)
    print(json.dumps(found, ensure_ascii=only_ascii()) if args.json else told(found))
    return EXIT_STATUS[found["verdict"]]
