"""Names for long expressions.  A name expands to its body, always: it can never be inconsistent."""

from __future__ import annotations

import functools

from .source import LANGUAGE
from .terms import Named
from .writing import written


def abbreviation(function):
    """`@abbreviation def ELBO(q): return …`: the call prints as ELBO(q) and means what the function returns."""
    if function.__name__ in LANGUAGE:
        raise ValueError(f"{function.__name__} is a word of the language already")
    build = written(function)

    @functools.wraps(function)
    def named(*arguments):
        return Named(function.__name__, arguments, build(*arguments))
    return named


def statement(function):
    """A function that returns one statement, typed as lines are."""
    return written(function)()
