"""The judge of a file: it reads the derivations in the file and judges each.  `check` starts it in its own process.

The file is read as data, so nothing in it is executed; the process bounds the time and the memory of the judgement.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

import sympy

from ..attack.effort import MEMORY, SEARCH_SECONDS
from ..attack.hypotheses import always_holding, beside, enough, not_needed
from ..attack.twins import relate
from ..attack.verdict import Verdict, almost_points, verdict
from ..kernel import Derivation, Failed, Prover, Refused
from ..kernel.lines.printed import check_names_of
from ..kernel.lines.reading import read_statement
from ..language.names import WORDS
from ..language.places import POSITIVE
from ..language.terms import Coordinate, Parameter, Point
from ..language.theorems.files import LARGEST, Misread, read_file
from ..language.views.signature import Unreadable
from ..language.views.source import source
from ..pages.counterexample import against
from ..pages.declarations import declared
from ..pages.form_text import declared_in, text_of
from ..pages.text import text as printed
from .advice import Advice
from .check import STANDARD_INPUT, whole
from .garbage import seldom_collected
from .repaired import Repaired, cited_in_vain
from .undefined import lacking

if TYPE_CHECKING:
    from ..attack.certificate import Counterexample

LONGER_BY_AT_MOST = 2.5  # of weaker hypotheses; longer ones would only puzzle their reader
SHARE_OF_SEARCH = 3  # the part of the time that is left which one search may take
LONGEST_TEXT = 2_000  # characters of a reason, a claim or a hypothesis in a judgement


@dataclass(frozen=True)
class Judgement:
    """The judgement of one theorem; its fields are those of `check --json`."""

    name: str
    verdict: str  # holds, refuted, not_recognised, incomplete, timeout, unreadable
    line: int | None = None  # of the file: of the fault, or of a theorem that holds
    step: int | None = None  # the refused step, counted from 1
    rule: str | None = None  # the reason that the author gave for this step
    reason: str | None = None  # why the theorem does not hold
    claim: str | None = None
    matrix: str | None = None  # the claim on matrices of which it is an entry
    given: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # hypotheses that the lines need and `given` does not imply
    superfluous: list[str] = field(default_factory=list)  # hypotheses that no line needs
    where: list[str] = field(default_factory=list)  # the declarations of the names
    almost: list[str] = field(default_factory=list)  # the points for almost every value of which it holds
    lemmas: list[str] = field(default_factory=list)  # by which the hypotheses imply the conditions of the lines
    needed_at: int | None = None  # the line of the file that first needs what is missing
    needed_by: list[int] = field(default_factory=list)  # for each of the missing ones the first line that needs it
    would_do: list[str] = field(default_factory=list)  # other reasons by which the kernel accepts the refused step
    two_steps: dict | None = None  # two reasons, `by` and `then`, by which it does, and the line between them
    models: int | None = None  # that satisfy the hypotheses, and in none of which what was tried is false
    not_tried: list[str] = field(default_factory=list)  # lengths of paths that no model had
    enough: list[str] | None = None  # hypotheses that suffice, where `given` says more than the lines need
    to_import: list[str] = field(default_factory=list)  # words of what is to be pasted that the file has not imported
    to_declare: list[str] = field(default_factory=list)  # lines that declare its other names, where the file does not
    counterexample: dict | None = None


def read(path: str) -> list[Derivation]:
    """The derivations of a file, in order; raises `Misread` where the file is not of the language."""
    try:
        with open(path if path != STANDARD_INPUT else 0, "rb") as file:
            content = file.read(4 * LARGEST + 1)
        if len(content) > 4 * LARGEST:
            raise Misread(f"the file is longer than {LARGEST} characters")
        return read_text(content.decode("utf-8-sig"), os.path.basename(path).removesuffix(".py"))
    except UnicodeDecodeError as error:
        raise Misread(f"it is not encoded in UTF-8: byte {error.start}") from error
    except OSError as error:
        raise Misread(one_line(error)) from error


def read_text(text: str, name: str) -> list[Derivation]:
    """The derivations of the text of a file, in order; raises `Misread` where the text is not of the language."""
    return read_file(text.replace("\r\n", "\n"), f"check:{name}")  # no chapter has this name


def cut(text: str) -> str:
    """A text, shortened where it would not fit on a screen."""
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + " …"


def one_line(error: BaseException) -> str:
    """An exception in one line: its kind and its message."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def judge(
    derivation: Derivation, prover: Prover, deadline: float = math.inf, repaired: Repaired | None = None
) -> Iterator[Judgement]:
    """The judgement of a theorem, and a second, final one where there are twins to try or a step was refused.

    `repaired` has the incomplete theorems above it, which it may cite.
    """
    for one in judgements(derivation, prover, deadline, repaired or Repaired()):
        told = [*one.missing, *one.would_do, *(one.enough or ()), *(one.two_steps or {}).values()]
        names = derivation.source.names
        others = sorted(words_of(told) - {*names, *WORDS})
        declarations = [line for name in others if (line := declaration(name, names))]
        to_import = sorted(words_of([*told, *declarations]) & {*WORDS} - {*names})
        yield replace(one, to_import=to_import, to_declare=declarations)


