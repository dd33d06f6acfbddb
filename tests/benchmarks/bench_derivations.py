"""Proofs per second, evaluations of lines in finite models per second, and the cost of a proof against its length."""

import ast
import subprocess
import sys

import numpy as np
import pytest

from derivations.attack.certificate import falsified, holds
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Evaluator
from derivations.attack.models import random_models, signature
from derivations.attack.numbers import Exact, Floats
from derivations.attack.twins import relate
from derivations.chapters.elbo import q, z
from derivations.commands.finding import load
from derivations.kernel import Derivation, E, Function, Prover, algebra, integrable, linearity
from derivations.language.authoring.derivation import Source
from tests import ROOT

pytestmark = pytest.mark.bench
THEOREMS = load()


def statements(name):
    """Claim and steps of a theorem, and its hypotheses."""
    text = THEOREMS[name].text
    steps = [relate(b.relation, a.expression, b.expression) for a, b in zip(text.lines, text.lines[1:])]
    return [text.statement, *steps], [h for h, _ in text.hypotheses]


AGAIN = "“All theorems again” proves every theorem of the chapters in one process that did so before: rules remember."
NEW = "The new process has nothing to remember: its start, its imports and the reading of the theorems are in its time."
COUNTED = "Proofs count each theorem once, and steps are the lines of the proofs after their first ones."


@pytest.mark.benchmark(group="all proofs")
def bench_proofs(benchmark):
    """Every theorem from its lines by a new prover; the lines were read before, what rules remember is kept."""
    benchmark.extra_info |= {"label": "all theorems again", "about": f"{AGAIN} {COUNTED}"}
    def prove():
        prover = Prover()
        for theorem in THEOREMS.values():
            prover.prove(theorem)
        return prover

    prover = benchmark(prove)
    steps = sum(len(theorem.steps) - 1 for theorem in prover.done.values())
    benchmark.extra_info["proofs per second"] = len(prover.done)/benchmark.stats["median"]
    benchmark.extra_info["steps per second"] = steps/benchmark.stats["median"]


COLD = """
from derivations.commands.finding import load
from derivations.kernel import Prover
prover = Prover()
for theorem in load().values():
    prover.prove(theorem)
print(len(prover.done), sum(len(theorem.steps) - 1 for theorem in prover.done.values()))
"""


@pytest.mark.benchmark(group="all proofs")
def bench_proofs_cold(benchmark):
    """The same in a new process, where no rule remembers anything; its start and imports are in the times shown."""
    benchmark.extra_info |= {"label": "a new process that proves all theorems", "about": f"{NEW} {COUNTED}"}
    done, steps = [], []

    def prove():
        found = subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True, check=True)
        done[:], steps[:] = ([int(number)] for number in found.stdout.split())

    benchmark.pedantic(prove, rounds=5)
    benchmark.extra_info["proofs per second"] = done[0]/benchmark.stats["median"]
    benchmark.extra_info["steps per second"] = steps[0]/benchmark.stats["median"]


@pytest.mark.benchmark(group="commands, whole processes")
@pytest.mark.parametrize("command", [["list"], ["show", "cavi.fixed_point"]], ids=" ".join)
def bench_commands(benchmark, command):
    """What a reader waits for: the start of Python and the imports are in the times shown."""
    def run():
        subprocess.run([sys.executable, "-m", "derivations", *command], cwd=ROOT, capture_output=True, check=True)

    benchmark.pedantic(run, rounds=5, warmup_rounds=1)


def evaluated(benchmark, name, numbers, shape, models):
    """All lines of a theorem in models that are made beforehand; nothing is remembered from round to round."""
    lines, given = statements(name)
    found = signature(*lines, *given)
    sizes = {space: shape for space in found.spaces}
    batch = random_models(found, sizes, {count: 2 for count in found.counts}, models, np.random.default_rng(0))

    def fresh():
        batch._cache.clear()
        return (), {}

    def evaluate():
        evaluator = Evaluator(batch, numbers, tuple(found.points))
        held = holds(evaluator, given)
        return [falsified(evaluator, held, line).any() for line in lines]

    wrong = benchmark.pedantic(evaluate, setup=fresh, rounds=10, warmup_rounds=1)
    assert not any(wrong)
    benchmark.extra_info["evaluations per second"] = models*len(lines)/benchmark.stats["median"]


@pytest.mark.benchmark(group="lines in models, in bulk")
@pytest.mark.parametrize("shape", [2, 3])
@pytest.mark.parametrize("name", ["elbo.evidence", "iwelbo.more", "cavi.completed"])
def bench_bulk(benchmark, name, shape):
    evaluated(benchmark, name, Floats, shape, 5_000)


@pytest.mark.benchmark(group="lines in models, exactly")
@pytest.mark.parametrize("name", ["elbo.evidence", "iwelbo.more"])
def bench_exact(benchmark, name):
    evaluated(benchmark, name, Exact, 2, 50)


@pytest.mark.benchmark(group="a counterexample")
@pytest.mark.parametrize("name", ["elbo.evidence", "iwelbo.more"])
def bench_refute_twins(benchmark, name):
    """Every handwritten twin of a theorem, the enumeration begun anew."""
    _, given = statements(name)
    twins = [twin.statement for twin in THEOREMS[name].text.twins]

    def refute():
        attack = Attack(given, twins)
        return [attack.refute(twin) for twin in twins]

    assert all(benchmark(refute))
    benchmark.extra_info["counterexamples per second"] = len(twins)/benchmark.stats["median"]


f = Function("f", z)


def chain(steps):
    """A proof of so many steps, back and forth between E[2f] + E[f] and 2E[f] + E[f]."""
    first, second = "E[q(z)](2*f(z)) + E[q(z)](f(z))", "2*E[q(z)](f(z)) + E[q(z)](f(z))"
    there, back = f"proof.eq({second}, by=linearity)", f"proof.eq({first}, by=linearity)"
    lines = ["def long(proof):", f"proof.claim({first} == 3*E[q(z)](f(z)))", "proof.given(integrable[q(z)](f(z)))", f"proof.starts({first})",
             *[there, back]*(steps//2 - 1), there, "proof.eq(3*E[q(z)](f(z)), by=algebra)"]
    definition = ast.parse("\n    ".join(lines)).body[0]
    names = {"E": E, "q": q, "z": z, "f": f, "integrable": integrable, "linearity": linearity, "algebra": algebra}
    return Derivation(Source(definition, names, __name__), title="long", register=False)


@pytest.mark.benchmark(group="cost against the number of steps")
@pytest.mark.parametrize("steps", [4, 16, 64, 256])
def bench_steps(benchmark, steps):
    derivation = chain(steps)
    derivation.text  # noqa: B018  the lines are built when first asked for
    theorem = benchmark(lambda: Prover().prove(derivation))
    assert len(theorem.steps) == steps + 1
    benchmark.extra_info["microseconds a step"] = 1e6*benchmark.stats["median"]/steps
