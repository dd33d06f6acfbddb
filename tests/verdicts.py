"""What the kernel says, as text that does not depend on the run: `python tests/verdicts.py`."""

import importlib
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from good_steps import ORDER, examples  # noqa: E402
from rule_examples import accepts, refuses  # noqa: E402

from derivations.kernel import REGISTRY, RULES, Prover  # noqa: E402
from derivations.kernel.source import source  # noqa: E402


def verdicts():
    prover = Prover()
    for chapter in ORDER:
        importlib.import_module(f"derivations.chapters.{chapter}")
    for name, derivation in sorted(REGISTRY.items()):
        theorem = prover.prove(derivation)
        conditions = [len(step.conditions) for step in theorem.steps]
        yield f"{name}: {source(theorem.claim)} | {'; '.join(map(source, theorem.given))} | {conditions} | {', '.join(theorem.almost)}"
    for name, rule in sorted(RULES.items()):
        for kind, left, right, relation in examples(rule):
            found = refuses(rule, left, right, relation) if kind == "refuses" else len(accepts(rule, left, right, relation))
            yield f"{name}: {left} {relation} {right}: {found}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(*verdicts(), sep="\n")