def words_of(texts: Sequence[str]) -> set[str]:
    """The words in some texts."""
    return set(re.findall(r"\w+", " ".join(texts)))


def declaration(name: str, names: Mapping[str, object]) -> str:
    """The line that declares a second thing of a kind, as y_ is a second point beside y: of that which has this name
    without the underscores at its end; empty where there is none."""
    first = names.get(name.rstrip("_"))
    if isinstance(first, Coordinate):
        return f'({name},) = {"positives" if first.numbers == POSITIVE else "reals"}("{name}")'
    if isinstance(first, Point):
        return f'{name} = Point("{name}", "{first.space}")'
    if isinstance(first, sympy.Symbol):
        return f'({name},) = {"parameters" if isinstance(first, Parameter) else "counts"}("{name}")'
    return ""


def judgements(derivation: Derivation, prover: Prover, deadline: float, repaired: Repaired) -> Iterator[Judgement]:
    """The same without the words to import."""
    try:
        found = verdict(derivation, prover)
    except (RecursionError, MemoryError) as error:
        yield too_large(derivation, error)
        return
    judgement = described(derivation, found, prover)
    if (other := cited_in_vain(found.failure)) is not None:
        yield citing_in_vain(judgement, derivation, other, repaired)
        return
    if found.failure is not None and found.failure.missing:
        repaired.add(derivation, found.failure)
    if found.proved and derivation.text.twins:  # A theorem holds only after its twins have been tried.
        yield replace(judgement, verdict="timeout", reason="there was no time to try its twins")
        until, almost = min(deadline, time.monotonic() + SEARCH_SECONDS), almost_points(found.theorem)
        yield true_mistake(derivation, judgement, until, almost) or judgement
        return
    yield judgement
    if found.failure is not None and judgement.verdict != "unreadable":
        until = time.monotonic() + seconds_of_search(deadline - time.monotonic())
        yield from attacked(judgement, derivation, found.failure, prover, until)


def seconds_of_search(left: float) -> float:
    """How long a counterexample to one theorem is looked for where some time is left for the file: at most a share of
    it, so that the theorems below are judged, too, and the advice about them is told."""
    return min(SEARCH_SECONDS, left / SHARE_OF_SEARCH)


def too_large(derivation: Derivation, error: Exception) -> Judgement:
    """The judgement of a theorem that is too large for the memory or the stack."""
    return Judgement(
        derivation.slug, "timeout", derivation.line, reason=f"it is too large to be checked ({type(error).__name__})"
    )


