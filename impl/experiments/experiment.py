"""The functions that the folder of an experiment offers to the command line."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any, Protocol

from .arguments import Options

if TYPE_CHECKING:
    from .run import Run


class Experiment(Protocol):
    """The six functions that every experiment has; a folder's ``__init__`` is an object of this kind.

    They are called in the order ``arguments``, ``results``, ``seconds``, ``compute``, ``draw``, ``report``. ``draw``
    and ``report`` work on all results that ``compute`` has left in the run, also after an early Ctrl-C, when there may
    be none. The command line writes the files and has --out and --seed; random draws come from ``run.generator``.
    """

    def arguments(self, parser: Options, /) -> None:
        """Add the experiment's own options, with their bounds and with what they may not be together."""
        ...

    def seconds(self, args: Namespace, /) -> float:
        """The expected duration on an idle core, in seconds."""
        ...

    def results(self, as_reported: bool, /) -> Any:
        """An empty record of exact answers, which ``compute`` fills.

        A field that has no value yet is None with the metadata ``LEFT_OUT`` of ``results``, or an empty dict that is
        ``MERGED``, so that an interrupted run follows the schema too. ``as_reported`` is true only of the experiments
        that are listed in ``AS_REPORTED``.
        """
        ...

    def compute(self, run: "Run", args: Namespace, /) -> None:
        """Compute the results and leave them in the run."""
        ...

    def draw(self, run: "Run", /) -> None:
        """Draw the figures, each with ``run.figure``."""
        ...

    def report(self, run: "Run", /) -> None:
        """Print the summary on the terminal, with ``run.console``."""
        ...
