"""Reads Python syntax as data: the expressions of a file, a chapter or a printed line.  Nothing is executed.

The language is small: names, whole numbers, strings, tuples, lists, dicts, operators, calls, brackets, and the
attributes `.at`, `.using`, `.statement`; a `Derivation`'s function is a sequence of calls such as `proof.eq(…)`, an
abbreviation returns one expression.  Anything else in a file is refused with its line.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Any

import sympy
from sympy.logic.boolalg import Boolean

from ..matrices import words as w
from ..names import WORDS
from ..refusal import Refused
from ..terms import Function, Law, Place, Point, Subset
from ..usage import usage

OPERATORS = {ast.Add: w.add, ast.Sub: w.sub, ast.Mult: w.mul, ast.Div: w.div, ast.Pow: w.power, ast.MatMult: w.times,
             ast.Eq: w.eq, ast.NotEq: w.ne, ast.LtE: w.le, ast.Lt: w.lt, ast.GtE: w.ge, ast.Gt: w.gt}
DECLARED = (Point, Law, Function, Subset, sympy.Symbol)  # classes whose objects bring their own names along
LARGEST = 10**30  # the largest whole number that may be typed
ATTRIBUTES = {"at": "write .at({old: new}) behind a theorem", "using": "write .using(theorem) behind a rule",
              "statement": "write .statement behind a reported claim", "T": "write .T behind a matrix"}
EACH = "a comprehension (write each element)"
SPELLED = {ast.Lambda: "a lambda (write an @abbreviation)", ast.ListComp: EACH, ast.SetComp: EACH, ast.DictComp: EACH,
           ast.GeneratorExp: EACH, ast.JoinedStr: "an f-string (write the quantity itself)",
           ast.IfExp: "a condition (write implies(…))",
           ast.NamedExpr: "an assignment inside a line (give it a line above)",
           ast.Set: "a set (write a tuple, or {old: new} in .at)",
           ast.Starred: "a star (write each element)", ast.Await: "await", ast.Yield: "yield", ast.YieldFrom: "yield",
           ast.Import: "`import` (write from derivations import …)", ast.Expr: "an expression alone (give it a name)",
           ast.Delete: "`del`", ast.AugAssign: "a change of a name (give it a name of its own)",
           ast.AnnAssign: "an annotation (write a name, =, and what it is)", ast.ClassDef: "a class",
           ast.AsyncFunctionDef: "`async`"}
SYMBOLS = {ast.Not: ("not", "the opposite comparison"), ast.Invert: ("~", "the opposite comparison"),
           ast.UAdd: ("+", "the quantity alone"), ast.BitAnd: ("&", "both(…, …)"), ast.And: ("and", "both(…, …)"),
           ast.Or: ("or", "implies(…, …)"), ast.BitXor: ("^", "** for a power"),
           ast.BitOr: ("|", "one | between points, as in p(z | x, y)"), ast.Is: ("is", "=="),
           ast.IsNot: ("is not", "!="),
           ast.In: ("in", "a statement about each"), ast.NotIn: ("not in", "a statement about each"),
           ast.FloorDiv: ("//", "/"), ast.Mod: ("%", "sums, products and quotients"),
           ast.LShift: ("<<", "<="), ast.RShift: (">>", ">=")}
DEEP = "it is nested too deeply: give its parts names"


class Misread(Refused):
    """Raised, with the line, for something that is not of the language, or not written as the language wants it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.where = ""  # the derivation in whose lines it stands, where that is known


def spelled(node: ast.AST) -> str:
    """A construction in words."""
    kind = type(node)
    other = f"`{kind.__name__.lower()}`" if isinstance(node, ast.stmt) else f"{kind.__name__} of Python"
    return SPELLED.get(kind, other)


def not_an_operator(operator: ast.operator | ast.cmpop | ast.unaryop) -> str:
    """The message about an operator that the language does not have."""
    symbol, instead = SYMBOLS[type(operator)]
    return f"`{symbol}` is not of the language: write {instead}"


