"""The schema of metrics.json: what `impl` writes follows it, and what `derivations` reads of a file is in it."""

import json
import re
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

import pytest
from rule_worlds import REPORTED
from rule_worlds import metrics as planted_metrics

from derivations.commands.finding import load, load_reported
from derivations.reported import runs
from derivations.reported.decision import LEAST_REPETITIONS, REPORTED_LENGTHS, Decision
from derivations.reported.rules import Between, Is
from derivations.reported.runs import Metrics
from impl.experiments import AS_REPORTED, SUMMARIES
from impl.experiments.run import SCHEMA
from impl.experiments.schema import Figure, expanded, figures, leaves, type_of, violations

load()
DECISIONS = [claim.decision for claim in load_reported().values() if claim.decision is not None]
SCHEMAS = [(name, False) for name in SUMMARIES] + [(name, True) for name in AS_REPORTED]


EXAMPLES = {"number": (0.5, 1), "integer": (1,), "boolean": (True,), "text": ("",)}  # of what is read as a type


# --- what derivations reads -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recorder(Metrics):
    """A run that answers whatever it is asked, and notes the path and the type that it was asked for."""

    asked: set[tuple[str, str]] = field(default_factory=set)

    def number(self, path: str) -> float:
        self.asked.add((path, "number"))
        return 1.0

    nonnegative = positive = number

    def like(self, path: str, example: Any) -> Any:
        if isinstance(example, list):
            self.asked.update((f"{path}.*", kind) for kind in set(map(type_of, example)) or {"any"})
        else:
            self.asked.add((path, type_of(example)))
        return example

    def numbers(self, path: str, count: int | None = None) -> list[float]:
        self.asked.add((f"{path}.*", "number"))
        return [1.0] * (count or 16)

    def length(self, path: str) -> int:
        self.asked.add((f"{path}.*", "any"))
        return 1

    def value(self, path: str) -> Any:
        self.asked.add((path, "any"))
        return 1.0


def reads(decision: Decision) -> set[tuple[str, str]]:
    """The paths that a claim's rule and correction ask for, and those that say whether a run is fit to decide it."""
    run = Recorder("recorded", {})
    decision.rule.find(run)
    decision.correction(run)
    lengths = {(path, "integer") for path in REPORTED_LENGTHS.get(decision.experiment, {})}
    return run.asked | lengths | {(f"{path}.*", "any") for path in LEAST_REPETITIONS.get(decision.experiment, {})}


def read_of(experiment: str) -> set[tuple[str, str]]:
    return {pair for one in DECISIONS if one.experiment == experiment for pair in reads(one)}


def unmet(asked: set[tuple[str, str]], known: dict[str, Figure]) -> list[str]:
    """What is read and is not in a schema, or is of another type there; a line each."""
    found = []
    for path, kind in sorted(asked):
        place = in_schema(path, known)
        if place is None:
            found.append(f"{path} is not in the schema")
        elif kind != "any" and place not in known:
            found.append(f"{path} is read as {kind}, the schema has more below it")
        elif kind != "any" and not any(map(known[place].holds, EXAMPLES[kind])):
            found.append(f"{path} is read as {kind}, the schema has {known[place].type}")
    return found


def in_schema(path: str, known: dict[str, Figure]) -> str | None:
    """The path as the schema has it, also of what has more below it: entries of a list are `*`, and so is a run, which
    has to be of an estimator and a family that the schema knows."""
    first, *rest = path.split(".")
    if first == "runs":
        estimator, family, *rest = rest
        if estimator not in known["runs.*.estimator"].values or family not in known["runs.*.family"].values:
            return None
        path = ".".join(("runs", "*", *rest))
    if path in known:
        return path
    path = re.sub(r"\.\d+(?=\.|$)", ".*", path)
    return path if any(f"{one}.".startswith(f"{path}.") for one in known) else None


@pytest.mark.parametrize("experiment", AS_REPORTED)
def test_what_is_read_is_in_the_schema(experiment):
    asked = read_of(experiment)
    assert len(asked) > 10
    assert unmet(asked, figures(experiment, as_reported=True)) == []


