"""The score of a run of mutants, by module group and by kind, and every survivor by file and line."""

import statistics
import tomllib
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

EQUIVALENTS = Path(__file__).parent / "equivalents"


def equivalents() -> dict[str, str]:
    """The mutants that are argued to say the same as the code, each with its reason, from one file an area."""
    files = sorted(EQUIVALENTS.glob("*.toml"))
    return {key: reason for file in files for key, reason in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def score(results: list[dict]) -> float:
    """The part that died, of those not argued equivalent, which are not run."""
    return sum(one["result"] != "survived" for one in results)/len(results) if results else 1.0


def report(console: Console, results: list[dict], wanted: int) -> None:
    for by in ("group", "kind"):
        table = Table("", *(f"{word}" for word in ("killed fast", "by the tests", "survived", "score")), title=f"by {by}")
        for name in [*sorted({one[by] for one in results}), "all"]:
            some = [one for one in results if name in (one[by], "all")]
            count = Counter(one["result"] for one in some)
            table.add_row(name, str(count["fast"]), str(count["tests"]), str(count["survived"]), f"{score(some):.3f}")
        console.print(table)
    killed = [one["seconds"] for one in results if one["result"] == "fast"]
    if killed:
        console.print(f"median time of a mutant killed fast: {statistics.median(killed):.2f} s")
    for one in sorted(results, key=lambda one: one["where"]):
        if one["result"] == "survived":
            console.print(f"survived: {one['where']}  [{one['kind']}]  {one['says']}", markup=False, soft_wrap=True)
    console.print(f"{len(results)} of {wanted} tried; score {score(results):.3f}")
