"""Every experiment is a folder that offers the same functions and has modules of the same names."""

from pathlib import Path

import pytest

from impl.__main__ import module
from impl.experiments import (
    AS_REPORTED,
    SUMMARIES,
    bbvi,
    cavi,
    diffusion,
    distributions,
    elbo,
    gamma,
    gumbel_softmax,
    path_derivative,
)
from impl.experiments.experiment import Experiment
from impl.experiments.run import Run
from impl.experiments.schema import violations_in

# Every experiment stands here, because pyright compares only what it finds by name with the Protocol.
ENTRIES: list[Experiment] = [bbvi, cavi, diffusion, distributions, elbo, gamma, gumbel_softmax, path_derivative]
FOLDERS = sorted(path.parent for path in Path(bbvi.__file__).parents[1].glob("*/__init__.py"))


def test_each_folder_stands_among_the_entries():
    assert [module(name) for name in SUMMARIES] == ENTRIES


@pytest.mark.parametrize("name", SUMMARIES)
def test_an_entry_offers_the_functions_of_the_protocol(name):
    entry = module(name)
    offered = {function for function in vars(Experiment) if not function.startswith("_")}
    assert offered == {"arguments", "compute", "draw", "report", "results", "seconds"} == set(entry.__all__)
    assert SUMMARIES[name] == (entry.__doc__ or "").partition("\n")[0].removesuffix(".") != ""


@pytest.mark.parametrize(("name", "as_reported"), [(name, False) for name in SUMMARIES] + [(name, True) for name in AS_REPORTED])
def test_a_run_that_was_interrupted_at_once_follows_the_schema(name, as_reported, tmp_path, capsys):
    entry = module(name)
    run = Run(name, tmp_path, seed=0, exact=entry.results(as_reported), as_reported=as_reported)
    run.interrupted = True
    entry.draw(run)
    entry.report(run)
    run.write()
    assert violations_in(tmp_path) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_modules_have_the_same_names_everywhere(folder):
    names = {path.stem for path in folder.glob("*.py")}
    assert {"computed", "figures", "results", "tables"} <= names
    assert ("reported" in names) == (folder.name.replace("_", "-") in AS_REPORTED)
    assert ("reported_figures" in names) == ("reported_tables" in names)
