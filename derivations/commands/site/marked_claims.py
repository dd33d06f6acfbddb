"""The reported claims for which a test is made, as the file of the test selects them: nothing of it is executed.

A test of many claims has a case for each, `[param(c, marks=evidence(c.id, kind="exact")) for c in CLAIMS if …]`.  The
list after `in` is that of all reported claims or another list of the file, and each condition compares what a claim has
with a constant.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...reported.claim import Claim
from ..finding import load_reported
from .suite import BadEvidence

ALL = "load_reported()"  # what has all of them, in the tests
COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class Unread(BadEvidence):
    """A selection of claims that is written in another way."""


def claims_selected(name: ast.expr, above: Iterable[ast.AST], values: Mapping[str, ast.AST]) -> list[str]:
    """The ids of the claims that the name in a mark, such as `c.id`, stands for; none where it is another name.

    `above` has the nodes around the mark, the innermost first, and `values` what the names of the file stand for.
    """
    if not (isinstance(name, ast.Attribute) and name.attr == "id" and isinstance(name.value, ast.Name)):
        return []
    for node in above:
        if isinstance(node, ast.ListComp) and _variable(node) == name.value.id:
            return [claim.id for claim in _listed(node, values)]
    raise Unread(f"line {name.lineno}: {ast.unparse(name)} stands in no list of claims")


def _variable(node: ast.ListComp) -> str:
    target = node.generators[0].target
    return target.id if isinstance(target, ast.Name) else ""


def _listed(node: ast.AST, values: Mapping[str, ast.AST]) -> list[Claim]:
    """The claims in a list."""
    if ast.unparse(node) in (f"{ALL}.values()", ALL):
        return list(load_reported().values())
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values":
        return _listed(node.func.value, values)
    if isinstance(node, ast.Name) and node.id in values:
        return _listed(values[node.id], values)
    if isinstance(node, ast.ListComp) and len(node.generators) == 1:
        drawn, variable = node.generators[0], _variable(node)
        return [one for one in _listed(drawn.iter, values) if all(_holds(c, variable, one) for c in drawn.ifs)]
    raise Unread(f"no list of claims: {ast.unparse(node)}")


def _holds(condition: ast.expr, variable: str, claim: Claim) -> bool:
    """Whether a condition holds of a claim."""
    if isinstance(condition, ast.BoolOp):
        parts = (_holds(part, variable, claim) for part in condition.values)
        return all(parts) if isinstance(condition.op, ast.And) else any(parts)
    if isinstance(condition, ast.Compare) and len(condition.ops) == 1 and type(condition.ops[0]) in COMPARED:
        (sign,), (right,) = condition.ops, condition.comparators
        if isinstance(right, ast.Constant):
            return COMPARED[type(sign)](_value(condition.left, variable, claim), right.value)
    return bool(_value(condition, variable, claim))


def _value(node: ast.expr, variable: str, claim: Claim) -> object:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == variable:
        return getattr(claim, node.attr)
    raise Unread(f"line {node.lineno}: a condition that is not read: {ast.unparse(node)}")
