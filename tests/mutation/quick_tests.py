"""The quick tests of the files that bear on a module, run in this process."""

import contextlib
import io
from pathlib import Path

from tests import ROOT

TESTS = {  # the quick part of these files, run in the same process
    "kernel": (
        "kernel/test_forms.py", "kernel/test_domination.py", "kernel/test_binders.py", "kernel/test_expansions.py", "kernel/test_proofs.py",
        "kernel/test_citations.py", "kernel/test_substitution.py", "kernel/test_rule_edges.py", "kernel/test_conditions.py",
        "kernel/test_conditions_parts.py", "kernel/test_places.py", "kernel/test_defined.py", "kernel/test_lemmas.py",
        "kernel/test_lemma_conclusions.py", "kernel/test_sign_lemmas.py", "kernel/test_rewritten_lemmas.py", "kernel/test_statements.py", "language/test_language.py",
        "language/test_printed_back.py", "language/test_total.py", "language/test_named_refusals.py", "language/test_by_name.py", "kernel/test_head_records.py",
        "kernel/test_gamma_function.py", "kernel/test_named_law_forms.py", "kernel/test_named_laws.py",
        "attack/test_needed_hypotheses.py",
        "mutation/test_found_by_mutants.py", "attack/test_effort_spent.py", "kernel/test_kernel.py",
        "language/test_reader.py", "kernel/test_schemas.py", "kernel/test_witnesses.py"),
    "reader": (
        "mutation/test_found_by_mutants.py", "language/test_language.py", "language/test_printed_back.py",
        "language/test_reader_limits.py", "language/test_reader.py", "kernel/test_kernel.py", "kernel/test_statements.py",
        "commands/test_printing.py"),
    "attack": (
        "attack/test_numbers.py", "attack/test_numbers_corner.py", "attack/test_jets.py", "attack/test_derivatives_in_floats.py", "attack/test_evaluation.py",
        "language/test_signature.py", "attack/test_enumeration.py", "commands/test_shown.py", "attack/test_attack.py",
        "attack/test_counterexamples.py", "attack/test_smallest_counterexample.py", "attack/test_twin_kinds.py",
        "attack/test_signs.py", "attack/test_drawn_numbers.py", "attack/test_integrals_of_numbers.py", "attack/test_confirmation.py", "attack/test_every_number.py", "attack/test_infinity.py", "attack/test_telling.py", "attack/test_degenerate.py", "attack/test_fractional_values.py",
        "attack/test_twin_verdicts.py", "attack/test_null_visits.py", "attack/test_evaluation_by_loops.py",
        "attack/test_models.py", "attack/test_null_states.py", "attack/test_almost_everywhere.py",
        "commands/test_ledger.py", "commands/test_ledger_gates.py", "attack/test_needed_hypotheses.py",
        "mutation/test_found_by_mutants.py", "attack/test_effort_spent.py"),
    "ledger": (
        "commands/test_ledger.py", "commands/test_ledger_totals.py", "commands/test_ledger_gates.py",
        "reported/test_claim_gates.py", "commands/test_exit_status.py", "commands/test_check_process.py",
        "commands/test_shown.py", "reported/test_run_rules.py", "reported/test_runs.py", "attack/test_needed_hypotheses.py",
        "mutation/test_found_by_mutants.py", "attack/test_effort_spent.py"),
}
MORE = {"varying": ("attack/test_integrals_of_numbers.py", "attack/test_every_number.py"), "quadrature": ("attack/test_integrals_of_numbers.py", "attack/test_every_number.py"),
        **dict.fromkeys(("enclosed", "enclosures", "tails", "confirmation"), ("attack/test_enclosures.py", "attack/test_confirmation.py")),
        "signs": ("attack/test_signs.py",), "layout": ("commands/test_printing.py",), "signature": ("project/test_order.py",), "schemas": ("kernel/test_schemas.py",)}  # for one module
TOO_SLOW = ("near_misses", "wrong_reason_on_a_right_line", "look_alike", "search", "each_point_is_almost", "diagonal",
            "reader_and_python_agree", "floats_say", "no_hypothesis_can_be_left_out", "leave_one_out_over_all",
            "change_places", "models_agree", "false_slip", "has_a_page", "a_model_tells_them_apart", "models_of_an_edge",
            "leaned_on_by_a_theorem", "trials_have_all_kinds", "shown_of_refused_files", "(too_many and (normal_gamma_bound or normal_gamma_scores or cavi_normal_gamma or gaussian_mean_field))")


def quick_tests(group: str, path: str = "") -> str | None:
    """The quick tests of the files that bear on a group of modules, in this process."""
    import pytest
    files = [str(ROOT / "tests" / name) for name in (*MORE.get(Path(path).stem, ()), *TESTS[group])]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "--assert=plain",
                            "--seed", "0", "-k", f"not ({' or '.join(TOO_SLOW)})", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), *files],
                           plugins=[failed := FirstFailure()])
    return None if code == 0 else failed.name or f"pytest ends with {int(code)}"


class FirstFailure:
    """Remembers the first test that fails."""

    name = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.name:
            self.name = report.nodeid
