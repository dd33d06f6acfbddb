"""A derivation as an author writes it: a claim, its hypotheses, every line with its reason.  It is no theorem yet."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CellType, FunctionType, MappingProxyType
from typing import Any, NamedTuple

import sympy

from ..arguments import proposition, quantity
from ..relation import EQ, GE, IFF, IMPLIES, LE, Relation
from ..terms import Draws, Named, Place, Subset
from .by_name import by_name
from .reader import Misread, expression_of, follow, parameters, returned


class Line(NamedTuple):
    """One line of a proof."""

    relation: Relation | None  # to the line before; None for the first
    expression: sympy.Basic
    reason: object
    number: int  # of the line in the file


class Twin(NamedTuple):
    """A statement beside the claim: a false one with the mistake that leads to it, or another reading."""

    statement: sympy.Basic
    mistake: str  # of a reading, in which way the claim is read
    number: int  # of its line in the file


class Text:
    """The lines that an author wrote: the object on which a derivation's function calls `claim`, `eq` and others."""

    lines_of_proof = ("claim", "given", "starts", "eq", "le", "ge", "iff", "implies", "twin", "reading")

    def __init__(self) -> None:
        self.statement: Any = None  # the node of the claim, once it is made
        self.statement_line = 0
        self.hypotheses: list[tuple[sympy.Basic, int]] = []
        self.lines: list[Line] = []
        self.twins: list[Twin] = []
        self.readings: list[Twin] = []
        self._number = 0

    def at_line(self, number: int) -> Text:
        """Note the line of the file in which the next call stands."""
        self._number = number
        return self

    def claim(self, statement: object) -> None:
        """The statement to be proved."""
        if self.statement is not None:
            raise ValueError("a theorem has one claim: write a second theorem for the other one")
        self.statement, self.statement_line = readable(proposition(statement)), self._number

    def given(self, *hypotheses: object) -> None:
        """The hypotheses, which have to imply all conditions that the lines lean on."""
        self.hypotheses += [(readable(proposition(h)), self._number) for h in hypotheses]

    def starts(self, expression: object) -> None:
        """The first line."""
        if self.lines:
            raise ValueError("a proof starts once: write proof.eq(…, by=…), proof.le or proof.ge for the next line")
        self.lines.append(Line(None, as_node(expression), None, self._number))

    def _follows(self, relation: Relation, expression: object, reason: object) -> None:
        if reason is None:
            raise ValueError("every line has a reason: write by= and a rule or a theorem, as in by=algebra")
        if not self.lines:
            raise ValueError("a proof begins with its first line: write proof.starts(…) above this one")
        self.lines.append(Line(relation, as_node(expression), reason, self._number))

    def eq(self, expression: object, by: object = None) -> None:
        """The line before equals this one."""
        self._follows(EQ, expression, by)

    def le(self, expression: object, by: object = None) -> None:
        """The line before is at most this one."""
        self._follows(LE, expression, by)

    def ge(self, expression: object, by: object = None) -> None:
        """The line before is at least this one."""
        self._follows(GE, expression, by)

    def iff(self, statement: object, by: object = None) -> None:
        """The statement before holds exactly when this one does."""
        self._follows(IFF, statement, by)

    def implies(self, statement: object, by: object = None) -> None:
        """Where the statement before holds, this one does."""
        self._follows(IMPLIES, statement, by)

    def twin(self, statement: object, mistake: str) -> None:
        """A false relative of the claim, and the mistake that leads to it."""
        if not isinstance(mistake, str):
            raise ValueError('the mistake is a text: write proof.twin(statement, "the mistake")')
        self.twins.append(Twin(readable(proposition(statement)), mistake, self._number))

    def reading(self, statement: object, how: str) -> None:
        """Another reasonable reading of a printed claim; a claim is refuted only where every reading is."""
        self.readings.append(Twin(readable(proposition(statement)), how, self._number))


LARGEST_LINE = 20_000  # nodes of a line, those inside abbreviations too


def as_node(expression: object) -> sympy.Basic:
    """The node of a line, which is a quantity or a statement."""
    return readable(expression if isinstance(expression, sympy.logic.boolalg.Boolean) else quantity(expression))


