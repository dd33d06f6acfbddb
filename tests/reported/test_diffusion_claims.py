"""The claims on 4.1.26: the errors, and the hypotheses for each step that only make quotients exist."""

import pytest

from derivations import counts, each, integrable, log
from derivations.attack.effort import RANDOM_SHAPES
from derivations.attack.evaluate import TooManyAxes
from derivations.chapters.diffusion import p, q, t, x
from derivations.commands.entries import surveyed
from derivations.commands.finding import load, load_reported
from derivations.kernel import Prover
from derivations.reported.errors import Severity, errors_in
from derivations.reported.mending import _regular

load()
CLAIMS = [claim for claim in load_reported().values() if claim.question == "4.1.26"]
ONE_SIDED = {"i", "k", "m", "o", "q", "ad", "af", "ah", "as", "au", "ax"}  # a mean over x_0 on the left alone


def test_the_errors_of_4_1_26():
    """Six slips, and the claims that are right once they are mended; the last line needs two of them."""
    verdicts = {c.id: "refuted" if c.correction else "proved" for c in CLAIMS}
    found = {}
    for error in errors_in(CLAIMS, verdicts, prover=Prover()):
        assert error.severity is Severity.SLIP and error.root.printed and error.root.right, error.root.id
        found[error.root.id.partition("-")[2]] = {c.id.partition("-")[2] for c in error.consequences}
    assert found == {"b": {"c"}, "d": {"c"}, "g": ONE_SIDED, "s": {"r"}, "ak": {"al"}, "aw": {"ax"}}


def test_no_claim_follows_from_a_slip_that_is_not_mended():
    """Without the sum that begins too late, the last line follows from nothing: it is a root of its own."""
    some = [c for c in CLAIMS if c.id != "4.1.26-aw"]
    verdicts = {c.id: "refuted" if c.correction else "proved" for c in some}
    roots = {error.root.id for error in errors_in(some, verdicts, prover=Prover())}
    assert "4.1.26-ax" in roots


def test_a_hypothesis_for_each_step_is_what_it_says_of_one():
    T, = counts("T")
    assert _regular(each[t:1:T](q(x[t]) > 0))
    assert _regular(each[t:1:T](integrable[q(x[t])](log(p(x[t])))))
    assert not _regular(each[t:1:T](q(x[t]) > p(x[t])))
    assert not _regular(each[t:1:T](q(x[t]) <= 1))


class Small:
    """A trial of which only the smallest shapes have room."""

    def __init__(self, room):
        self.room, self.asked = room, []

    def survey(self, models, shapes, seed, least):
        self.asked.append(shapes)
        if shapes > self.room:
            raise TooManyAxes("more axes than a table has")
        return models, shapes, seed, least


@pytest.mark.parametrize("room", [RANDOM_SHAPES, RANDOM_SHAPES // 2, 1])
def test_a_survey_takes_the_shapes_that_have_room(room):
    trial = Small(room)
    assert surveyed(trial, 3, 5, 7) == (3, trial.asked[-1], 5, 7)
    assert trial.asked[0] == RANDOM_SHAPES and room // 2 < trial.asked[-1] <= room


def test_a_survey_without_room_is_told():
    with pytest.raises(TooManyAxes):
        surveyed(Small(0), 3, 5, 7)
