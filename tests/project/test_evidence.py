"""The plugin itself, run on small test files of its own."""

import json
from pathlib import Path

import pytest

from tests.support import evidence

pytest_plugins = ["pytester"]

DESIGN = """
from dataclasses import dataclass
import pytest

@dataclass
class Design:
    false_alarm: float
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(evidence=Path(evidence.__file__).read_text())
    pytester.makeconftest("pytest_plugins = ['evidence']")
    pytester.makeini("[pytest]\nmarkers = evidence(id, kind): what a test bears on")
    return pytester


def test_matrix_counts_passed_tests_only(project: pytest.Pytester) -> None:
    project.makepyfile("""
        import pytest
        @pytest.mark.evidence("a.b", kind="exact")
        @pytest.mark.parametrize("n", [1, 2])
        def test_two(n): pass
        @pytest.mark.evidence("a.b", kind="agreement")
        def test_fails(): assert False
        @pytest.mark.evidence("a.c", kind="exact")
        def test_skips(): pytest.skip("reason")
        @pytest.fixture
        def torn():
            yield
            raise RuntimeError
        @pytest.mark.evidence("a.d", kind="exact")
        def test_torn_down(torn): pass
    """)
    result = project.runpytest("--evidence", "matrix.json")
    assert json.loads(Path(project.path, "matrix.json").read_text())["matrix"] == {"a.b": {"exact": 2}}
    result.stdout.fnmatch_lines(["*symbolic*exact*", "a.b*2*"])


def test_unknown_kind_is_refused(project: pytest.Pytester) -> None:
    project.makepyfile("""
        import pytest
        @pytest.mark.evidence("a.b", kind="vibes")
        def test_it(): pass
    """)
    result = project.runpytest()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*'vibes'*"])


@pytest.mark.parametrize(("rate", "code"), [(4e-7, pytest.ExitCode.OK), (6e-7, pytest.ExitCode.TESTS_FAILED)])
def test_run_over_budget_fails(project: pytest.Pytester, rate: float, code: pytest.ExitCode) -> None:
    project.makepyfile(DESIGN + f"def test_it(spend):\n    spend(Design({rate}), means=2)")
    result = project.runpytest()
    assert result.ret == code
    result.stdout.fnmatch_lines([f"false alarm of the whole run*{2 * rate:.2e}*", "replay with --seed *"])


def test_what_each_statistical_test_spent_is_written(project: pytest.Pytester) -> None:
    """Also by one that fails: it could have raised a false alarm."""
    project.makepyfile(DESIGN + "def test_it(spend):\n    spend(Design(1e-9), means=2)\n    assert False")
    project.runpytest("--evidence", "run.json")
    found = json.loads(Path(project.path, "run.json").read_text())
    (design,) = found["designs"]
    assert found["budget"] == evidence.BUDGET and found["matrix"] == {}
    assert design["test"].endswith("::test_it") and design["rate"] == 2e-9 and design["design"].startswith("2 means, each Design")


def test_seed_is_fresh_and_replays(project: pytest.Pytester) -> None:
    project.makepyfile("""
        def test_it(seed):
            with open("seeds", "a") as file:
                print(seed, file=file)
    """)
    for arguments in ([], [], ["--seed", "7"], ["--seed", "7"]):
        assert project.runpytest(*arguments).ret == pytest.ExitCode.OK
    first, second, third, fourth = Path(project.path, "seeds").read_text().split()
    assert len({first, second, third}) == 3
    assert third == fourth
