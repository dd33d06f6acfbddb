"""Types of arguments on the command line; argparse refuses a bad one by name before anything is run or written."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    """The type of a whole number that is at least ``least``."""

    def whole(text: str) -> int:  # argparse puts this name into its message if the text is no number
        value = int(text)
        if value < least:
            raise ArgumentTypeError(f"expected at least {least}, got {text}")
        return value

    return whole
