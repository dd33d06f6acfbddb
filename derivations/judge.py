"""Reads somebody's file and judges the derivations in it.  `check` starts this module in a process of its own.

The file is read as data, so nothing in it runs; the process of its own bounds the time that a judgement takes.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import NamedTuple

from .kernel import Derivation, Failed, Prover, Refused
from .kernel.files import Misread, read_file
from .kernel.reading import read_statement
from .meanings.text import text as printed
from .twins import relate
from .verdict import SMALL, verdict

SEARCH = 5.0  # seconds at most for a counterexample
MODELS = 200_000


class Judgement(NamedTuple):
    """What became of a file; the fields of `check --json`."""

    verdict: str  # holds, fails, unreadable, timeout
    line: int | None = None
    step: int | None = None
    rule: str | None = None
    reason: str | None = None
    counterexample: dict | None = None


class Unreadable(Exception):
    """The file cannot be run to its end."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.reason, self.line = reason, line


def read(path: str) -> list[Derivation]:
    """The derivations that a file holds, in order; the file is read as data and never executed."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
        return read_file(text, "check:" + os.path.basename(path).removesuffix(".py"))  # no chapter is called that
    except Misread as error:
        raise Unreadable(str(error), error.line) from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not encoded in UTF-8: byte {error.start}") from error
    except OSError as error:
        raise Unreadable(one_line(error)) from error
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error


def one_line(error: BaseException) -> str:
    """An exception in one line: its kind and what it says."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def judge(derivations: list[Derivation], prover: Prover, note=lambda judgement: None) -> Judgement:
    """Prove derivations in order.  The first that fails is attacked; `note` hears of the failure before the attack."""
    if not derivations:
        return Judgement("unreadable", reason="nothing to prove in it: no function is marked @theorem")
    for derivation in derivations:
        found = verdict(derivation, prover)
        if found.failure is not None:
            failure = innermost(found.failure, derivations)
            judgement = Judgement("fails", failure.line, failure.step, failure.reason or None, failure.message)
            note(judgement)
            return attacked(judgement, failure.derivation, failure)
        if not found.proved:
            return Judgement("fails", found.line, reason=found.problem, counterexample=found.counterexample)
    return Judgement("holds")


def innermost(failure: Failed, derivations: list[Derivation]) -> Failed:
    """Where a reason is itself a theorem of the file that does not hold, that one's failure."""
    cause = failure.__cause__
    while cause is not None:
        if isinstance(cause, Failed) and cause.derivation in derivations:
            failure = cause
        cause = cause.__cause__
    return failure


def attacked(found: Judgement, derivation: Derivation, failure: Failed) -> Judgement:
    """The judgement with a counterexample, to the failed step or to the claim, where a small model has one.

    What is false is also what is to blame: a claim that does not follow from lines that hold, or a step that needs more
    than is given.
    """
    try:
        text = derivation.text
    except Misread:
        return found  # there is no statement to attack
    suspects = [(text.statement, text.statement_line)]
    if failure.step:
        before, here = text.lines[failure.step - 1], text.lines[failure.step]
        try:
            step = relate(here.relation, before.expression, here.expression)
        except ValueError:
            return found  # a quantity beside a statement: there is nothing to evaluate
        refused = failure.line in (before.number, here.number)
        suspects.insert(0 if refused else 1, (step, failure.line if refused else here.number))
    given = [h for h, _ in text.hypotheses]
    for statement, line in suspects:
        counterexample = refuted(given, statement)
        if counterexample is not None:
            in_given = failure.line in [number for _, number in text.hypotheses]
            keep = statement is text.statement and (in_given or failure.step)
            return found._replace(line=failure.line if keep else line,
                                  counterexample={"statement": printed(statement), **counterexample})
    return found


def refuted(given, statement) -> dict | None:
    """The first counterexample among the small models, as JSON; None where there is none, or nothing to evaluate.

    Models without null states come first: a counterexample in them needs no measure theory.
    """
    from . import attack
    from .meanings.evaluate import Unreadable as NoMeaning
    from .search import search
    try:
        for one in (*given, statement):
            read_statement(one, {})
        found = (attack.refute(given, statement, limit=MODELS) or search(given, statement)
                 or attack.refute(given, statement, limit=SMALL, almost=()))
    except (Refused, NoMeaning, attack.Undecided):
        return None
    return found.as_json() if found is not None else None


class _Reporter:
    """Sends judgements; at the deadline it sends what is known by then and ends the process."""

    def __init__(self, fd: int, token: str, deadline: float):
        self.fd, self.token, self.deadline = fd, token, deadline
        self.known = Judgement("timeout")
        signal.signal(signal.SIGALRM, self.late)
        self.wait(deadline - time.monotonic())

    def wait(self, seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))

    def note(self, judgement: Judgement) -> None:
        """Keep a failure for the case that looking for its counterexample takes too long."""
        self.known = judgement
        self.wait(min(SEARCH, self.deadline - time.monotonic()))

    def late(self, _signal, _frame) -> None:
        self.end(self.known)

    def end(self, judgement: Judgement) -> None:
        import json
        message = (self.token + json.dumps(judgement._asdict()) + "\n").encode()
        while message:
            message = message[os.write(self.fd, message):]
        os._exit(0)


def main(path: str, fd: int, deadline: float) -> None:
    """In the child: judge a file, send the judgement, end."""
    reporter = _Reporter(fd, sys.stdin.readline().strip(), deadline)
    try:
        judgement = judge(read(path), Prover(), reporter.note)
    except Unreadable as error:
        judgement = Judgement("unreadable", error.line, reason=error.reason)
    except Exception as error:  # a fault of ours; a failure that was found stands, without its counterexample
        judgement = reporter.known if reporter.known.verdict == "fails" else \
            Judgement("unreadable", reason=f"the checker itself failed, please report it: {one_line(error)}")
    reporter.end(judgement)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
