"""What the adjudication with a mended text must not accept: each planted claim would be right by a looser rule."""

import pytest

from derivations.chapters.elbo import gibbs, p, q, r, x, z
from derivations.kernel import KL, Derivation, E, Prover, always, hypothesis, iff, implies, integrable, log, rearrange
from derivations.reported.claim import Claim, Correction
from derivations.reported.errors import Severity, errors_in
from derivations.reported.mending import evident_reading, missing_term, right_with
from derivations.reported.printed import Printed
from derivations.reported.verdicts import possible

PROVER = Prover()


def far(proof):
    proof.claim(KL[z](q(z), r(z)) <= 1)
    proof.given(always[z](r(z) > 0))


def far_supposed(proof):
    proof.claim(KL[z](q(z), r(z)) <= 1)
    proof.given(KL[z](q(z), r(z)) <= 1)
    proof.starts(KL[z](q(z), r(z)))
    proof.le(1, by=hypothesis)


def evidence_is_zero(proof):
    proof.claim(log(p(x)) == 0)
    proof.given(p(x) > 0)
    proof.only_where(p(x) == 1)


def evidence_is_one(proof):
    proof.claim(log(p(x)) == 0)
    proof.given(p(x) > 0)
    proof.mend(log(p(x)), 1)


def no_mend(proof):
    proof.claim(KL[z](q(z), r(z)) == log(p(x)))
    proof.given(p(x) > 0)
    proof.mend(log(p(x)), log(p(x)))


def wrong_mend(proof):
    proof.claim(KL[z](q(z), r(z)) == log(p(x)))
    proof.given(p(x) > 0)
    proof.mend(log(p(x)), log(p(x)) + 7)


def itself(proof):
    proof.claim(KL[z](q(z), r(z)) <= 1)
    proof.given(always[z](r(z) > 0))
    proof.only_where(KL[z](q(z), r(z)) <= 1)


def captured(proof):
    """It names a free z, which the mean in `mean_of_evidence` binds."""
    proof.claim(log(p(x)) == 0)
    proof.given(p(x) > 0)
    proof.mend(log(p(x)), log(q(z)/r(z)))


def mean_of_evidence(proof):
    proof.claim(E[q(z)](log(p(x))) == KL[z](q(z), r(z)))
    proof.given(p(x) > 0)


def unrelated(proof):
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.ge(0, by=gibbs)


def three(proof):
    proof.claim(log(p(x)) == 3)
    proof.given(p(x) > 0)


def smaller(proof):
    proof.claim(q(z) + 1 <= r(z))


def smaller_meant(proof):
    proof.claim(iff(q(z) + 1 <= r(z), q(z) <= r(z) - 1))
    proof.starts(q(z) + 1 <= r(z))
    proof.iff(q(z) <= r(z) - 1, by=rearrange)


def smaller_where(proof):
    proof.claim(q(z) + 1 <= r(z))
    proof.only_where(q(z) <= r(z) - 1)


def smaller_where_something_else(proof):
    proof.claim(q(z) + 1 <= r(z))
    proof.only_where(q(z) <= r(z) - 2)


def forwards(proof):
    proof.claim(implies(q(z) + 1 <= r(z), q(z) <= r(z) - 1))
    proof.starts(q(z) + 1 <= r(z))
    proof.implies(q(z) <= r(z) - 1, by=rearrange)


def negative(proof):
    proof.claim(KL[z](q(z), r(z)) < 0)


def negative_means_anything(proof):
    proof.claim(implies(KL[z](q(z), r(z)) < 0, log(p(x)) == 7))


def stated(function) -> Printed:
    return Printed(function, title="planted", register=False)


def claim(function, correction=None, *, evident: bool = False, goal: bool = False, id: str = "9.9.9-a") -> Claim:
    right = Correction("so", Derivation(correction, title="planted", register=False), evident) if correction else None
    return Claim(id, (1, 1), 0, "line", "planted", stated(function), right, "", goal=goal)


@pytest.mark.parametrize("root", [evidence_is_zero, evidence_is_one, no_mend, wrong_mend])
def test_a_correction_that_supposes_the_claim_makes_nothing_right(root):
    assert not right_with(claim(far, far_supposed), (claim(root),), PROVER)


def test_a_claim_is_not_right_by_taking_itself_for_a_hypothesis():
    one = claim(itself, far_supposed)
    assert not right_with(one, (one,), PROVER) and not missing_term(one, PROVER)


@pytest.mark.parametrize("function", [no_mend, wrong_mend, evidence_is_zero])
def test_what_mends_nothing_is_no_missing_term(function):
    for goal, severity in ((False, Severity.RESULT), (True, Severity.CONCLUSION)):
        one = claim(function, unrelated, goal=goal)
        (error,) = errors_in([one], {one.id: "refuted"}, None, PROVER)
        assert error.severity is severity


def test_a_bound_point_is_not_the_free_one_of_its_name():
    assert not right_with(claim(mean_of_evidence, unrelated), (claim(captured),), PROVER)


def test_an_unrelated_theorem_is_no_evident_reading():
    assert not evident_reading(claim(three, unrelated, evident=True), PROVER)
    assert not evident_reading(claim(far, far_supposed), PROVER)  # not said to be evident


def test_a_missing_hypothesis_has_to_be_the_one_that_the_correction_has():
    exact = claim(smaller_where, smaller_meant)
    assert missing_term(exact, PROVER) and right_with(claim(smaller, smaller_meant), (claim(smaller_where),), PROVER)
    assert not missing_term(claim(smaller_where_something_else, smaller_meant), PROVER)
    assert not missing_term(claim(smaller_where, forwards), PROVER)  # the implication runs the other way


def test_what_is_undefined_is_no_case():
    assert possible(stated(negative)).verdict == "undecided"
    assert possible(stated(negative_means_anything)).verdict == "undecided"
    assert possible(stated(far)).verdict == "proved"