class Reader:
    """The values of expressions over given names.

    `called` remembers under which name each declared thing was met in lines: a second name for it is refused.  The
    particulars of a theorem, and reasons, are read without it: there a chapter's law stands beside the file's own.
    `own` are the names of parameters, which may be called anything; `in_line` says that collections take no brackets.
    """

    def __init__(self, names: Mapping[str, object], called: dict[object, str] | None = None, own: Collection[str] = (),
                 in_line: bool = True) -> None:
        self.names, self.called, self.own, self.in_line = names, called, own, in_line

    def apart(self, read: Callable, *given: Any) -> Any:
        """The result of `read`, for which a thing may have several names, and collections take brackets."""
        called, self.called = self.called, None
        try:
            return read(*given)
        finally:
            self.called = called

    def value(self, node: ast.expr) -> Any:
        """The value of an expression.  Raises `Misread` where it is not of the language."""
        kind = type(node)
        if kind in _READERS:
            return _READERS[kind](self, node)
        raise Misread(f"{spelled(node)} is not of the language", node.lineno)

    def _constant(self, node: ast.Constant) -> bool | int | str:
        if isinstance(node.value, int) and abs(node.value) > LARGEST:
            raise Misread("a number of more than thirty digits", node.lineno)
        if isinstance(node.value, (bool, int, str)):
            return node.value
        if isinstance(node.value, float):
            raise Misread(f"write {node.value!r} as a fraction: a float is not exact", node.lineno)
        raise Misread(f"{node.value!r} is not of the language", node.lineno)

    def _name(self, node: ast.Name) -> Any:
        if node.id in self.names:
            value = self.names[node.id]
            if getattr(value, "stands_above_functions", False) is True:
                raise Misread(f"{node.id} stands above a function, as @{node.id}", node.lineno)
            if self.called is not None and isinstance(value, DECLARED) and node.id not in self.own:
                other = self.called.setdefault(value, node.id)
                if other != node.id:
                    raise Misread(f"{node.id} is {other}: one thing has one name in a file", node.lineno)
            return value
        if node.id in WORDS:
            raise Misread(f"{node.id} is a word of the language: import it from derivations", node.lineno)
        near = difflib.get_close_matches(node.id, list(self.names), n=2)
        no_word = " and is no word of the language" if hasattr(builtins, node.id) else ""
        others = f"; near: {', '.join(near)}" if near else ""
        raise Misread(f"{node.id} is not declared above{no_word}{others}", node.lineno)

    def _several(self, node: ast.Tuple) -> tuple:
        return tuple(map(self.value, node.elts))

    def _list(self, node: ast.List) -> list:
        return list(map(self.value, node.elts))

    def _dict(self, node: ast.Dict) -> dict:
        return self.apart(self._pairs, node)

    def _pairs(self, node: ast.Dict) -> dict:
        made, typed = {}, {}
        for key, value in zip(node.keys, node.values):
            if key is None:
                inner = self.value(value)
                if not isinstance(inner, dict):
                    raise Misread("** takes a dict", value.lineno)
                made.update(inner)
            else:
                name = self.value(key)
                if isinstance(name, (list, dict, slice)):
                    raise Misread("a key of a dict is a point, a law at points, a count or a text", key.lineno)
                if self._made(key, lambda: name in typed):  # noqa: B023  called at once
                    raise Misread("a key stands twice in the dict", key.lineno)
                typed[name] = made[name] = self.value(value)
        return made

    def _binary(self, node: ast.BinOp) -> Any:
        a, b = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.BitOr) and isinstance(a, Place):
            return self._made(node, lambda: a | b)
        return self._operator(node, node.op, a, b)

    def _operator(self, node: ast.expr, operator: ast.operator | ast.cmpop, *operands: Any) -> Any:
        build = OPERATORS.get(type(operator))
        if build is None:
            raise Misread(not_an_operator(operator), node.lineno)
        return self._made(node, lambda: build(*operands))

    def _unary(self, node: ast.UnaryOp) -> Any:
        if not isinstance(node.op, ast.USub):
            raise Misread(not_an_operator(node.op), node.lineno)
        value = self.value(node.operand)
        return self._made(node, lambda: w.neg(value))

    def _joined(self, node: ast.BoolOp) -> Any:
        parts = ", ".join(map(ast.unparse, node.values))
        symbol, instead = SYMBOLS[type(node.op)]
        instead = f"both({parts})" if isinstance(node.op, ast.And) else instead
        raise Misread(f"`{symbol}` is not of the language: write {instead}", node.lineno)

    def _compare(self, node: ast.Compare) -> Any:
        if len(node.ops) > 1:
            sides = [node.left, *node.comparators]
            pairs = [ast.unparse(ast.Compare(a, [op], [b])) for a, op, b in zip(sides, node.ops, sides[1:])]
            raise Misread(f"one relation a statement: write both({', '.join(pairs)})", node.lineno)
        return self._operator(node, node.ops[0], self.value(node.left), self.value(node.comparators[0]))

    def _call(self, node: ast.Call) -> Any:
        function = self.value(node.func)
        puts_in = isinstance(node.func, ast.Attribute)
        positional, named = self.apart(self.arguments, node) if puts_in else self.arguments(node)
        if not callable(function) or isinstance(function, (sympy.Expr, Boolean)):
            raise Misread(f"{ast.unparse(node.func)} cannot be called{usage(function)}", node.lineno)
        return self._called(node, ast.unparse(node.func), function, positional, named)

    def _called(self, node: ast.Call, name: str, function: Callable, positional: list, named: dict) -> Any:
        try:
            return self._made(node, lambda: function(*positional, **named))
        except Misread as error:
            if isinstance(error.__cause__, TypeError):
                check_arguments(name, function, positional, named, node.lineno)
            raise

    def arguments(self, node: ast.Call) -> tuple[list, dict]:
        """The values of a call's arguments, by position and by name."""
        if any(keyword.arg is None for keyword in node.keywords):
            raise Misread("** stands in a dict only", node.lineno)
        if len({keyword.arg for keyword in node.keywords}) < len(node.keywords):
            raise Misread("one argument is named twice", node.lineno)
        named = {str(k.arg): self.apart(self.value, k.value) if k.arg == "by" else self.value(k.value)
                 for k in node.keywords}
        return [self.value(arg) for arg in node.args], named

    def _subscript(self, node: ast.Subscript) -> Any:
        held, inside = self.value(node.value), self._inside(node.slice)
        contained = isinstance(held, (dict, list, tuple))
        if not hasattr(type(held), "__getitem__") or isinstance(held, str) or (
                contained and self.in_line and self.called is not None):
            raise Misread(f"{ast.unparse(node.value)} takes no brackets{usage(held)}", node.lineno)
        try:
            return self._made(node, lambda: held[inside])
        except Misread as error:
            if contained and isinstance(error.__cause__, (LookupError, TypeError)):
                nothing = f"{ast.unparse(node.value)} holds nothing at {ast.unparse(node.slice)}"
                raise Misread(nothing, node.lineno) from error
            raise

    def _inside(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Tuple):
            return tuple(map(self._inside, node.elts))
        if isinstance(node, ast.Slice):
            parts = (node.lower, node.upper, node.step)
            return slice(*(None if part is None else self.value(part) for part in parts))
        return self.value(node)

    def _attribute(self, node: ast.Attribute) -> Any:
        if node.attr not in ATTRIBUTES:
            raise Misread(f"the attribute .{node.attr} is not of the language; there are "
                          + ", ".join("." + a for a in ATTRIBUTES), node.lineno)
        held = self.value(node.value)
        if not hasattr(held, node.attr):
            raise Misread(f"{ast.unparse(node.value)} has no .{node.attr}: {ATTRIBUTES[node.attr]}", node.lineno)
        return self._made(node, lambda: getattr(held, node.attr))

    @staticmethod
    def _made(node: ast.expr, make: Callable[[], Any]) -> Any:
        """The result of `make`; whatever it refuses is raised as `Misread`, with the line."""
        try:
            return make()
        except Misread:
            raise
        except (ValueError, TypeError, AttributeError, LookupError, Refused) as error:
            raise Misread(one_line(error), node.lineno) from error


