"""What notices a changed source file fast: each function returns one line that says what died, or None.

Nothing here is compared with what the unchanged code says: every expected value stands in the tests, in the rules'
docstrings, in the corpus or in the chapters.
"""

import doctest
import math
import tempfile
from functools import cache
from pathlib import Path

from tests import CORPUS
from tests.mutation.quick_tests import quick_tests

CORPUS_FILES = sorted((*CORPUS.glob("holds/*.py"), *CORPUS.glob("refused/*.py")))
NOT_BY_THE_KERNEL = ("mistake_that_holds_almost_everywhere", "given_almost_nowhere", "given_contradicts_itself", "given_denies_a_density", "given_denies_gibbs",
                     "twin_that_is_true", "dominated_by_nothing", "matrix_mistake_that_is_none")  # the lines are right: models refuse these


def examples() -> str | None:
    """The rules' docstrings: what is accepted, under exactly which conditions, and what is refused."""
    from derivations.kernel import RULES
    from tests.support import rule_examples
    for name, rule in RULES.items():
        names = {"accepts": rule_examples.accepts, "refuses": rule_examples.refuses, **RULES}
        test = doctest.DocTestParser().get_doctest(rule.__doc__, names, name, None, 0)
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(test, out=lambda _: None)
        if runner.failures or not runner.tries:
            return f"{name}: an example fails"
    return None


@cache
def _proved():
    """Every theorem of the chapters and every correction, proved by one prover."""
    from derivations.commands.finding import load, load_reported
    from derivations.kernel import REGISTRY, Prover
    load()
    load_reported()
    prover = Prover()
    return prover, {name: prover.prove(derivation) for name, derivation in REGISTRY.items()}


def chapters() -> str | None:
    """Every theorem is proved, and none has a hypothesis too many or too strong."""
    from derivations.attack.hypotheses import stronger_than_needed, superfluous
    from derivations.chapters import ORDER
    _, theorems = _proved()
    if len(theorems) < 60:
        return f"only {len(theorems)} theorems"
    for name, theorem in theorems.items():
        if theorem.derivation.chapter not in ORDER or "[" in name:
            continue  # the entries of a matrix share their hypotheses
        if superfluous(theorem) or stronger_than_needed(theorem):
            return f"{name} is given too much"
    return None


def turned_and_shortened() -> str | None:
    """A claim turned round is refused, and so is one without one of its hypotheses."""
    from derivations.kernel import Failed, Prover, Refused
    from derivations.kernel.implication.search import unproved
    from derivations.kernel.lines.reading import read_line
    from derivations.kernel.logic.conditions import close
    from tests.kernel.test_kernel import altered
    prover, theorems = _proved()
    for name, theorem in theorems.items():
        text = theorem.derivation.text
        for i in range(len(text.hypotheses)) if name.startswith("elbo") else ():
            try:
                Prover().prove(altered(theorem.derivation, text.hypotheses[:i] + text.hypotheses[i + 1:]))
            except Failed as failure:
                if "too short" in str(failure):
                    continue
            return f"{name} is not short of hypothesis {i}"
        for a, b in zip(text.lines, text.lines[1:]):
            if b.relation in ("≤", "≥"):
                try:
                    step = prover.step(read_line(b.expression)[0], read_line(a.expression)[0], b.relation, b.reason)
                except Refused:
                    continue
                if not unproved(close((), (), step.conditions), theorem.given_forms, step.facts):
                    return f"{name}, line {b.number}: the other way round"
    return None


def corpus() -> str | None:
    """What must hold is proved; what must not is refused, by the reader or by the kernel."""
    from derivations.commands import judge
    from derivations.kernel import Prover, Refused
    known, _ = _proved()
    for path in CORPUS_FILES:
        prover = Prover()
        prover.done = dict(known.done)
        try:
            found = judge.read(str(path))
            for derivation in found:
                prover.prove(derivation)
            refused = not found
        except (judge.Misread, Refused):
            refused = True
        if refused != (path.parent.name == "refused") and path.stem not in NOT_BY_THE_KERNEL:
            return f"{path.parent.name}/{path.name}"
    return None


