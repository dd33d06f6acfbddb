"""Rules that are statements."""

from __future__ import annotations

from functools import partial

from ...language.relation import EQ, Relation
from ..forms.nodes import Conditions, Form, Visit
from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from ..schemas.using import at_place, rewriting
from .rule import Check, Rule, registered, same_form


def stated(name: str, figure: str, *statements: Schema, source: str, besides: Check | None = None, why: str = "") -> Rule:
    """Make a rule of statements.

    `figure` is its inference figure, with examples, and `source` the place where the statements are proved.  `besides`
    accepts further steps, and `why` says why no statement does.
    """
    return registered(Rule(name, checking(statements, besides), figure, statements=statements, source=source, why=why,
                           inequalities=any("<=" in one.says for one in statements)))


def checking(statements: tuple[Schema, ...], besides: Check | None = None) -> Check:
    """The check of a step by statements, and then by code."""
    here = tuple(schema for schema in statements if not schema.everywhere)
    everywhere = tuple(schema for schema in statements if schema.everywhere)
    return partial(check, here, rewriting(everywhere) if everywhere else None, besides)


def check(here: tuple[Schema, ...], visit: Visit | None, besides: Check | None,
          left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The conditions of a step that is an instance of a statement, or that code accepts besides; otherwise None.

    The statements `here` are used just where the two sides differ, those of `visit` everywhere in both; beside
    inequalities these show equations only.
    """
    for schema in here:
        found = at_place(schema, left, right, relation)
        if found is not None:
            return found
    if visit is not None and (relation == EQ or not here):
        found = same_form(left, right, lambda p: rewrite(p, visit))
        if found is not None:
            return found
    return None if besides is None else besides(left, right, relation)