def readable(node: Any, sizes: dict[int, int] | None = None) -> Any:
    """The node or collection itself; ValueError where it is too large: sharing makes small files of huge lines.

    `sizes` remembers the sizes of parts by their identity, so the caller keeps these parts alive.
    """
    sizes = {} if sizes is None else sizes

    def size(part: object) -> int:
        found = sizes.get(id(part))
        if found is None:
            if isinstance(part, sympy.Basic):
                inside = part.args
            elif isinstance(part, dict):
                inside = (*part.keys(), *part.values())
            else:
                inside = part if isinstance(part, (tuple, list)) else ()
            found = sizes[id(part)] = 1 + sum(map(size, inside)) if inside else 1
        return found
    if size(node) > LARGEST_LINE:
        raise ValueError(f"a line of more than {LARGEST_LINE} parts")
    return node


# --- functions as data ----------------------------------------------------------------------------------------


@cache  # chapters do not change while they are read
def _functions(path: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """The functions of a file by name and first line, decorators included."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {(node.name, first_line(node)): node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def first_line(function: ast.FunctionDef) -> int:
    """The line of a function's first decorator, or of its name."""
    return min([function.lineno, *(d.lineno for d in function.decorator_list)])


def definition_of(function: FunctionType) -> ast.FunctionDef:
    """The syntax tree of a function of a file; raises `ValueError` where its source cannot be read."""
    code = function.__code__
    try:
        return _functions(code.co_filename)[code.co_name, code.co_firstlineno]
    except (OSError, KeyError, SyntaxError) as error:
        raise ValueError(f"{function.__name__}: its source cannot be read") from error


def names_of(function: FunctionType) -> dict[str, object]:
    """The values of the names of a function at this moment, which no later binding changes."""
    cells = zip(function.__code__.co_freevars, function.__closure__ or ())
    held = {name: cell.cell_contents for name, cell in cells if _filled(cell)}
    around = function.__globals__
    return {name: around[name] for name in function.__code__.co_names if name in around} | held


def _filled(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018  an empty cell raises
    except ValueError:
        return False
    return True


class Source(NamedTuple):
    """A function that an author wrote, as data."""

    definition: ast.FunctionDef
    names: Mapping[str, object]
    module: str
    called: dict[object, str] | None = None  # the name under which a file's lines call each thing declared

    @classmethod
    def of(cls, function: FunctionType | Source) -> Source:
        """The source of a function that Python has loaded; a source stays itself."""
        if isinstance(function, Source):
            return function
        return cls(definition_of(function), names_of(function), function.__module__)

    @property
    def line(self) -> int:
        """The line of the file at which it begins, decorators included."""
        return first_line(self.definition)


class Derivation:
    """A named derivation as its author wrote it, which is not yet a theorem; its id is `chapter.function_name`."""

    def __init__(self, function: FunctionType | Source, *, title: str, questions: tuple[str, ...] = (),
                 register: bool = True) -> None:
        self.source = Source.of(function)
        self.title, self.questions = title, questions
        self.module = self.source.module
        self.chapter = self.module.rsplit(".", 1)[-1]
        self.slug = self.source.definition.name
        self.id = f"{self.chapter}.{self.slug}"
        self.line = self.source.line
        self.__doc__ = ast.get_docstring(self.source.definition)
        self._text: Text | None = None
        if register:
            if self.id in _REGISTERED:
                raise ValueError(f"{self.id} is there already")  # else the first of two would go unproved
            _REGISTERED[self.id] = self

    @property
    def text(self) -> Text:
        """The text, read once, when it is first asked for; raises `Misread` where a line is not of the language."""
        if self._text is None:
            text = Text()
            follow(self.source.definition, self.source.names, text, self.source.called)
            self._text = text
        return self._text

    def at(self, mapping: dict | None = None, *, draws: str | None = None, **named: object) -> Instance:
        """This theorem with laws, points or counts put in, or with another kind of `draws`, as a reason for a line.

        What is replaced is said by a dict, `.at({q(z): p(z | x), z: y})`, or by its name, `.at(q=p(z | x), z=y, K=2)`.
        """
        if mapping is not None and not isinstance(mapping, dict):
            raise ValueError(f"write {self.slug}.at(name=new), as in {self.slug}.at(q=r(z)), or {self.slug}.at({{old: new}})")
        return Instance(self, dict(mapping or {}), draws, named)

    usage = property(lambda self: f"by={self.slug}")

    def __repr__(self) -> str:
        return self.id


class Reason:
    """A rule of the kernel, by which a line follows from the line before.  Theorems and instances are reasons, too, and
    have classes of their own."""

    name: str
    usage = property(lambda self: f"by={self.name}")


@dataclass(frozen=True, repr=False)
class Instance:
    """A theorem with laws, points or numbers put in; a reason for a line."""

    derivation: Derivation
    put_in: dict
    draws: str | None = None
    named: Mapping[str, object] = field(default_factory=dict)

    @property
    def mapping(self) -> dict:
        """What is put in for what.  Raises ValueError where a name is none of the theorem's, or is put in twice."""
        named = by_name(self.derivation.text, self.named, self.derivation.id)
        twice = next((name for name, key in zip(self.named, named) if key in self.put_in), None)
        if twice is not None:
            raise ValueError(f"{twice} is put in twice")
        return {**self.put_in, **named}

    def __repr__(self) -> str:
        return self.derivation.id


_REGISTERED: dict[str, Derivation] = {}  # Process state, as the chapters are: each registers its theorems once.
REGISTRY: Mapping[str, Derivation] = MappingProxyType(_REGISTERED)


def theorem(question: str | tuple[str, ...] = (), *, title: str) -> Callable[[FunctionType], Derivation]:
    """`@theorem(…) def name(proof): …`: registers a derivation as `chapter.name`."""
    return lambda function: Derivation(function, title=title, questions=asked(question))


def asked(question: str | tuple[str, ...]) -> tuple[str, ...]:
    """The questions of an assignment that a theorem answers; raises `ValueError` where one is not a text."""
    questions = (question,) if isinstance(question, str) else tuple(question)
    if not all(isinstance(one, str) for one in questions):
        raise ValueError("a question is called by a text")
    return questions


theorem.stands_above_functions = True  # pyright: ignore[reportFunctionMemberAccess]  # never called within a line


# --- abbreviations --------------------------------------------------------------------------------------------


class Abbreviation:
    """A name for a long expression.  A call of it always means the body, so an abbreviation cannot be inconsistent."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.__name__, self.__doc__ = source.definition.name, ast.get_docstring(source.definition)
        self.parameters = parameters(source.definition)
        expression_of(source.definition)  # refuses a body that does more than return one expression
        self.origin = f"{source.module}:{source.line}"
        self.usage = f"{self.__name__}({', '.join(self.parameters)})"

    def __call__(self, *arguments: Any) -> Named:
        """The abbreviation at some arguments: its body, which is printed as name(arguments)."""
        if len(arguments) != len(self.parameters):
            raise ValueError(f"{self.__name__} takes {len(self.parameters)} arguments, not {len(arguments)}: "
                             f"write {self.usage}")
        if not all(isinstance(a, (Place, Draws, Subset, sympy.Expr)) or (isinstance(a, int) and not isinstance(a, bool))
                   for a in arguments):
            raise ValueError(f"{self.__name__} takes points, laws at points, and quantities")
        try:
            names = {**self.source.names, **dict(zip(self.parameters, arguments))}
            body = returned(self.source.definition, names, self.source.called, self.parameters)
        except Misread as error:  # The line to blame is the one that uses the abbreviation.
            raise ValueError(f"{self.__name__}, line {error.line}: {error}") from error
        return Named(self.__name__, arguments, readable(quantity(body)), self.origin)

    def __repr__(self) -> str:
        return self.__name__


def abbreviation(function: FunctionType) -> Abbreviation:
    """`@abbreviation def ELBO(q): return …`: the call prints as ELBO(q) and means what the function returns."""
    return Abbreviation(Source.of(function))


abbreviation.stands_above_functions = True  # pyright: ignore[reportFunctionMemberAccess]  # never called within a line


def statement(function: FunctionType) -> Any:
    """`@statement def name(): return …`: the statement that the function returns, read as lines are."""
    source = Source.of(function)
    return returned(source.definition, source.names)
