"""The quick tests of the files that bear on a module, run in this process."""

import contextlib
import io
from pathlib import Path

TESTS = {  # the quick part of these files, run in the same process
    "kernel": ("forms", "binders", "expansions", "proofs", "citations", "substitution", "rule_edges", "conditions",
               "conditions_parts", "places", "defined", "lemmas", "lemma_conclusions", "statements", "language",
               "printed_back", "needed_hypotheses", "small_gaps", "effort_spent", "kernel", "reader", "schemas", "witnesses"),
    "reader": ("small_gaps", "language", "printed_back", "reader_limits", "reader", "kernel", "statements", "printing"),
    "attack": ("numbers", "numbers_corner", "evaluation", "signature", "model_tables", "shown", "attack", "attack_claims",
               "smallest", "twin_kinds", "twin_verdicts", "null_visits", "meanings", "models", "null_states", "almost",
               "ledger", "ledger_gates", "needed_hypotheses", "small_gaps", "effort_spent"),
    "ledger": ("ledger", "ledger_totals", "ledger_gates", "claim_gates", "exit_status", "check_process", "shown", "run_rules",
               "reported_runs", "needed_hypotheses", "small_gaps", "effort_spent"),
}
MORE = {"layout": ("printing",), "signature": ("order",), "schemas": ("schemas",)}  # for one module
TOO_SLOW = ("near_misses", "wrong_reason_on_a_right_line", "look_alike", "search", "each_point_is_almost", "diagonal",
            "reader_and_python_agree", "floats_say", "no_hypothesis_can_be_left_out", "leave_one_out_over_all",
            "change_places", "models_agree", "false_slip", "has_a_page", "a_model_tells_them_apart", "models_of_an_edge")


def quick_tests(group: str, path: str = "") -> str | None:
    """The quick tests of the files that bear on a group of modules, in this process."""
    import pytest
    root = Path(__file__).parent
    files = [str(root / f"test_{name}.py") for name in (*MORE.get(Path(path).stem, ()), *TESTS[group])]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "--assert=plain",
                            "--seed", "0", "-k", f"not ({' or '.join(TOO_SLOW)})", "--rootdir", str(root.parent), "-c", str(root.parent / "pyproject.toml"), *files],
                           plugins=[failed := FirstFailure()])
    return None if code == 0 else failed.name or f"pytest ends with {int(code)}"


class FirstFailure:
    """Remembers the first test that fails."""

    name = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.name:
            self.name = report.nodeid