def test_the_reader_and_the_schema_agree_on_the_whole():
    listed = json.loads(files("impl.experiments").joinpath("metrics.schema.json").read_text(encoding="utf-8"))
    assert runs.SCHEMA == SCHEMA == listed["schema"]
    kinds = {str: "text", int: "integer", bool: "boolean"}
    for name, kind in runs.FIELDS.items():
        assert listed["every experiment"].get(name, {"type": None})["type"] == kinds.get(kind)
    assert {name + " --as-reported" * as_reported for name, as_reported in SCHEMAS} == set(listed["experiments"])


@pytest.mark.parametrize(("rule", "says"), [
    (Between("exact.data.median", 0.0), "exact.data.median is not in the schema"),
    (Between("runs.reinforce.mean-field.mu", 0.0), "runs.reinforce.mean-field.mu is not in the schema"),
    (Is("exact.data.mean", True), "exact.data.mean is read as boolean, the schema has number"),
    (Is("exact.listing.matrix_shape", ["4", "30"]), "exact.listing.matrix_shape.* is read as text, the schema has integer"),
])
def test_a_change_of_what_is_read_is_noticed(rule, says):
    planted = replace(DECISIONS[0], experiment="bbvi", rule=rule, instead="")
    assert unmet(reads(planted), figures("bbvi", as_reported=True)) == [says]


@pytest.mark.parametrize(("path", "figure", "says"), [
    ("exact.count", None, "exact.count is not in the schema"),
    ("exact.count", Figure(type="text"), "exact.count is read as integer, the schema has text"),
    ("exact.arguments.*", None, "exact.arguments.* is not in the schema"),
])
def test_a_change_of_the_schema_is_noticed(path, figure, says):
    known = figures("gumbel-softmax", as_reported=True)
    del known[path]
    assert says in unmet(read_of("gumbel-softmax"), known | ({path: figure} if figure else {}))


def test_runs_of_other_estimators_are_noticed():
    known = figures("gamma", as_reported=True)
    known["runs.*.estimator"] = replace(known["runs.*.estimator"], values=("gd",))
    assert "runs.ngd.listing.epochs is not in the schema" in unmet(read_of("gamma"), known)


@pytest.mark.parametrize("experiment", AS_REPORTED)
def test_the_figures_that_tests_plant_are_in_the_schema(experiment):
    asked = {(path, "any") for path in REPORTED[experiment]}
    assert unmet(asked, figures(experiment, as_reported=True)) == []


# --- what impl writes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("experiment", "as_reported"), SCHEMAS)
def test_types_and_units_are_of_a_few_kinds(experiment, as_reported):
    known = figures(experiment, as_reported)
    kinds = {kind for figure in known.values() for kind in figure.type.split(" or ")}
    assert kinds <= {"boolean", "integer", "number", "text", "null", "empty"}
    units = {figure.unit for figure in known.values()}
    assert units <= {"", "nats", "s", "steps", "epochs", "draws", "sweeps", "chains", "starts"}
    assert not any(figure.unit for figure in known.values() if figure.type in ("boolean", "text"))


def test_patterns_and_leaves():
    assert expanded("a.{b,c}.{d,e}.*") == ["a.b.d.*", "a.b.e.*", "a.c.d.*", "a.c.e.*"]
    assert list(leaves({"a": [1, [2.0]], "b": {}, "c": {"d": None}})) == [
        ("a.*", 1), ("a.*.*", 2.0), ("b", {}), ("c.d", None)]


@pytest.mark.parametrize(("figure", "held", "refused"), [
    (Figure(type="number"), [1, 1.5, "inf", "nan"], [True, None, "1", []]),
    (Figure(type="integer or null"), [1, None], [1.5, "inf", False]),
    (Figure(type="text", values=("gd",)), ["gd"], ["ngd", 1]),
    (Figure(type="empty"), [{}, []], [None, 0, ""]),
])
def test_what_a_type_holds(figure, held, refused):
    assert all(map(figure.holds, held)) and not any(map(figure.holds, refused))


def test_violations_are_named():
    found = violations(planted_metrics("bbvi", {"exact.data.mean": "much", "exact.data.median": 1.0}))
    assert "exact.data.median is not in the schema" in found
    assert "exact.data.mean is 'much', where the schema has number" in found
    assert "exact.data.precision is missing" in found
    assert "exact.data.precision is missing" not in violations(planted_metrics("bbvi", {}, interrupted=True))
