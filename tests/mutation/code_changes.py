"""The kinds of changes that `code_mutants` makes of one node of a syntax tree."""

import ast
from collections.abc import Iterator
from copy import deepcopy

KINDS = ("guard", "comparison", "constant", "sign", "boolean", "not", "element", "condition", "quantifier", "call", "jump",
         "returned", "arguments")
COMPARISONS = {ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE),
               ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
               ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,)}
SIGNS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
         ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}
WORDS = (("iid", "exchangeable", "identical"), ("gt", "ne"), ("sup", "inf"), ("le", "eq"), ("iff", "implies"),
         ("integrable", "bounded"), ("E", "int"), ("always", "and"), ("whole", "null"), ("exact", "balls"))
NAMES = (("LE", "GE"), ("EQ", "LE"), ("IFF", "IMPLIES"), ("ONE", "ZERO"), ("positive", "nonzero"), ("all", "any"),
         ("min", "max"))
NEXT_WORD, NEXT_NAME = ({word: group[(i + 1) % len(group)] for group in reversed(groups) for i, word in enumerate(group)}
                        for groups in (WORDS, NAMES))
SYMMETRIC = {"add", "mul", "min", "max", "equality", "isinstance", "getattr", "setattr", "hasattr"}
TUPLES = {"Conditions", "Variables", "Weights", "Monomial", "Scopes"}  # names of types whose emptiest value is ()
CONDITIONS = {"found", "more", "conditions", "given", "facts", "sure", "guards", "others", "brought"}


def changes(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[tuple[str, ast.AST | str]]:
    """(kind, what takes the place of the node) for every change of the node itself."""
    parent = above[-1] if above else None
    if isinstance(node, ast.expr):
        yield from _guard(node, parent)
        yield from _returned(node, parent, above)
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield "comparison", _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1:]])
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NEXT_NAME:
        yield "quantifier" if node.id in ("all", "any", "min", "max") else "constant", ast.Name(NEXT_NAME[node.id])
    elif isinstance(node, (ast.BinOp, ast.AugAssign)):
        yield from _sign(node, above)
    elif isinstance(node, ast.UnaryOp):
        if isinstance(node.op, (ast.USub, ast.Not)):
            yield "sign" if isinstance(node.op, ast.USub) else "not", node.operand
    elif isinstance(node, ast.BoolOp):
        yield "boolean", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        yield from _element(node, parent)
    elif isinstance(node, ast.Expr):
        if isinstance(node.value, ast.Call):
            yield "call", "pass"
    elif isinstance(node, (ast.Continue, ast.Break)):
        yield "jump", "pass"
    elif isinstance(node, ast.Call):
        yield from _arguments(node)


def _with(node, **fields):
    made = deepcopy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _guard(node: ast.expr, parent) -> Iterator[tuple[str, ast.AST]]:
    """The test of an `if` that only leaves, or of a comprehension."""
    leaves = (isinstance(parent, ast.If) and node is parent.test and not parent.orelse
              and isinstance(parent.body[-1], (ast.Raise, ast.Return, ast.Continue, ast.Break)))
    if leaves:
        yield "guard", ast.Constant(False)
        yield "guard", ast.Constant(True)
    elif isinstance(parent, ast.comprehension) and any(node is test for test in parent.ifs):
        yield "guard", ast.Constant(True)


def _constant(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int) and value < 100:
        yield "constant", ast.Constant({0: 1, 1: 0}.get(value, value + 1))
        if value == 1:
            yield "constant", ast.Constant(2)
    elif isinstance(value, str) and value in NEXT_WORD:
        yield "constant", ast.Constant(NEXT_WORD[value])


def _sign(node, above) -> Iterator[tuple[str, ast.AST]]:
    operands = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    text = any(isinstance(o, ast.JoinedStr) or (isinstance(o, ast.Constant) and isinstance(o.value, str)) for o in operands)
    several = any(isinstance(o, (ast.Tuple, ast.List)) or (isinstance(o, ast.Name) and o.id in CONDITIONS)
                  or (isinstance(o, ast.IfExp) and isinstance(o.body, (ast.Tuple, ast.List))) for o in operands)
    types = any(isinstance(a, ast.Call) and isinstance(a.func, ast.Name) and a.func.id == "isinstance" for a in above[-2:])
    if text or types:
        return
    if several:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield "condition", node.left
            yield "condition", node.right
        elif isinstance(node, ast.AugAssign):
            yield "condition", ast.Pass()
    elif type(node.op) in SIGNS:
        yield "sign", _with(node, op=SIGNS[type(node.op)]())


def _element(node, parent) -> Iterator[tuple[str, ast.AST]]:
    """One element left out, where the length of the whole is not fixed."""
    if not node.elts or (isinstance(node, ast.Tuple) and not isinstance(node.ctx, ast.Load)) or isinstance(parent, ast.Subscript):
        return
    of_conditions = any(isinstance(e, ast.Starred) for e in node.elts) or len(node.elts) == 1
    listed = (isinstance(node, (ast.List, ast.Set)) or isinstance(parent, (ast.Compare, ast.For, ast.comprehension))
              or (isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id == "isinstance"))
    if of_conditions or listed:
        for i in range(len(node.elts)):
            fewer = [*node.elts[:i], *node.elts[i + 1:]]
            empty = ast.Call(ast.Name("set"), [], []) if isinstance(node, ast.Set) and not fewer else None
            yield "condition" if of_conditions else "element", empty or _with(node, elts=fewer)


def _returned(node: ast.expr, parent, above) -> Iterator[tuple[str, ast.AST]]:
    """What a function returns, replaced by the emptiest of its type."""
    if not isinstance(parent, ast.Return) or isinstance(node, ast.Constant):
        return
    function = next(a for a in reversed(above) if isinstance(a, ast.FunctionDef))
    of = ast.unparse(function.returns) if function.returns else ""
    if of == "bool":
        yield "returned", ast.Constant(False)
        yield "returned", ast.Constant(True)
    elif of in TUPLES or (of.startswith("tuple[") and of.endswith(", ...]")) or (
            isinstance(node, ast.Tuple) and len(node.elts) > 1 and any(isinstance(e, ast.Starred) for e in node.elts)):
        yield "returned", ast.Tuple([])
    elif of.startswith("list["):
        yield "returned", ast.List([])
    elif of.endswith("| None"):
        yield "returned", ast.Constant(None)


def _arguments(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """Two neighbouring arguments of one kind, exchanged."""
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if called in SYMMETRIC:
        return
    for i, (a, b) in enumerate(zip(node.args, node.args[1:])):
        if type(a) is type(b) and isinstance(a, (ast.Name, ast.Attribute, ast.Subscript)) and ast.dump(a) != ast.dump(b):
            yield "arguments", _with(node, args=[*node.args[:i], b, a, *node.args[i + 2:]])