def files() -> str | None:
    """The files of the command line's tests are judged in this process: verdict, reason, line, counterexample."""
    from derivations.commands import check, judge
    from tests.commands import test_cli
    judge.SEARCH_SECONDS = 0.3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.py"
        for name, case in test_cli.FILES.items():
            if case.verdict == "timeout":
                continue
            path.write_bytes(case.content if isinstance(case.content, bytes) else case.content.encode())
            found = check.gathered(judge.judged(str(path), math.inf))
            worst = next((t for t in found["theorems"] if t["verdict"] == found["verdict"]), found)
            if (found["verdict"] != case.verdict or case.says not in (worst["reason"] or "")
                    or (worst.get("counterexample") is not None) != case.counterexample
                    or (case.at and case.at not in case.content.splitlines()[worst["line"] - 1])):
                return f"{name}: {found['verdict']}, {worst['reason']}"
    return None


def verdicts() -> str | None:
    """A part of the corpus has the verdict of its folder, those among it that only models refuse; so has one file that
    a process of its own reads."""
    from derivations.commands import check, judge
    judge.SEARCH_SECONDS = 0.2
    for path in [p for i, p in enumerate(CORPUS_FILES) if i % 25 == 5 or p.stem in NOT_BY_THE_KERNEL]:
        found = check.gathered(judge.judged(str(path), math.inf))
        if (found["verdict"] == "holds") != (path.parent.name == "holds"):
            return f"{path.parent.name}/{path.name}: {found['verdict']}"
    found = check.check(str(CORPUS / "holds" / "average_gap.py"), 20)
    return None if found["verdict"] == "holds" else f"check says {found['verdict']}"


def twins() -> str | None:
    """Every twin of some theorems is refused and refuted, or a consequence; none is accepted; random models agree."""
    from derivations.attack.theorems import Trial
    from derivations.kernel import REGISTRY
    prover, _ = _proved()
    for name in ("elbo.self_divergence", "elbo.mean_ratio", "elbo.tight", "elbo.gibbs", "elbo.gibbs_equality",
                 "iwelbo.tight", "iwelbo.covered_bound", "iwelbo.more", "cavi.three_factors", "q2_1_11.one_draw_bound"):
        trial = Trial(REGISTRY[name], prover)
        found = trial.twins()
        if found.undecided or found.accepted or found.no_mistake:
            return f"{name}: {(*found.undecided, *found.accepted, *found.no_mistake)[0]}"
        if found.refuted + len(found.consequences) != found.generated + found.handwritten or not found.refuted:
            return f"{name}: twins are missing"
        survey = trial.survey(60, 6, 0)
        if survey.failure or not survey.models:
            return f"{name}: a line fails in a random model"
        if trial.exactly(3) < 1:
            return f"{name}: no exact model"
    return None


def small_theorems() -> str | None:
    """Theorems with null states, read by models."""
    from tests.kernel import test_planted_bugs
    return test_planted_bugs.by_models()


def near_misses() -> str | None:
    """A few near misses and hypotheses, checked in models; none fails and nothing crashes."""
    from tests.support.fuzzing.hypothesis_fuzz import fuzz as of_hypotheses
    from tests.support.fuzzing.near_misses import fuzz, shown
    report = fuzz(150, 11, stop=1, shapes=3, batch=40)
    if report.false or report.crashes:
        step, why = (report.false or report.crashes)[0]
        return f"{shown(step)}: {why}"
    if report.checked < 0.8*report.accepted or report.accepted < 20:
        return "near misses ask too little"
    _, wrong = of_hypotheses(40, 7)
    return f"{wrong[0]}" if wrong else None


ORDERED = {  # before and after the quick tests
    "kernel": ((examples, chapters), (corpus, turned_and_shortened, files, near_misses, small_theorems, twins)),
    "reader": ((examples,), (files, corpus, chapters)),
    "attack": ((twins, small_theorems), (near_misses, files)),
    "ledger": ((), (files, verdicts)),
}


def killed_by(group: str, path: str = "") -> str | None:
    """What dies first, the cheapest asked first; None where nothing notices anything."""
    first, last = ORDERED[group]
    for look in (*first, lambda: quick_tests(group, path), *last):
        if (found := look()) is not None:
            return f"{getattr(look, '__name__', '')}: {found}".splitlines()[0]
    return None
