"""Ask torch every question, judge the answers, and keep an example of each finding."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from . import composed, matrix_questions, pairs, single, vector_questions
from .cases import Case, Outcome, outcome
from .confirmed import ABOUT, AGREEMENT, confirmations, difference
from .families import FAMILIES
from .judge import AGREES
from .results import Confirmed, DistributionsRun, Finding

UNDECIDED = "undecided"
Asked = Iterable[tuple[Case, Outcome | None]]
STREAMS = {"single": 0, "pairs": 1, "vectors": 2, "matrices": 3}


class Tally:
    """The counts and findings of a run, kept up to date in the run itself."""

    def __init__(self, run: DistributionsRun) -> None:
        self.run = run
        self.asked: Counter[tuple[str, str]] = Counter()
        self.findings: dict[tuple[str, str, str], Finding] = {}

    def take(self, questions: Asked) -> None:
        """Count the outcomes, and keep the worst of each kind."""
        for case, found in questions:
            kind = found.kind if found else UNDECIDED
            counts = self.run.exact.counts
            counts.asked += 1
            setattr(counts, kind, getattr(counts, kind) + 1)
            self.asked[case.distribution, case.method] += 1
            if found and kind != AGREES:
                self.keep(found)
        for (distribution, method, _), finding in self.findings.items():
            finding.asked = self.asked[distribution, method]

    def keep(self, found: Outcome) -> None:
        """Put one finding beside those like it."""
        case = found.case
        key = case.distribution, case.method, found.kind
        if key not in self.findings:
            self.findings[key] = Finding(
                distribution=case.distribution,
                method=case.method,
                kind=found.kind,
                cases=0,
                asked=0,
                parameters=case.parameters,
                said=found.said,
                right=found.right,
                error=found.error,
            )
            self.run.runs.append(self.findings[key])
        finding = self.findings[key]
        finding.cases += 1
        if found.error > finding.error:
            finding.parameters, finding.said, finding.right = case.parameters, found.said, found.right
            finding.error = found.error


def compute(run: DistributionsRun, args: Namespace) -> None:
    """Confirm the closed forms, and then ask about each distribution and each pair."""
    _confirm(run)
    tally, parts = Tally(run), list(_parts(run, args))
    with run.progress("distributions and pairs", len(parts)) as advance:
        for part in parts:
            tally.take(part())
            advance()


def _confirm(run: DistributionsRun) -> None:
    """Compare closed forms and integrals; ValueError where they differ, because no finding may rest on such a form."""
    count, largest = 0, 0.0
    with run.progress("closed forms", ABOUT) as advance:
        for name, closed, integral in confirmations():
            away = difference(closed, integral)
            if not away <= AGREEMENT:
                raise ValueError(f"{name}: the closed form and the integral of the density differ by {away:.1e}")
            count, largest = count + 1, max(largest, away)
            advance()
    run.exact.confirmed = Confirmed(integrals=count, largest_difference=largest)


def _parts(run: DistributionsRun, args: Namespace) -> Iterator[Callable[[], Asked]]:
    """The questions in portions, each a step of the progress bar."""
    generator = run.generator(STREAMS["single"])
    for family in FAMILIES.values():
        parameters = [*family.grid(), *family.drawn(args.draws, generator)]
        yield lambda f=family, p=parameters: ((c, outcome(c)) for one in p for c in single.questions(f, one))
    generator = run.generator(STREAMS["pairs"])
    for p, q in pairs.pairs():
        left, right = ([*f.grid()[: args.each], *f.drawn(args.draws // 4, generator)] for f in (p, q))
        yield lambda p=p, q=q, a=left, b=right: pairs.outcomes(p, q, a, b)
    for asked in (
        vector_questions.questions(args.draws, run.generator(STREAMS["vectors"])),
        matrix_questions.questions(args.draws, run.generator(STREAMS["matrices"])),
        composed.questions(),
    ):
        yield lambda asked=asked: ((c, outcome(c)) for c in asked)
