"""What is typed is what is kept: Python expressions become unevaluated SymPy nodes.

SymPy's own operators reorder and simplify.  So the source of a derivation is rewritten before it runs: every
operator becomes a call to one of the constructors below, with `evaluate=False`.  The same rewriting reads a
printed line back, which makes print-then-parse testable.  Nothing else in the project builds a line.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap

import sympy
from sympy import Add, Integer, Mul, Pow


def _expr(value):
    if isinstance(value, float):
        raise ValueError(f"write {value!r} as a fraction: a float is not exact")
    value = sympy.sympify(value)
    if not isinstance(value, sympy.Expr):
        raise ValueError(f"not a quantity: {value!r}")
    return value


def add(a, b):
    return Add(_expr(a), _expr(b), evaluate=False)


def sub(a, b):
    return Add(_expr(a), neg(b), evaluate=False)


def mul(a, b):
    return Mul(_expr(a), _expr(b), evaluate=False)


def neg(a):
    return Mul(Integer(-1), _expr(a), evaluate=False)


def power(a, b):
    return Pow(_expr(a), _expr(b), evaluate=False)


def div(a, b):
    return mul(a, power(b, Integer(-1)))


def _relation(cls):
    return lambda a, b: cls(_expr(a), _expr(b), evaluate=False)


eq, ne, le, lt, ge, gt = map(_relation, (sympy.Eq, sympy.Ne, sympy.Le, sympy.Lt, sympy.Ge, sympy.Gt))

_OPERATORS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "power",
              ast.Eq: "eq", ast.NotEq: "ne", ast.LtE: "le", ast.Lt: "lt", ast.GtE: "ge", ast.Gt: "gt"}
_PREFIX = "_written_"
_CONSTRUCTORS = {_PREFIX + name: globals()[name] for name in [*_OPERATORS.values(), "neg"]}


class _Rewriter(ast.NodeTransformer):
    """Operators become calls; everything else stays as typed."""

    def _call(self, node, operator, *operands):
        name = ast.Name(_PREFIX + operator, ast.Load())
        return ast.copy_location(ast.Call(name, [self.visit(o) for o in operands], []), node)

    def visit_BinOp(self, node):
        name = _OPERATORS.get(type(node.op))
        return self._call(node, name, node.left, node.right) if name else self.generic_visit(node)

    def visit_UnaryOp(self, node):
        return self._call(node, "neg", node.operand) if isinstance(node.op, ast.USub) else self.generic_visit(node)

    def visit_BoolOp(self, node):
        raise SyntaxError("write both(…) or list the hypotheses: `and` and `or` would drop one of them",
                          (None, node.lineno, node.col_offset, None))

    def visit_AugAssign(self, node):
        raise SyntaxError("write the whole line: an augmented assignment would evaluate it",
                          (None, node.lineno, node.col_offset, None))

    def visit_Compare(self, node):
        if len(node.ops) > 1:
            raise SyntaxError("one relation a statement", (None, node.lineno, node.col_offset, None))
        name = _OPERATORS.get(type(node.ops[0]))
        return self._call(node, name, node.left, *node.comparators) if name else self.generic_visit(node)


def written(function):
    """The same function, its operators building unevaluated nodes.  Needs the source, which a file has."""
    lines, first = inspect.getsourcelines(function)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    definition = tree.body[0]
    definition.decorator_list = []
    ast.increment_lineno(tree, first - 1)
    tree = ast.fix_missing_locations(_Rewriter().visit(tree))
    cells = dict(zip(function.__code__.co_freevars, (c.cell_contents for c in function.__closure__ or ())))
    code = compile(tree, function.__code__.co_filename, "exec")
    inner = next(c for c in code.co_consts if inspect.iscode(c))

    @functools.wraps(function)
    def build(*args, **kwargs):
        names = {**function.__globals__, **cells, **_CONSTRUCTORS}  # now: names may be bound after the function
        made = type(function)(inner, names, function.__name__, function.__defaults__)
        made.__kwdefaults__ = function.__kwdefaults__
        return made(*args, **kwargs)

    return build


def parse(text: str, names: dict):
    """Read one printed line back, its names looked up in `names`."""
    tree = ast.fix_missing_locations(_Rewriter().visit(ast.parse(text, mode="eval")))
    return eval(compile(tree, "<line>", "eval"), {"__builtins__": {}, **_CONSTRUCTORS, **names})
