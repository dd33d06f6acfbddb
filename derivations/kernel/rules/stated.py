"""Rules that are statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from ..schemas.using import at_place, rewriting
from .rule import Rule, registered, same_form


def stated(name: str, figure: str, *statements: Schema, source: str, besides: Callable | None = None, why: str = "") -> Rule:
    """Make a rule of statements; `figure` is its inference figure, with examples.  What is accepted `besides` is code,
    and `why` says why it is none of the statements."""
    return registered(Rule(name, checking(statements, besides), figure, statements=statements, source=source, why=why))


def checking(statements: tuple[Schema, ...], besides: Callable | None = None) -> Callable:
    """What checks a step by statements, and then by code."""
    here = tuple(schema for schema in statements if not schema.everywhere)
    everywhere = tuple(schema for schema in statements if schema.everywhere)
    return partial(check, here, rewriting(everywhere) if everywhere else None, besides)


def check(here: tuple[Schema, ...], visit: Callable | None, besides: Callable | None, left, right, relation):
    """The conditions of a step that is an instance of one of the statements, or None."""
    for schema in here:
        found = at_place(schema, left, right, relation)
        if found is not None:
            return found
    if visit is not None:
        found = same_form(left, right, lambda p: rewrite(p, visit))
        if found is not None:
            return found
    return None if besides is None else besides(left, right, relation)
