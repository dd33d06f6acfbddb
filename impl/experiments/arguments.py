"""Types of arguments on the command line, which argparse refuses by name before anything is run or written."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    """The type of whole numbers from ``least`` on."""

    def whole(text: str) -> int:  # argparse says `whole` where the text is no number
        value = int(text)
        if value < least:
            raise ArgumentTypeError(f"expected at least {least}, got {text}")
        return value

    return whole
