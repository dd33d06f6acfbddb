"""The reader of a file of derivations: it reads from top to bottom, as data, and executes nothing.

The meaning of a name is fixed where the name is bound, and it is bound once: no line changes the lines above it.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterable
from typing import Any

import sympy

from ..authoring.derivation import Abbreviation, Derivation, Instance, Reason, Source, asked, readable
from ..authoring.entries import ForEachEntry
from ..authoring.reader import DECLARED, DEEP, Misread, Reader, is_prose, parameters, spelled
from ..names import LETTERS, LONGEST, NAME, WORDS, look_alike
from ..terms import said
from .theorem import MatrixTheorem
from .theorem import made as theorem_of

SHARED = re.compile(r"derivations\.(chapters|reported)\.[a-z][a-z0-9_]*")  # modules from which a file may import
LARGEST = 200_000  # characters of a file
MOST_FUNCTIONS = 500
MOST_NAMES = 2_000  # every theorem keeps all names above it


def read_file(text: str, module: str) -> list[Derivation]:
    """A file of derivations: an optional docstring, imports, declarations, abbreviations and theorems, in any order.

    The file is read as data, from top to bottom, and is never executed.  A name is used only below the line that
    declares it.  Tuples, lists and dicts may have names; there is no loop, no lambda, no condition and no other
    function.  It has at most 200 000 characters, 2 000 names and 500 functions, and a line at most 20 000 parts.

    Accepted:
        from derivations import Law, log, points, tangent, theorem
        (z,) = points("z")
        q = Law("q", z)
        @theorem(title="A logarithm lies below its argument")
        def below(proof):
            proof.claim(log(q(z)) <= q(z))
            proof.given(q(z) > 0)
            proof.starts(log(q(z)))
            proof.le(q(z), by=tangent)

    Refused:
        laws = [Law(name, z) for name in "pq"]

        if True:
            q = Law("q", z)

        def below(proof):
            proof.claim(log(q(z)) <= q(z))
    """
    if len(text) > LARGEST:
        raise Misread(f"the file is longer than {LARGEST} characters")
    check_characters(text)
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise Misread(f"this is not written as Python is: {syntax(error.msg)}", error.lineno) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Misread(DEEP) from error
    check_letters(text)
    file = _File(module)
    for position, statement in enumerate(tree.body):
        try:
            file.read(statement, first=not position)
        except RecursionError as error:
            raise Misread(DEEP, statement.lineno) from error
    return file.derivations


def check_characters(text: str) -> None:
    """Refuse characters that move or hide the text beside them; raises `Misread`."""
    for number, line in enumerate(text.split("\n"), 1):
        hidden = next((c for c in line if c != "\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")), None)
        if hidden is not None:
            raise Misread(f"the character U+{ord(hidden):04X} cannot be seen", number)


def check_letters(text: str) -> None:
    """Refuse names with other letters: Python reads some of them, such as fullwidth ones, as if they were plain."""
    for token in tokens(text):
        strange = token.type == tokenize.ERRORTOKEN and not token.string.isspace()
        if strange or (token.type == tokenize.NAME and not NAME.fullmatch(token.string)):
            other = next((f"U+{ord(c):04X} in " for c in token.string if not NAME.fullmatch("_" + c)), "")
            raise Misread(f"{other}{token.string}: {LETTERS}", token.start[0])


def tokens(text: str) -> list[tokenize.TokenInfo]:
    """The tokens of a file; raises `Misread`, because the tokenizer refuses files that the parser accepts."""
    try:
        return list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, tokenize.TokenError) as error:
        raise Misread(f"this is not written as Python is: {error.args[0]}", text.count("\n")) from error


def syntax(said: str) -> str:
    """What the parser of Python said, in the words of the language where an author often meets it."""
    return "write == between the sides of an equation" if "perhaps you meant \"==\"" in said or "'=='" in said else said


def near(name: str, names: Iterable[str]) -> str:
    """The names that are spelled nearly like another one, as the end of a message."""
    found = difflib.get_close_matches(name, list(names), n=2)
    return f"; near: {', '.join(found)}" if found else ""


class _File:
    """The names that a file has bound so far."""

    def __init__(self, module: str) -> None:
        self.module, self.names, self.derivations = module, {}, []
        self._alike: dict[str, str] = {}
        self._called: dict[object, str] = {}
        self._sizes: dict[int, int] = {}
        self._functions = 0

    def read(self, node: ast.stmt, *, first: bool) -> None:
        """Read one statement of the file; raises `Misread` where it is not of the language."""
        if isinstance(node, ast.ImportFrom):
            self._import(node)
        elif isinstance(node, ast.Assign):
            self._assign(node)
        elif isinstance(node, ast.FunctionDef):
            self._function(node)
        elif not (first and is_prose(node)):
            raise Misread(f"{spelled(node)} is not of the language: a file has imports from derivations, "
                          "declarations, abbreviations and theorems", node.lineno)

    def bind(self, name: str, value: object, line: int, *, imported: bool = False) -> None:
        """Give a name its one meaning."""
        if name in self.names and not (imported and self.names[name] is value):
            raise Misread(f"{name} is bound already: a name has one meaning in a file", line)
        if not imported:
            self._check_own(name, value, line)
        if len(self.names) >= MOST_NAMES:
            raise Misread(f"a file of more than {MOST_NAMES} names", line)
        if len(name) > LONGEST:
            raise Misread(f"a name of {len(name)} letters: {LONGEST} are enough", line)
        try:
            readable(value, self._sizes)
        except ValueError as error:
            raise Misread(f"{name} = …: {error}", line) from error
        twin = self._alike.setdefault(look_alike(name), name)
        if twin != name:
            raise Misread(f"{name} and {twin} look alike", line)
        self.names[name] = value

    @staticmethod
    def _check_own(name: str, value: object, line: int) -> None:
        if not NAME.fullmatch(name):
            raise Misread(f"{name}: {LETTERS}", line)
        if name in WORDS:
            raise Misread(f"{name} is a word of the language, which is never another's name", line)
        called = called_by_itself(value)
        if called is not None and called != name:
            raise Misread(f"what is called {called} is bound to {name}: a name is the name of its variable", line)
        if isinstance(value, (tuple, list)) and any(
                isinstance(one, DECLARED) for one in value):
            each = ", ".join(map(said, value)) + ","*(len(value) == 1)
            raise Misread(f"{name} = …: give each its own name, as in ({each}) = …", line)
        if not bindable(value):
            raise Misread(f"{name} = …: only declarations, quantities, statements and collections have names", line)

    # --- imports ------------------------------------------------------------------------------------------------

    def _import(self, node: ast.ImportFrom) -> None:
        if node.level or node.module is None or not (node.module == "derivations" or SHARED.fullmatch(node.module)):
            raise Misread("a file imports from derivations and derivations.chapters.… only", node.lineno)
        shared = dict(WORDS) if node.module == "derivations" else objects_of(node.module, node.lineno)
        for alias in node.names:
            self._import_one(node, alias, shared)

    def _import_one(self, node: ast.ImportFrom, alias: ast.alias, shared: dict) -> None:
        words = node.module == "derivations"
        if alias.name == "*":
            if not words:
                raise Misread(f"name what is imported from {node.module}", node.lineno)
            for name, value in shared.items():
                self.bind(name, value, node.lineno, imported=True)
            return
        if alias.name not in shared:
            what = "no word of the language" if words else f"nothing of {node.module} that a file may use"
            raise Misread(f"{alias.name} is {what}{near(alias.name, shared)}", node.lineno)
        name = alias.asname or alias.name
        if not words and name != alias.name and name in shared and shared[name] is not shared[alias.name]:
            raise Misread(f"{alias.name} as {name}: {name} is another thing of {node.module}", node.lineno)
        if name != alias.name and (words or alias.name in WORDS or name in WORDS or not NAME.fullmatch(name)):
            raise Misread(f"{alias.name} as {name}: a word of the language is never renamed, nor another's name",
                          node.lineno)
        self.bind(name, shared[alias.name], node.lineno, imported=True)

    # --- assignments and functions --------------------------------------------------------------------------------

    def _assign(self, node: ast.Assign) -> None:
        if len(node.targets) != 1:
            raise Misread("one assignment a statement: write each in a line of its own", node.lineno)
        target, value = node.targets[0], Reader(self.names, self._called, in_line=False).value(node.value)
        if isinstance(target, ast.Name):
            self.bind(target.id, value, node.lineno)
            return
        if not isinstance(target, ast.Tuple) or not all(isinstance(name, ast.Name) for name in target.elts):
            raise Misread("names are assigned, nothing else: write a name, =, and what it is", node.lineno)
        if not isinstance(value, (tuple, list)) or len(value) != len(target.elts):
            held = len(value) if isinstance(value, (tuple, list)) else 1
            raise Misread(f"{len(target.elts)} names for {held}: write as many names as there are things", node.lineno)
        for name, one in zip(target.elts, value):
            self.bind(name.id, one, node.lineno)

    def _function(self, node: ast.FunctionDef) -> None:
        decorator = node.decorator_list[0] if len(node.decorator_list) == 1 else None
        made = decorator.func if isinstance(decorator, ast.Call) else decorator
        what = self.names.get(made.id) if isinstance(made, ast.Name) else None
        if what is None and isinstance(made, ast.Name) and made.id in ("theorem", "abbreviation"):
            raise Misread(f"{made.id} is not imported", node.lineno)
        if node.returns or any(a.annotation for a in node.args.args):
            names = ", ".join(a.arg for a in node.args.args)
            raise Misread(f"a function has no annotations: write def {node.name}({names}):", node.lineno)
        for name in parameters(node):
            self._check_own(name, 0, node.lineno)
        self._functions += 1
        if self._functions > MOST_FUNCTIONS:
            raise Misread(f"a file of more than {MOST_FUNCTIONS} functions", node.lineno)
        source = Source(node, dict(self.names), self.module, self._called)
        if what is WORDS["abbreviation"] and not isinstance(decorator, ast.Call):
            self.bind(node.name, Abbreviation(source), node.lineno)
        elif what is WORDS["theorem"] and isinstance(decorator, ast.Call):
            self.bind(node.name, self._theorem(source, decorator), node.lineno)
        else:
            raise Misread(f"{node.name}: a function stands under @abbreviation or @theorem(…), and nothing else"
                          + above(what, decorator), node.lineno)

    def _theorem(self, source: Source, decorator: ast.Call) -> Derivation | MatrixTheorem:
        positional, named = Reader(self.names).arguments(decorator)
        question, title = (positional or [()])[0], named.pop("title", None)
        if len(positional) > 1 or named or not isinstance(title, str) or not isinstance(question, (str, tuple)):
            raise Misread('write @theorem(title="…"), or @theorem("question", title="…")', decorator.lineno)
        questions = Reader._made(decorator, lambda: asked(question))
        theorem = theorem_of(source, title=title, questions=questions, register=False)
        self.derivations += theorem.entries.values() if isinstance(theorem, MatrixTheorem) else [theorem]
        return theorem


def above(what: object, decorator: ast.expr | None) -> str:
    """What to write above a function that stands under something else, as the end of a message."""
    if what is WORDS["abbreviation"]:
        return ": write @abbreviation, without parentheses"
    return "" if decorator is None and what is not None else ': write @theorem(title="…")'


def called_by_itself(value: object) -> str | None:
    """The name that a value brings along: of a declaration, an abbreviation, a theorem or a rule; None of any other."""
    if isinstance(value, DECLARED):
        return value.name
    if isinstance(value, Abbreviation):
        return value.__name__
    if isinstance(value, (Derivation, MatrixTheorem)):
        return value.slug
    return value.name if isinstance(value, Reason) else None


def bindable(value: object) -> bool:
    """Whether a value may have a name in a file, or be imported from a chapter."""
    if isinstance(value, (tuple, list)):
        return all(map(bindable, value))
    if isinstance(value, dict):
        return all(bindable(k) and bindable(v) for k, v in value.items())
    return isinstance(value, (sympy.Basic, Abbreviation, Derivation, ForEachEntry, Instance, Reason, int, str))


def objects_of(module: str, line: int) -> dict[str, object]:
    """Words are imported from `derivations`, the theorems and declarations of a chapter from `derivations.chapters.…`.

    A word keeps its name.  A thing of a chapter may get another one by `as`, where the file has a thing of that name
    itself.  `python -m derivations list` lists the theorems; `show elbo.bound` shows one.  A claim of the assignment is
    imported from `derivations.reported.…`; where it is proved, it is cited by its `.statement`.

    Accepted:
        from derivations.chapters.elbo import bound, p as p0, q as q0

        from derivations.reported.q1_1_1 import row_1, p, q, x, z
        @theorem(title="A claim of the assignment is a reason")
        def cited(proof):
            proof.claim(2*KL[z](q(z), p(z | x)) == 2*E[q(z)](log(q(z)/p(z | x))))
            proof.given(integrable[q(z)](log(p(x, z)/q(z))))
            proof.starts(2*KL[z](q(z), p(z | x)))
            proof.eq(2*E[q(z)](log(q(z)/p(z | x))), by=row_1.statement)

    Refused:
        import derivations

        from numpy import log

        from derivations import log as ln

        from derivations.reported.q1_1_1 import row_1
        value = row_1.says

        from derivations.chapters.elbo import bounds
    """
    try:
        found: dict[str, object] = vars(importlib.import_module(module))
    except ImportError as error:
        raise Misread(f"{module}: there is no such chapter", line) from error
    held = {name: value for name, value in found.items() if not name.startswith("_") and name not in WORDS}
    own = {name: value for name, value in held.items() if not isinstance(value, DECLARED) or value.name == name}
    return {name: as_it_is(value) for name, value in own.items() if bindable(value) or _states(value)}


def as_it_is(value: Any) -> Any:
    """A copy of a collection, which does not change when something is put into the collection later."""
    if isinstance(value, dict):
        return {key: as_it_is(inner) for key, inner in value.items()}
    return list(map(as_it_is, value)) if isinstance(value, list) else value


def _states(value: object) -> bool:
    """Whether something is a reported claim, whose `.statement` is a derivation."""
    return isinstance(getattr(value, "statement", None), Derivation)


