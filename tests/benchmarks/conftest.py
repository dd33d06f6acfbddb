"""Every benchmark says in its JSON whose code it times, and how it is called in a report."""

import pytest

from tests.benchmarks import labels


@pytest.fixture(autouse=True)
def labelled(request):
    """Put the label of a benchmark into its extra_info; other tests of the folder are left alone."""
    if "benchmark" in request.fixturenames:
        parameters = getattr(getattr(request.node, "callspec", None), "params", {})
        module = request.module.__name__.rpartition(".")[2]
        request.getfixturevalue("benchmark").extra_info |= labels.of(module, request.node.originalname, parameters)
