"""Every experiment is a folder that offers the same functions and has modules of the same names."""

from pathlib import Path

import pytest

from impl.__main__ import module
from impl.experiments import SUMMARIES, bbvi, cavi, elbo, gamma, gumbel_softmax, path_derivative
from impl.experiments.experiment import Experiment

ENTRIES: list[Experiment] = [bbvi, cavi, elbo, gamma, gumbel_softmax, path_derivative]  # pyright compares them
FOLDERS = sorted(path.parent for path in Path(bbvi.__file__).parents[1].glob("*/__init__.py"))


def test_each_folder_has_a_command():
    assert [module(name) for name in SUMMARIES] == ENTRIES
    assert [folder.name for folder in FOLDERS] == [name.replace("-", "_") for name in SUMMARIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=list(SUMMARIES))
def test_an_entry_offers_the_functions_of_the_protocol(entry):
    offered = {name for name in vars(Experiment) if not name.startswith("_")}
    assert offered == {"arguments", "compute", "draw", "report", "results", "seconds"} == set(entry.__all__)
    assert entry.__doc__


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_modules_have_the_same_names_everywhere(folder):
    names = {path.stem for path in folder.glob("*.py")}
    assert {"computed", "figures", "results", "tables"} <= names
    assert ("reported" in names) == (folder.name in ("bbvi", "gamma", "gumbel_softmax"))
    assert ("reported_figures" in names) == ("reported_tables" in names)
