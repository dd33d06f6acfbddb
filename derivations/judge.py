"""Runs somebody's file and judges the derivations in it.  `check` starts this module in a process of its own.

The file is ordinary Python and may do anything, so nothing that it prints or returns counts: only what the prover made
of the derivations that it defined, sent back over a pipe under a token that the file is not told.  This keeps accidents
and idle tricks out; it is no sandbox.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
import types
from typing import NamedTuple

from .kernel import REGISTRY, Derivation, Failed, Prover, Refused
from .kernel import terms as t
from .kernel import writing as w
from .kernel.reading import read_statement
from .meanings.text import text as printed

SEARCH = 5.0  # seconds at most for a counterexample
MODELS = 200_000
SMALL = 3_000  # models in which a proved claim is tried


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


def run(path: str) -> list[Derivation]:
    """Run a file; the derivations that it defined, in order."""
    name = "check:" + os.path.basename(path).removesuffix(".py")  # no chapter is called that
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
        exec(code, vars(module))
    except (SyntaxError, ValueError, OSError) as error:
        raise Unreadable(one_line(error), line_of(error, path)) from error
    except SystemExit as error:
        raise Unreadable(f"it exits by itself ({error.code})", line_of(error, path)) from error
    except BaseException as error:
        raise Unreadable(one_line(error), line_of(error, path)) from error
    return [d for d in REGISTRY.values() if d.module == name]


def one_line(error: BaseException) -> str:
    """An exception in one line: its kind and what it says."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {' '.join(str(said).split())}"


def line_of(error: BaseException, path: str, within: str | None = None) -> int | None:
    """The line of the file at which an exception arose; of a function, where one is named."""
    if isinstance(error, SyntaxError) and error.filename in (path, None) and error.lineno:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == path and within in (None, frame.name)]
    return lines[-1] if lines else None


def judge(derivations: list[Derivation], prover: Prover, path: str, note=lambda judgement: None) -> Judgement:
    """Prove derivations in order.  The first that fails is attacked; `note` hears of the failure before the attack."""
    if not derivations:
        return Judgement("unreadable", reason="nothing to prove in it: no function is marked @theorem")
    for derivation in derivations:
        try:
            prover.prove(derivation)
        except Failed as failure:
            failure = innermost(failure, derivations)
            found = Judgement("fails", failure.line, failure.step, failure.reason or None, failure.message)
            note(found)
            return attacked(found, failure.derivation, failure)
        except Exception as error:  # a line that cannot even be written down
            first = derivation.function.__code__.co_firstlineno
            where, deepest = line_of(error, path, derivation.slug) or first, line_of(error, path)
            inside = f" (inside line {deepest})" if deepest not in (None, where) else ""
            return Judgement("fails", where, reason=one_line(error) + inside)
        except BaseException as error:
            return Judgement("unreadable", line_of(error, path), reason=f"it exits by itself ({one_line(error)})")
        doubt = doubted(derivation)
        if doubt is not None:
            return doubt
    return Judgement("holds")


def doubted(derivation: Derivation) -> Judgement | None:
    """What is proved is attacked all the same: some model satisfies the hypotheses, and none breaks the claim."""
    from .attack import Attack, Undecided
    from .meanings.evaluate import Unreadable as NoMeaning
    lines = derivation.text
    attack = Attack([h for h, _ in lines.hypotheses], [lines.statement])
    try:
        counterexample = attack.refute(lines.statement, limit=SMALL)
    except (Undecided, NoMeaning):
        return None  # nothing that finite models could say of it
    if counterexample is not None:
        found = {"statement": printed(lines.statement), **counterexample.as_json()}
        return Judgement("fails", lines.statement_line, counterexample=found,
                         reason="the lines are accepted, and yet the claim is false in a model: a fault of the kernel")
    if not attack.satisfiable:
        return Judgement("fails", lines.hypotheses[0][1], reason="no small model satisfies the hypotheses")
    return None


def innermost(failure: Failed, derivations: list[Derivation]) -> Failed:
    """Where a reason is itself a theorem of the file that does not hold, that one's failure."""
    cause = failure.__cause__
    while cause is not None:
        if isinstance(cause, Failed) and cause.derivation in derivations:
            failure = cause
        cause = cause.__cause__
    return failure


_STATEMENTS = {"=": w.eq, "≤": w.le, "≥": w.ge, "⇔": t.Iff, "⇒": t.implies}


def attacked(found: Judgement, derivation: Derivation, failure: Failed) -> Judgement:
    """The judgement with a counterexample, to the failed step or to the claim, where a small model has one.

    What is false is also what is to blame: a claim that does not follow from lines that hold, or a step that needs more
    than is given.
    """
    text = derivation.text
    suspects = [(text.statement, text.statement_line)]
    if failure.step:
        before, here = text.lines[failure.step - 1], text.lines[failure.step]
        try:
            step = _STATEMENTS[here.relation](before.expression, here.expression)
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
    """The first counterexample among the small models, as JSON; None where there is none, or nothing to evaluate."""
    from . import attack
    from .meanings.evaluate import Unreadable as NoMeaning
    from .search import search
    try:
        for one in (*given, statement):
            read_statement(one, {})
        found = attack.refute(given, statement, limit=MODELS) or search(given, statement)
    except (Refused, NoMeaning, attack.Undecided):
        return None
    return found.as_json() if found is not None else None


class _Reporter:
    """Sends judgements; at the deadline it sends what is known by then and ends the process."""

    def __init__(self, path: str, fd: int, token: str, deadline: float):
        self.path, self.fd, self.token, self.deadline = path, fd, token, deadline
        self.known = Judgement("timeout")
        signal.signal(signal.SIGALRM, self.late)
        self.wait(deadline - time.monotonic())

    def wait(self, seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))

    def note(self, judgement: Judgement) -> None:
        """Keep a failure for the case that looking for its counterexample takes too long."""
        self.known = judgement
        self.wait(min(SEARCH, self.deadline - time.monotonic()))

    def late(self, _signal, frame) -> None:
        while frame is not None and self.known.verdict == "timeout" and self.known.line is None:
            if frame.f_code.co_filename == self.path:
                self.known = self.known._replace(line=frame.f_lineno)
            frame = frame.f_back
        self.end(self.known)

    def end(self, judgement: Judgement) -> None:
        import json
        message = (self.token + json.dumps(judgement._asdict()) + "\n").encode()
        while message:
            message = message[os.write(self.fd, message):]
        os._exit(0)


def main(path: str, fd: int, deadline: float) -> None:
    """In the child: judge a file, send the judgement, end."""
    reporter = _Reporter(path, fd, sys.stdin.readline().strip(), deadline)
    prover = Prover()
    sys.argv = [path]
    sys.path.append(os.path.dirname(os.path.abspath(path)))  # files beside it may be imported
    try:
        judgement = judge(run(path), prover, path, reporter.note)
    except Unreadable as error:
        judgement = Judgement("unreadable", error.line, reason=error.reason)
    except Exception as error:  # a fault of ours; a failure that was found stands, without its counterexample
        judgement = reporter.known if reporter.known.verdict == "fails" else \
            Judgement("unreadable", reason=f"the checker itself failed, please report it: {one_line(error)}")
    reporter.end(judgement)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
