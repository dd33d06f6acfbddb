"""How severe each error of the report is, question by question: what a claim set out to show is not forgotten.

A wrong claim that a question set out to show is a wrong conclusion; the mark that says so is typed beside the claim, and nothing else
reads it.  The questions 1.1.3, 1.2.4, 1.2.5, 2.2.13 and 4.1.26 have tests of their own for this.
"""

import pytest

from derivations.commands.finding import load, load_reported
from derivations.kernel import Prover
from derivations.reported.errors import Severity, errors_in
from derivations.reported.verdicts import adjudicate
from tests.support.listing_figures import WORLD
from tests.support.rule_figures import run

load()
CLAIMS = load_reported()
PROVER = Prover()
CONCLUSION, RESULT, GAP, SLIP = Severity.CONCLUSION, Severity.RESULT, Severity.GAP, Severity.SLIP
ERRORS = {  # the roots, by their letters
    "1.1.1": {CONCLUSION: {"k"}}, "1.1.2": {GAP: {"e"}}, "2.1.10": {SLIP: {"d", "g"}}, "2.1.11": {SLIP: {"e", "h", "i"}},
    "2.1.12": {SLIP: {"g", "j", "k"}}, "2.2.14": {SLIP: {"j"}}, "2.2.15": {CONCLUSION: {"c"}},
    "2.2.16": {CONCLUSION: {"a"}, RESULT: {"b", "o", "p", "q", "r", "s", "t", "v", "y", "ac"}, SLIP: {"e", "n"}}, "2.2.17": {SLIP: {"d"}},
    "2.2.18": {RESULT: {"y", "z"}, SLIP: {"ab", "ac", "az", "ck", "cn", "df", "dq", "dy", "en", "eo"}},
    "2.2.19": {CONCLUSION: {"e", "f"}, GAP: {"c"}, SLIP: {"j"}}, "3.1.20": {CONCLUSION: {"p"}, RESULT: {"c", "h", "ag"}, SLIP: {"g", "k", "z"}},
    "3.1.21": {RESULT: {"x", "z"}}, "3.1.22": {}}


@pytest.mark.parametrize("question", ERRORS)
def test_each_error_has_its_severity(question):
    """Runs with figures as those of the report; a question that needs none ignores them."""
    runs = {ran.key: ran for ran in (run(name, figures) for name, figures in WORLD.items())}
    claims = [claim for claim in CLAIMS.values() if claim.question == question]
    verdicts = {claim.id: adjudicate(claim, PROVER, runs=runs).verdict for claim in claims}
    found: dict[Severity, set[str]] = {}
    for error in errors_in(claims, verdicts, runs, PROVER):
        found.setdefault(error.severity, set()).add(error.root.id.partition("-")[2])
    assert found == ERRORS[question]


def test_no_question_is_left_out():
    assert set(ERRORS) | {"1.1.3", "1.2.4", "1.2.5", "2.2.13", "4.1.26"} == {claim.question for claim in CLAIMS.values()}
