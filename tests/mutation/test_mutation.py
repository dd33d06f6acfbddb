"""The mutants of the code: how they are made, that the fast set notices some, and that a run goes on where it ended."""

import ast
import difflib
import json
import subprocess
import sys
from collections import defaultdict

import pytest

from tests import ROOT
from tests.mutation.code_changes import KINDS
from tests.mutation.code_mutants import mutants_of
from tests.mutation.jobs import default_tests
from tests.mutation.plants import GROUPS, all_mutants, planted, sample
from tests.mutation.quick_tests import MORE, TESTS
from tests.mutation.report import equivalents
from tests.mutation.run import Mixed, Results

RUN = [sys.executable, "-m", "tests.mutation.run"]
DYING = (
    "derivations/kernel/heads/laws.py::Density.asked::comparison::margin is None → margin is not None",
    "derivations/language/declarations.py::split_bar::call::left.append(place.args[0]) → pass",
    "derivations/kernel/rules/rule.py::same_form::comparison::a is b → a is not b",
    "derivations/kernel/forms/binders.py::_closed::quantifier::max → min",
    "derivations/kernel/schemas/using.py::_orders::element::(LE, GE) → (GE,)",
    "derivations/kernel/lines/places.py::_inside_quantity::not::not left → left",
    "derivations/language/names.py::declared::comparison::name in WORDS → name not in WORDS",
    "derivations/kernel/lines/reading.py::opened::call::seen.add(out) → pass",
    "derivations/kernel/schemas/particulars.py::hang_together::comparison::t.Draws.kinds.index(held) >= t.Draws.kinds.index(kind) → t.Draws.kinds.index(held) <= t.Draws.kinds.index(kind)",
    "derivations/kernel/rules/moments.py::_at_most::returned::(atom('le', a, b),) → ()",
    "derivations/kernel/lemmas/table.py::lower_powers::sign::e // size → e * size",
    "derivations/attack/theorems.py::Twins::constant::0 → 1 #1",
    "derivations/attack/counterexamples.py::Attack.exactly::guard::not self._confirmed(models.take(*map(int, some)), *statements) → True",
    "derivations/language/views/signature.py::_Collector.point::comparison::node not in bound → node in bound",
)


def test_mutants_are_valid_distinct_and_different() -> None:
    seen = defaultdict(set)
    for number, mutant in enumerate(all_mutants()):
        assert mutant.key not in seen["keys"]
        seen["keys"].add(mutant.key)
        if number % 60 == 0:
            source = ROOT.joinpath(mutant.path).read_text(encoding="utf-8")
            changed = ast.dump(ast.parse(mutant.text(source)))
            assert changed != ast.dump(ast.parse(source)), mutant
            assert changed not in seen[mutant.path], mutant
            seen[mutant.path].add(changed)
    assert len(seen["keys"]) > 7_000


def test_every_kind_occurs_in_every_group() -> None:
    for group in GROUPS:
        missing = set(KINDS) - {mutant.kind for mutant in all_mutants((group,))}
        assert missing <= {"jump"}, f"{group}: {missing}"


@pytest.mark.parametrize("group", GROUPS)
def test_the_files_that_a_group_asks_are_there(group) -> None:
    """A missing one would end pytest with an error, and every mutant would seem to die of it."""
    asked = {*default_tests(group), *TESTS[group], *(name for names in MORE.values() for name in names)}
    assert [name for name in asked if not ROOT.joinpath("tests", name).is_file()] == []
    assert {"kernel/test_forms.py", "mutation/test_found_by_mutants.py"} <= asked
    assert not any(name.startswith(("impl/", "mutation/test_mutation")) for name in asked)


def test_what_is_not_changed() -> None:
    text = '''"""0"""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    x = 1
__all__ = ["E", "int"]
def f(n: "int" = None) -> "E":
    "iid"
    raise ValueError(1 - 2)
class A:
    def __repr__(self):
        return "iid"
'''
    assert list(mutants_of("x.py", text)) == []


def test_a_key_does_not_depend_on_lines() -> None:
    text = "def f(a, b):\n    return a == b or a == b\n"
    one, other = list(mutants_of("x.py", text)), list(mutants_of("x.py", "\n\n# note\n" + text))
    assert [m.key for m in one] == [m.key for m in other] and len({m.key for m in one}) == len(one) == 3
    assert [m.text(text).splitlines()[1].strip() for m in one] == [
        "return (a == b and a == b)", "return (a != b) or a == b", "return a == b or (a != b)"]


def test_a_sample_is_even_and_repeats() -> None:
    drawn = sample(300, 1)
    assert [m.key for m in drawn] == [m.key for m in sample(300, 1)] != [m.key for m in sample(300, 2)]
    assert [m.key for m in sample(50, 1)] == [m.key for m in drawn[:50]]
    count = defaultdict(int)
    for mutant in drawn:
        count[mutant.path, mutant.kind] += 1
    assert max(count.values()) == 1


def test_no_argument_for_an_equivalent_is_stale() -> None:
    keys = {mutant.key for mutant in all_mutants()}
    for key, reason in equivalents().items():
        assert key in keys, f"names no mutant any more: {key}"
        assert reason.endswith(".") and len(reason.split()) > 4


def test_a_run_goes_on_where_it_ended(tmp_path) -> None:
    header, path = {"sample": 2, "seed": 1}, tmp_path / "out.jsonl"
    Results(path, header).add({"key": "one"})
    with path.open("a") as file:
        file.write('{"key": "tw')
    again = Results(path, header)
    assert list(again.found) == ["one"]
    again.add({"key": "two"})
    assert [json.loads(line) for line in path.read_text().splitlines()] == [header, {"key": "one"}, {"key": "two"}]
    with pytest.raises(Mixed):
        Results(path, {"sample": 3, "seed": 1})


def patch_of(path: str, text: str) -> str:
    old = ROOT.joinpath(path).read_text(encoding="utf-8")
    return "".join(difflib.unified_diff(old.splitlines(True), text.splitlines(True), f"a/{path}", f"b/{path}"))


def test_changes_die_in_the_fast_set_and_the_code_as_it_is_survives(tmp_path) -> None:
    every = {mutant.key: mutant for mutant in all_mutants()}
    for number, key in enumerate(DYING):
        assert key in every, f"names no mutant any more: {key}"
        ((path, text),) = planted(every[key]).texts.items()
        tmp_path.joinpath(f"{number}.patch").write_text(patch_of(path, text), encoding="utf-8")
    path = "derivations/kernel/rules/rule.py"
    same = ROOT.joinpath(path).read_text(encoding="utf-8") + "\n# the control\n"
    tmp_path.joinpath("-.patch").write_text(patch_of(path, same), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    subprocess.run([*RUN, "--patches", str(tmp_path), "--fast", "--out", str(out)], cwd=ROOT, check=True, capture_output=True)
    _, *found = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert len(found) == len(DYING) + 1
    assert [one["key"] for one in found if one["result"] == "survived"] == ["-.patch"], found


@pytest.mark.slow
def test_nearly_all_of_a_sample_die(tmp_path) -> None:
    out = tmp_path / "out.jsonl"
    run = subprocess.run([*RUN, "--sample", "600", "--seed", "1", "--minutes", "90", "--out", str(out)], cwd=ROOT, check=True,
                         capture_output=True, text=True)
    _, *found = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    score = sum(one["result"] != "survived" for one in found)/len(found)
    assert score >= 0.95, run.stdout
