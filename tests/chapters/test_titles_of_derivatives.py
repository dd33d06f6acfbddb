"""Titles of scores and slopes of the Normal-Gamma model: the parameter and the family that they name are those of the statement."""

import re

import pytest

from derivations.chapters import normal_gamma_mean_field
from derivations.commands.finding import load
from derivations.language import terms as t

THEOREMS = {name: theorem for name, theorem in load().items() if name.startswith(("normal_gamma_scores.", "normal_gamma_bound."))}
PARAMETERS = {"mean": "m", "precision": "l", "shape": "a", "rate": "b"}
FAMILIES = {"a structured law": "structured", "the mean field": "factored", "a mean field": "factored"}
TITLE = re.compile(rf"The (?:score|slope of the ELBO) of ({'|'.join(FAMILIES)}) in the ({'|'.join(PARAMETERS)})(, in its logarithm)?( has the mean zero)?")
OF_DERIVATIVES = [pytest.param(theorem, id=name) for name, theorem in THEOREMS.items() if TITLE.fullmatch(theorem.title)]
NEAR = {"near_l": "precision", "near_a": "shape", "near_b": "rate"}


@pytest.mark.parametrize("theorem", OF_DERIVATIVES)
def test_a_title_names_the_parameter_and_the_family(theorem):
    found = TITLE.fullmatch(theorem.title)
    assert found is not None
    family, parameter, logarithm, _ = found.groups()
    [slope] = theorem.text.statement.args[0].atoms(t.Derivative)
    assert str(slope.args[0]) == ("w" if logarithm else PARAMETERS[parameter])
    assert re.search(rf"\b{FAMILIES[family]}\w*\(", str(slope))
    assert not re.search(rf"\b{'factored' if FAMILIES[family] == 'structured' else 'structured'}\w*\(", str(slope))
    if logarithm:  # the exponential stands in the place of the parameter
        place = list(PARAMETERS).index(parameter)
        arguments = re.search(r"\((mu, tau, )?([^()]*(?:exp\(w\))?[^()]*)\)", str(slope).split(FAMILIES[family])[1])
        assert arguments is not None and arguments[2].split(", ")[place] == "exp(w)"


def test_every_score_and_every_slope_has_such_a_title():
    assert len(OF_DERIVATIVES) == 2*(4 + 3 + 4 + 4)


@pytest.mark.parametrize(("name", "parameter"), NEAR.items())
def test_an_abbreviation_says_which_parameter_it_is(name, parameter):
    assert f"The {parameter} of the nearest" in getattr(normal_gamma_mean_field, name).__doc__
    assert PARAMETERS[parameter] == name[-1]
