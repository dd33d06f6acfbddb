"""The experiments that `python -m impl NAME` runs, one folder each.

A folder is a command of its name, with - for _, and the first line of its docstring is the command's help. Its
``__init__`` offers the functions of ``experiment.Experiment``. Its other modules are:

computed          the computation of the results, with modules beside it where it is long
results           the records that go into metrics.json
figures, tables   the figures, and the summary on the terminal, made from the results
reported          only where there is one, the run as the worked assignment made it, with ``reported_results``,
                  ``reported_figures`` and ``reported_tables``
"""

import ast
from pathlib import Path


def _summary(entry: Path) -> str:
    """The first line of a module's docstring; the module is not imported, because that would load torch."""
    docstring = ast.get_docstring(ast.parse(entry.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].removesuffix(".")


_ENTRIES = sorted(Path(__file__).parent.glob("*/__init__.py"))
SUMMARIES = {entry.parent.name.replace("_", "-"): _summary(entry) for entry in _ENTRIES}
# The experiments that can also run as in the worked assignment, with the seed that it set; 0 where it set none.
AS_REPORTED = {"bbvi": 10, "gamma": 0, "gumbel-softmax": 0}