_READERS = {
    ast.Constant: Reader._constant, ast.Name: Reader._name, ast.Tuple: Reader._several, ast.List: Reader._list,
    ast.Dict: Reader._dict, ast.BinOp: Reader._binary, ast.UnaryOp: Reader._unary, ast.Compare: Reader._compare,
    ast.BoolOp: Reader._joined, ast.Call: Reader._call, ast.Subscript: Reader._subscript,
    ast.Attribute: Reader._attribute}


def one_line(error: BaseException) -> str:
    """The message of an exception, in one line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if isinstance(error, LookupError) or not said else said


def parse(text: str, names: Mapping[str, object]) -> Any:
    """The value of one printed line, its names looked up in `names`."""
    try:
        return Reader(names).value(ast.parse(text, mode="eval").body)
    except SyntaxError as error:  # Python reads no more than two hundred parentheses
        raise Refused(f"it is nested too deeply to be read back: {error.msg}") from error


# --- functions ------------------------------------------------------------------------------------------------


def parameters(function: ast.FunctionDef) -> list[str]:
    """The names of a function's parameters.  Raises `Misread` where they are not plain."""
    given = function.args
    if given.defaults or given.kw_defaults or given.posonlyargs or given.kwonlyargs or given.vararg or given.kwarg:
        raise Misread(f"{function.name} takes plain parameters, without defaults", function.lineno)
    names = [a.arg for a in given.args]
    if len(set(names)) < len(names) or getattr(function, "type_params", None):
        raise Misread(f"{function.name} takes parameters of different names, and no types", function.lineno)
    return names


def statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """The body of a function, its docstring left out."""
    first, *rest = function.body
    return rest if is_prose(first) else function.body


def is_prose(node: ast.stmt) -> bool:
    """Whether a statement is a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def expression_of(function: ast.FunctionDef) -> ast.expr:
    """The expression that a function returns.  Raises `Misread` where the function does anything else."""
    body = statements(function)
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        line = body[0].lineno if body else function.lineno
        raise Misread(f"{function.name} returns one expression and does nothing else", line)
    return body[0].value


def returned(function: ast.FunctionDef, names: Mapping[str, object], called: dict[object, str] | None = None,
             own: Collection[str] = ()) -> Any:
    """The value of a function that returns one expression; `own` are its parameters."""
    return Reader(names, called, own).value(expression_of(function))


def follow(function: ast.FunctionDef, names: Mapping[str, object], proof: Any,
           called: dict[object, str] | None = None) -> None:
    """Make the calls of a theorem's function on `proof`, line by line; raises `Misread` for any other statement."""
    own = parameters(function)
    if len(own) != 1:
        raise Misread(f"{function.name} takes one parameter, the proof", function.lineno)
    reader = Reader({name: value for name, value in names.items() if name != own[0]}, {} if called is None else called)
    for statement in statements(function):
        call, method = called_on(own[0], statement)
        if method not in proof.lines_of_proof:
            raise Misread(f"{own[0]}.{method} is none of {', '.join(proof.lines_of_proof)}", statement.lineno)
        positional, named = reader.arguments(call)
        write = getattr(proof.at_line(call.lineno), method)
        reader._called(call, f"{own[0]}.{method}", write, positional, named)


def check_arguments(name: str, function: Callable, positional: list, named: dict, line: int) -> None:
    """Refuse arguments that a function does not take, and say which it takes."""
    signature = inspect.signature(function)
    try:
        signature.bind(*positional, **named)
    except TypeError as error:
        if isinstance(usage(function), str) and len(usage(function)) > 0:
            raise Misread(f"{name} takes other arguments{usage(function)}", line) from error
        taken = ", ".join(f"{p.name}, …" if p.kind is p.VAR_POSITIONAL else p.name if p.default is p.empty else
                          f"{p.name}=…" for p in signature.parameters.values())
        raise Misread(f"write {name}({taken})", line) from error
    if all(p.kind is p.VAR_POSITIONAL for p in signature.parameters.values()):  # the parts of a binder, as KL has two
        raise Misread(f"{name} takes another number of arguments than {len(positional)}{usage(function)}", line)


def called_on(proof: str, statement: ast.stmt) -> tuple[ast.Call, str]:
    """The call on the proof of which a statement consists, and the name of the method."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        method = statement.value.func
        if isinstance(method, ast.Attribute) and isinstance(method.value, ast.Name) and method.value.id == proof:
            return statement.value, method.attr
    raise Misread(f"a line of a theorem is a call such as {proof}.eq(…, by=…)", statement.lineno)