def true_mistake(
    derivation: Derivation, judgement: Judgement, deadline: float, almost: Collection[Point] = ()
) -> Judgement | None:
    """The judgement of a theorem where no model refutes one of its twins; None where all twins are refuted.

    A twin is meant for almost every value of the points in `almost`, as the theorem is.
    """
    given = [h for h, _ in derivation.text.hypotheses]
    for twin in derivation.text.twins:
        if refuted(given, twin.statement, deadline, almost) is None:
            out_of_time = time.monotonic() > deadline
            told = "was not refuted in time" if out_of_time else "is refuted by no model"
            return replace(
                judgement,
                verdict="timeout" if out_of_time else "incomplete",
                line=twin.number,
                reason=f"a twin that is called a mistake {told}: {printed(twin.statement)}",
            )
    return None


def described(derivation: Derivation, found: Verdict, prover: Prover | None = None) -> Judgement:
    """The judgement of a verdict, with the claim, the hypotheses and the declarations of the theorem."""
    said, known = Judgement(derivation.slug, "holds"), declared_in(derivation.source.names)
    try:
        text = derivation.text
        nodes = [node for node, _ in text.typed]
        said = replace(
            said,
            claim=cut(printed(text.statement)) if text.statement is not None else None,
            matrix=cut(printed(text.unfolded[0][0])) if text.unfolded else None,
            given=[cut(printed(h)) for h, _ in text.hypotheses],
            where=list(map(cut, declared([node for node in nodes if node is not None]))),
        )
    except Misread:
        said = replace(said, verdict="unreadable")
    if found.failure is not None:
        failure = found.failure
        kind = "unreadable" if said.verdict == "unreadable" else "incomplete" if failure.missing else "not_recognised"
        return replace(
            said,
            verdict=kind,
            line=failure.line,
            step=failure.step,
            rule=failure.reason or None,
            reason=cut(failure.message),
            missing=[cut(text_of(c, known)) for c in failure.missing],
            needed_at=(lines_in_need(derivation, failure) or [None])[0],
            needed_by=lines_in_need(derivation, failure),
        )
    if not found.proved:
        return replace(
            said,
            verdict="refuted" if found.counterexample else "incomplete",
            line=found.line,
            reason=found.problem,
            counterexample=against(derivation.text.statement, found.counterexample),
        )
    theorem, sufficient = found.theorem, enough(found.theorem)
    others = beside(theorem, prover or Prover())
    idle = [c for c in not_needed(theorem, sufficient) if all(c in not_needed(one, enough(one)) for one in others)]
    if any(enough(other) != sufficient for other in others):  # it would not be enough for another entry
        sufficient = None
    told = sufficient and [*map(source, sufficient[0]), *(text_of(c, known) for c in sufficient[1])]
    return replace(
        said,
        line=derivation.line,
        not_tried=[f"{count} >= 2" for count in found.one_step],
        almost=list(theorem.almost),
        lemmas=list(theorem.lemmas),
        superfluous=[
            *map(source, always_holding(theorem)),
            *(text_of(c, known) for c in idle),
        ],
        enough=told if told is not None and worth_telling(told, [source(h) for h in theorem.given]) else None,
    )


def worth_telling(enough: Sequence[str], given: Sequence[str]) -> bool:
    """Whether hypotheses that suffice are not much longer than those that they would replace, and no equations."""
    new, old = ([one for one in these if one not in those] for these, those in ((enough, given), (given, enough)))
    if any(sign in one for one in new for sign in (" == ", " <= ")):
        return False
    return sum(map(len, new)) <= LONGER_BY_AT_MOST * sum(map(len, old))


def citing_in_vain(said: Judgement, derivation: Derivation, other: Failed, repaired: Repaired) -> Judgement:
    """The judgement of a theorem that cites one that does not hold; it is incomplete where that one is."""
    name = other.derivation.slug
    if not other.missing:
        return replace(said, reason=f"{name}, which it cites, does not hold")
    incomplete = f"{name}, which it cites, is incomplete"
    failure = repaired.failure(derivation)
    if failure is None:
        return replace(said, verdict="incomplete", reason=f"{incomplete}; nothing else is missing")
    if failure.missing:
        known = declared_in(derivation.source.names)
        lacking, lines = [cut(text_of(c, known)) for c in failure.missing], lines_in_need(derivation, failure)
        said = replace(said, missing=lacking, needed_at=lines[0] if lines else None, needed_by=lines)
        return replace(said, verdict="incomplete", reason=f"given is too short, and {incomplete}")
    return replace(said, reason=f"{incomplete}; and line {failure.line}: {cut(failure.message)}")


