"""What the kernel says, as text that does not depend on the run: `python -m tests.project.verdicts [SEED]`.

All theorems of the chapters and of the corpus are read and proved, in an order that the seed shuffles.
"""

import gc
import random
import sys

from derivations.commands import judge
from derivations.commands.finding import load, load_reported
from derivations.kernel import REGISTRY, RULES, Prover, Refused
from derivations.language.views.source import source
from derivations.pages.form_text import text_of
from tests import CORPUS, GARBAGE_THRESHOLDS
from tests.support.fuzzing.good_steps import examples
from tests.support.rule_examples import accepts, refuses


def theorems():
    """Every derivation, by the file or the chapter that it stands in."""
    load()
    load_reported()
    for name, derivation in REGISTRY.items():
        yield name, derivation
    for path in sorted(CORPUS.glob("*/*.py")):
        try:
            for number, derivation in enumerate(judge.read(str(path))):
                yield f"{path.parent.name}/{path.name} {number}", derivation
        except judge.Misread as error:
            yield f"{path.parent.name}/{path.name}", error


def said_of(derivation, prover) -> str:
    """A theorem with its hypotheses and the conditions of its steps, or why it is none."""
    if isinstance(derivation, judge.Misread):
        return f"line {derivation.line}: {derivation}"
    try:
        theorem = prover.prove(derivation)
    except Refused as refusal:
        return f"refused: {refusal}"
    steps = ["; ".join(map(text_of, step.conditions)) for step in theorem.steps]
    given = "; ".join(map(source, theorem.given))
    return f"{source(theorem.claim)} | {given} | {steps} | {', '.join(theorem.almost)}"


def verdicts(seed: int = 0):
    found = list(theorems())
    random.Random(seed).shuffle(found)
    prover = Prover()
    yield from sorted(f"{name}: {said_of(derivation, prover)}" for name, derivation in found)
    for name, rule in sorted(RULES.items()):
        for kind, left, right, relation in examples(rule):
            found = refuses(rule, left, right, relation) if kind == "refuses" else accepts(rule, left, right, relation)
            yield f"{name}: {left} {relation} {right}: {found}"


if __name__ == "__main__":
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    sys.stdout.reconfigure(encoding="utf-8")
    print(*verdicts(int(sys.argv[1]) if len(sys.argv) > 1 else 0), sep="\n")
    gc.freeze()  # Nothing that lives now has to be looked at when this process ends.
