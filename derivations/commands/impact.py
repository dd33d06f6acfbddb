"""What rests on a theorem: the theorems and claims whose lines cite it, those that cite these, and so on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..kernel import Derivation
from ..kernel.proof.prover import cited
from ..pages.progress import progress_bar
from .finding import corrections, load, load_reported

if TYPE_CHECKING:
    from ..reported.claim import Claim


def resting_on(theorem: Derivation) -> tuple[list[Derivation | Claim], list[Derivation | Claim]]:
    """What cites a theorem itself, and what cites only others that rest on it, both in the order of reading.

    A claim of the report rests on what its lines cite, or, where it is wrong, on the theorem that corrects it.
    """
    everything = [*load().values(), *corrections().values(), *load_reported().values()]
    leans: dict[Derivation | Claim, set[Derivation]] = {}
    with progress_bar("reading") as progress:
        for done, one in enumerate(everything, 1):
            leans[one] = set(_leans_on(one))
            if progress is not None:
                progress(done, len(everything))
    reached, new = {theorem}, {theorem}
    while new:
        new = {one for one, on in leans.items() if isinstance(one, Derivation) and on & new} - reached
        reached |= new
    direct = [one for one in everything if theorem in leans[one]]
    return direct, [one for one in everything if one not in direct and leans[one] & reached and one is not theorem]


def _leans_on(one: Derivation | Claim) -> Iterable[Derivation]:
    """The theorems that a theorem or a claim cites."""
    if isinstance(one, Derivation):
        return (d for line in one.text.lines[1:] for d in cited(line.reason))
    mended = [one.correction.theorem] if one.correction is not None else []
    return (*mended, *(_leans_on(one.statement) if one.statement is not None else ()))