def lines_in_need(derivation: Derivation, failure: Failed) -> list[int]:
    """For each of the missing hypotheses the line of the file that first needs it; empty where none is missing in this
    theorem."""
    if not failure.missing or failure.derivation is not derivation:
        return []
    return [derivation.text.lines[step].number for step in failure.needed]


def attacked(
    found: Judgement, derivation: Derivation, failure: Failed, prover: Prover, deadline: float
) -> Iterator[Judgement]:
    """The judgement of a refused theorem, with a counterexample to the step or to the claim where one is found in time,
    first the one that decides, then the one that is shown.

    The line to blame is that of the false statement: of a claim that does not follow from lines that hold, or of a step
    that needs more than the hypotheses.
    """
    if failure.derivation is not derivation:
        yield found  # The fault is in another theorem, which has its own judgement.
        return
    text = derivation.text
    if taken_for_each_other := misnamed(derivation):  # then it is not sure which statement is meant
        yield found if text.lines else replace(found, reason=f"the claim: {taken_for_each_other}")
        return
    suspects = [(text.statement, text.statement_line)]
    if failure.step:
        before, here = text.lines[failure.step - 1], text.lines[failure.step]
        try:
            step = relate(here.relation, before.expression, here.expression)
        except ValueError:
            yield found  # A quantity stands beside a statement, so there is nothing to evaluate.
            return
        refused = failure.line in (before.number, here.number)
        suspects.insert(0 if refused else 1, (step, failure.line if refused else here.number))
        if step == text.statement:  # which need not be tried twice
            del suspects[1]
    given, tried = [h for h, _ in text.hypotheses], []
    for behind, (statement, line) in zip(range(len(suspects), 0, -1), suspects):
        share = (deadline - time.monotonic()) / behind  # A slow search leaves time for the next one.
        counterexample = refuted(given, statement, time.monotonic() + share, tried=tried)
        if counterexample is not None:
            in_given = failure.line in [number for _, number in text.hypotheses]
            keep = statement is text.statement and (in_given or failure.step)
            verdict = "incomplete" if counterexample.undefined and found.verdict == "incomplete" else "refuted"
            of = "claim" if statement is text.statement else "step"
            wrong_reason = counterexample.undefined and failure.step and not failure.missing
            for one in deciding_and_shown(given, statement, counterexample):
                told = replace(
                    found,
                    verdict=verdict,
                    line=failure.line if keep else line,
                    reason=found.reason if text.lines else "a model breaks the claim",
                    counterexample={"of": of, **against(statement, one)},
                )
                if wrong_reason:
                    told = advised(lines_defined(told, derivation), derivation, prover, failure.step)
                yield told
            return
    found = replace(found, models=min(tried, default=None))  # of the statements that were tried, the one tried least
    if text.statement is not None and not text.lines:  # The author asks about the claim before there is a proof.
        asked = f"{found.reason}; no counterexample to the claim was found"
        yield replace(found, reason=unread(text.statement) or asked)
    elif failure.step and not failure.missing:
        yield advised(found, derivation, prover, failure.step)
    else:
        yield found


def lines_defined(found: Judgement, derivation: Derivation) -> Judgement:
    """The judgement of a refused step that a model leaves undefined, with what has to be given to define it."""
    known, needs = declared_in(derivation.source.names), lacking(derivation, found.step or 0)
    lines = list(needs.values())
    missing = [cut(text_of(c, known)) for c in needs]
    return replace(found, missing=missing, needed_at=lines[0] if lines else None, needed_by=lines)


def misnamed(derivation: Derivation) -> str:
    """Why names or points of a theorem may be taken for others; empty where they may not."""
    try:
        if derivation.text.statement is not None:
            check_names_of(derivation)
    except Refused as refusal:
        return str(refusal)
    return ""


