"""The schema of metrics.json and series.npz: `impl` writes files that follow it, and `derivations` reads its entries."""

import json
import re
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported import runs
from derivations.reported.decision import LEAST_REPETITIONS, REPORTED_LENGTHS, Decision
from derivations.reported.rules import Between, Is
from derivations.reported.runs import Metrics
from impl.experiments import AS_REPORTED, SUMMARIES
from impl.experiments.run import SCHEMA
from impl.experiments.schema import (
    Figure,
    Series,
    expanded,
    figures,
    leaves,
    series,
    series_violations,
    type_of,
    violations,
)
from tests.support.rule_figures import REPORTED
from tests.support.rule_figures import metrics as planted_metrics

load()
DECISIONS = [claim.decision for claim in load_reported().values() if claim.decision is not None]
SCHEMAS = [(name, False) for name in SUMMARIES] + [(name, True) for name in AS_REPORTED]


EXAMPLES = {"number": (0.5, 1), "integer": (1,), "boolean": (True,), "text": ("",)}  # values that are read as each type


# --- the entries that derivations reads --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recorder(Metrics):
    """A run that has an answer to every question, and notes the path and the type of each."""

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
    """The entries that are read and are not in a schema, or have another type there, one line each."""
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
    """The path as the schema has it, also if it has more below it: entries of a list are `*`, and so is a run, which
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
def test_all_entries_that_are_read_are_in_the_schema(experiment):
    asked = read_of(experiment)
    assert len(asked) > 10
    assert unmet(asked, figures(experiment, as_reported=True)) == []


def test_the_reader_and_the_schema_agree_on_the_whole():
    listed = json.loads(files("impl.experiments").joinpath("metrics.schema.json").read_text(encoding="utf-8"))
    assert runs.SCHEMA == SCHEMA == listed["schema"]
    kinds = {str: "text", int: "integer", bool: "boolean"}
    for name, kind in runs.FIELDS.items():
        assert listed["every experiment"].get(name, {"type": None})["type"] == kinds.get(kind)
    names = {name + " --as-reported" * as_reported for name, as_reported in SCHEMAS}
    assert names == set(listed["experiments"]) == set(listed["series"])


@pytest.mark.parametrize(("rule", "says"), [
    (Between("exact.data.median", 0.0), "exact.data.median is not in the schema"),
    (Between("runs.reinforce.mean-field.mu", 0.0), "runs.reinforce.mean-field.mu is not in the schema"),
    (Is("exact.data.mean", True), "exact.data.mean is read as boolean, the schema has number"),
    (Is("exact.listing.matrix_shape", ["4", "30"]), "exact.listing.matrix_shape.* is read as text, the schema has integer"),
])
def test_a_change_of_the_reader_is_noticed(rule, says):
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


# --- the files that impl writes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("experiment", "as_reported"), SCHEMAS)
def test_types_and_units_are_of_a_few_kinds(experiment, as_reported):
    known = figures(experiment, as_reported)
    kinds = {kind for figure in known.values() for kind in figure.type.split(" or ")}
    assert kinds <= {"boolean", "integer", "number", "text", "null", "empty"}
    assert {entry.type for entry in series(experiment, as_reported).values()} <= {"integer", "number"}
    units = {entry.unit for entry in (*known.values(), *series(experiment, as_reported).values())}
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
def test_the_values_that_a_type_holds(figure, held, refused):
    assert all(map(figure.holds, held)) and not any(map(figure.holds, refused))


def test_violations_are_named():
    found = violations(planted_metrics("bbvi", {"exact.data.mean": "much", "exact.data.median": 1.0}))
    assert "exact.data.median is not in the schema" in found
    assert "exact.data.mean is 'much', where the schema has number" in found
    assert "exact.data.precision is missing" in found
    assert "exact.data.precision is missing" not in violations(planted_metrics("bbvi", {}, interrupted=True))
    empty = {"exact.listing": {}, "exact.seeds": None}
    assert set(violations(planted_metrics("bbvi", empty, interrupted=True))) >= {
        "exact.listing is empty, where the schema has entries; leave it out until it has some",
        "exact.seeds is null, where the schema has entries; leave it out until it has some"}


@pytest.mark.parametrize(("read", "part"), [(figures, "experiments"), (series, "series")])
def test_an_experiment_without_a_schema_is_named(read, part):
    with pytest.raises(ValueError, match=f"metrics.schema.json: no entry 'cavi --as-reported' in '{part}'"):
        read("cavi", as_reported=True)


def arrays() -> dict[str, np.ndarray]:
    """The series of a run of `bbvi --as-reported` with three steps, two records and five chains."""
    lengths = {"steps": 3, "steps + 1": 4, "records": 2, "chains": 5}
    return {name: np.zeros([axis if isinstance(axis, int) else lengths[axis] for axis in entry.axes])
            for name, entry in series("bbvi", as_reported=True).items()}


@pytest.mark.parametrize(("entry", "held", "refused"), [
    (Series(type="number", axes=["steps", 2]), np.zeros((7, 2)), np.zeros((7, 3))),
    (Series(type="number", axes=["steps"]), np.zeros(7, dtype=np.float32), np.zeros((7, 1))),
    (Series(type="number", axes=["steps"]), np.zeros(0), np.zeros(7, dtype=np.int64)),
    (Series(type="integer", axes=["steps"]), np.zeros(7, dtype=np.int64), np.zeros(7)),
])
def test_the_arrays_that_a_series_holds(entry, held, refused):
    assert entry.holds(held) and not entry.holds(refused)


@pytest.mark.parametrize(("change", "says"), [
    ({}, []),
    ({"reinforce/gaps": np.zeros(4)}, ["series reinforce/gaps is not in the schema"]),
    ({"reinforce/gap": None}, ["series reinforce/gap is missing"]),
    ({"reinforce/parameters": np.zeros((4, 5))},
     ["series reinforce/parameters is float64 of shape (4, 5), where the schema has number with axes ['steps + 1', 4]"]),
    ({"reinforce/recorded": np.zeros(3, dtype=np.int64)},
     ["series reinforce/recorded is int64 of shape (3,), where the schema has number with axes ['steps']"]),
])
def test_violations_of_series_are_named(change, says):
    written = {name: values for name, values in (arrays() | change).items() if values is not None}
    assert series_violations(planted_metrics("bbvi", {}), written) == says
    if "missing" in str(says):
        assert series_violations(planted_metrics("bbvi", {}, interrupted=True), written) == []
