"""The options of a command: their bounds, and what they may not be together, checked before anything is run or written.

A refusal is one line on standard error with the option and its limit, and exit status 2.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any, NoReturn

Rule = Callable[[Namespace], str | None]


@dataclass(frozen=True)
class _Number:
    """An option that is a whole number; ``as_reported`` says whether it has an effect together with --as-reported."""

    name: str
    default: int | None
    as_reported: bool


class Options(ArgumentParser):
    """A parser whose numbers all have bounds, and which refuses options that would be ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._numbers: list[_Number] = []
        self._rules: list[Rule] = []

    def number(
        self,
        name: str,
        what: str,
        default: int | None,
        least: int,
        most: int,
        *,
        as_reported: bool = True,
        shown: str = "",
    ) -> None:
        """Add an option from ``least`` to ``most``.

        ``what`` and the default make its help, with ``shown`` for a default that only the experiment knows. An option
        that has no effect together with --as-reported is refused there, unless it is left out.
        """
        without = "" if as_reported else ", not with --as-reported"
        text = f"{what} ({shown or default}; from {least} to {most}{without})"
        self.add_argument(f"--{name}", type=whole(least, most), metavar="N", help=text)
        self._numbers.append(_Number(name, default, as_reported))

    def rule(self, rule: Rule) -> None:
        """Add a rule about several options: it returns the fault of the arguments, or None."""
        self._rules.append(rule)

    def product(self, most: int, sizes: Callable[[Namespace], tuple[int, int]], *names: str) -> None:
        """Refuse options whose product, and with it a run's memory, is above ``most``; ``sizes`` are their values."""

        def fault(args: Namespace) -> str | None:
            listed, found = " and ".join(f"--{name}" for name in names), prod(sizes(args))
            if found <= most:
                return None
            return f"arguments {listed}: expected a product of at most {most}, got {found}"

        self.rule(fault)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The arguments, with the defaults of the numbers filled in; of an option that is given twice one would be
        ignored."""
        given = [one.partition("=")[0] for one in (sys.argv[1:] if args is None else args) if one.startswith("--")]
        if twice := next((one for one in given if given.count(one) > 1), None):
            self.error(f"argument {twice}: given twice")
        found, rest = super().parse_known_args(args, namespace)
        as_reported = getattr(found, "as_reported", False)
        for number in self._numbers:
            if getattr(found, _place(number.name)) is None:
                setattr(found, _place(number.name), number.default)
            elif as_reported and not number.as_reported:
                self.error(f"argument --{number.name}: it has no effect together with --as-reported, leave it out")
        for rule in self._rules:
            if (fault := rule(found)) is not None:
                self.error(fault)
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Print the message on one line and leave with status 2."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())} (see {self.prog} --help)\n")


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of a whole number from ``least`` to ``most``."""
    bounds = f"expected a whole number from {least} to {most}"

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:  # also a number of thousands of digits
            shown = text if len(text) <= 40 else f"{text[:20]}…, {len(text)} characters"
            raise ArgumentTypeError(f"{bounds}, got {shown!r}") from None
        if not least <= value <= most:
            raise ArgumentTypeError(f"{bounds}, got {value if len(text) <= 40 else f'{len(text)} digits'}")
        return value

    return read


def _place(name: str) -> str:
    return name.replace("-", "_")