def deciding_and_shown(given: Sequence, statement: sympy.Basic, decides: Counterexample) -> Iterator[Counterexample]:
    """The counterexample that decides, then the one that is shown, where that is another one."""
    from ..attack.telling import telling  # here, because it loads NumPy, which most files do not need

    yield decides  # at once, because the time may be up before the other one is found
    with contextlib.suppress(MemoryError, RecursionError):
        shown = telling(given, statement, decides)
        if shown is not decides:
            yield shown


def unread(statement: sympy.Basic) -> str:
    """Why the kernel cannot read a statement; empty where it can."""
    try:
        read_statement(statement, {})
    except Refused as refusal:
        return f"the claim: {refusal}"
    return ""


def advised(found: Judgement, derivation: Derivation, prover: Prover, step: int) -> Judgement:
    """The judgement of a refused step, with the other reasons that would do."""
    try:
        advice = Advice(derivation, prover, step)
    except (Refused, ValueError):
        return found
    one = advice.one_reason()
    return replace(found, would_do=one, two_steps=None if one else advice.two_reasons())


def refuted(
    given: Sequence, statement: sympy.Basic, deadline: float, almost: Collection[Point] = (), tried: list | None = None
) -> Counterexample | None:
    """A counterexample that is found before the deadline; None where none is, or nothing can be evaluated.

    `tried` takes the number of small models that were tried in vain.
    """
    from ..attack.certificate import Undecided  # here, because it loads NumPy, which most files do not need
    from .refutation import look_for  # likewise

    try:
        for one in (*given, statement):
            read_statement(one, {})
        found, models = look_for(given, statement, deadline, almost)
    except (Refused, Unreadable, Undecided, MemoryError, RecursionError):
        return None
    if found is None and tried is not None:
        tried.append(models)
    return found


def judged(path: str, deadline: float) -> Iterator[dict]:
    """The judgement of a file in steps: first as if the time were up for every theorem, then theorem by theorem."""
    return judged_by(lambda: read(path), deadline)


def judged_by(reading: Callable[[], list[Derivation]], deadline: float) -> Iterator[dict]:
    """The same for derivations that are still to be read."""
    try:
        derivations = reading()
        if not derivations:
            raise Misread("nothing to prove in it: no function is marked @theorem")
    except (Misread, MemoryError) as error:
        said = cut(str(error)) or "it is too large to be read"
        yield {"verdict": "unreadable", "line": getattr(error, "line", None), "reason": said, "theorems": []}
        return
    yield whole([asdict(Judgement(d.slug, "timeout", d.line, reason="its time was up")) for d in derivations])
    prover, repaired = Prover(), Repaired()
    for number, derivation in enumerate(derivations):
        try:
            for judgement in judge(derivation, prover, deadline, repaired):
                yield {"number": number, "theorem": asdict(judgement)}
        except (RecursionError, MemoryError) as error:
            yield {"number": number, "theorem": asdict(too_large(derivation, error))}
        except Exception as error:  # a fault of the checker itself spoils one theorem, not the file
            fault = Judgement(
                derivation.slug,
                "not_recognised",
                derivation.line,
                reason=f"the checker failed, please report it: {one_line(error)}",
            )
            yield {"number": number, "theorem": asdict(fault)}


def limit(timeout: float, parent: int) -> None:
    """Bound the memory and the time of this process, and forbid it to write files and to start processes."""
    last = math.ceil(timeout) + 5  # seconds, after which this process ends even where nobody is left to end it
    signal.alarm(last)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, last),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        allowed = resource.getrlimit(what)[1]  # The limit of the system may be lower, and cannot be raised.
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (most, most))
    with contextlib.suppress(OSError, AttributeError):  # On Linux this process ends with the process that started it.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:  # the process that started this one has ended already
        sys.exit(1)


def main(path: str, timeout: float, parent: int) -> None:
    """In the process that `check` starts: judge a file and print each step of the judgement as a line of JSON."""
    limit(timeout, parent)
    sys.stdout.reconfigure(encoding="utf-8")
    with seldom_collected():
        for found in judged(path, time.monotonic() + timeout):
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
