"""The errata of one question: what it says, how much of it is wrong, and each error once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..attack.effort import SMALL_MODELS_FOR_A_PAGE
from ..kernel import Prover
from .claim import Claim
from .errors import Error, errors_in
from .runs import Runs
from .verdicts import WRONG, Verdict, adjudicate


@dataclass(frozen=True)
class Errata:
    """The claims of a question with their verdicts, and the errors among them, worst first."""

    question: str
    verdicts: dict[str, Verdict]  # of each claim, by its id, in the order of the report
    claims: tuple[Claim, ...]
    errors: tuple[Error, ...]

    @property
    def wrong(self) -> list[Claim]:
        """The claims that are wrong, in the order of the report."""
        return [c for c in self.claims if self.verdicts[c.id].verdict in WRONG]

    @property
    def counts(self) -> Counter[str]:
        """How many claims have each verdict."""
        return Counter(v.verdict for v in self.verdicts.values())


def errata(question: str, claims: Iterable[Claim], runs: Runs | None = None,
           told: Callable[[], None] = lambda: None) -> Errata:
    """Adjudicate a question; `told` is called after each claim.  Raises `BadRuns` where a run lacks a figure."""
    own, prover, verdicts = tuple(c for c in claims if c.question == question), Prover(), {}
    for claim in own:
        verdicts[claim.id] = adjudicate(claim, prover, runs, SMALL_MODELS_FOR_A_PAGE)
        told()
    errors = errors_in(own, {name: found.verdict for name, found in verdicts.items()}, runs, prover)
    return Errata(question, verdicts, own, tuple(errors))
