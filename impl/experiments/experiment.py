"""What the folder of an experiment offers to the command line."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .run import Run


class Experiment(Protocol):
    """The six functions that every experiment has; a folder's ``__init__`` is an object of this kind.

    ``draw`` and ``report`` work on whatever ``compute`` has left in the run, also where Ctrl-C ended it early.
    """

    def arguments(self, parser: ArgumentParser, /) -> None:
        """Adds the experiment's own options."""
        ...

    def seconds(self, args: Namespace, /) -> float:
        """How long the experiment should take on an idle core."""
        ...

    def results(self, as_reported: bool, /) -> Any:
        """An empty record of exact answers, which ``compute`` fills."""
        ...

    def compute(self, run: "Run", args: Namespace, /) -> None:
        """Computes the results and leaves them in the run."""
        ...

    def draw(self, run: "Run", /) -> None:
        """Draws the figures."""
        ...

    def report(self, run: "Run", /) -> None:
        """Prints the summary on the terminal."""
        ...
