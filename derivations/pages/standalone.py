"""One theorem as a file of its own: its declarations are taken from the chapter, each line of proof is one source line.

A reported claim that is proved becomes a theorem.  The imports of the chapter stay imports, and the earlier theorems
that are used as reasons become imports from the chapter.  Twins and readings are left out.
"""

from __future__ import annotations

import ast
import copy
import sys
import textwrap
from functools import lru_cache
from pathlib import Path

from ..kernel import Derivation, MatrixTheorem
from ..language.theorems.theorem import Entry

LONGEST_IMPORT = 118  # characters of a line


def standalone(derivation: Derivation) -> str:
    """The text of a file that `python -m derivations check` accepts, for a theorem or a proved claim of a chapter."""
    module = sys.modules[derivation.module]
    source = Path(module.__file__).read_text(encoding="utf-8")
    imported, declared = map(dict, _bindings_of(source, derivation.module))
    # One function states all entries, where it is a theorem of an entry; the copy leaves the tree as it is.
    (theorem,) = map(copy.copy, declared.pop(derivation.source.definition.name))
    theorem.body = [s for s in theorem.body if not _is_twin_or_reading(s, theorem.args.args[0].arg)]
    heads = [_one_line(d, source) for d in theorem.decorator_list]
    imports, kept, wanted = {}, [], [theorem]
    if not any(head.startswith("theorem(") for head in heads):  # a reported claim, which becomes a theorem
        questions = ", ".join(map(repr, derivation.questions))
        heads, theorem.decorator_list = [f"theorem({questions}, title={derivation.title!r})"], []
        imports["theorem"] = ("derivations", "theorem")
    while wanted:
        for name in names(wanted.pop()):
            if name in imported:
                imports[name] = imported[name]
            elif _is_theorem(getattr(module, name, None)):
                imports[name] = (derivation.module, name)
            elif name in declared:
                wanted += (found := declared.pop(name))
                kept += [s for s in found if s not in kept]
    whole = derivation.whole if isinstance(derivation, Entry) else derivation
    title = f'"""{whole.title}.\n\nTaken from {whole.id}; `python -m derivations check` reads it.\n"""'
    blocks = [title + "\n\n" + import_lines(imports, list(imported))]
    after_declaration = False  # declarations that follow each other make one block, a function makes a block of its own
    for statement in sorted(kept, key=lambda s: s.lineno):
        text = _as_in_chapter(statement, source)
        function = isinstance(statement, ast.FunctionDef)
        if after_declaration and not function:
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
        after_declaration = not function
    blocks[0:2] = ["\n\n".join(blocks[0:2])]  # The first declarations stand right below the imports.
    return "\n\n\n".join([*blocks, _theorem(heads, theorem, source)]) + "\n"


def _is_theorem(value) -> bool:
    """Whether an object of a chapter is a theorem, or a reported claim with a statement."""
    return isinstance(value, (Derivation, MatrixTheorem)) or isinstance(getattr(value, "statement", None), Derivation)


@lru_cache(maxsize=1)
def _bindings_of(source: str, module: str) -> tuple[dict, dict]:
    """The same for the text of a module; the module of the theorem before is often the module of the next one."""
    return bindings(ast.parse(source), module)


@lru_cache(maxsize=1)
def _lines(source: str) -> tuple[bytes, ...]:
    """The lines of a module, as Python counts them and as the columns of its nodes count: in bytes, by \\n alone."""
    return tuple(line.encode() for line in source.split("\n"))


def _segment(node: ast.AST, source: str) -> list[str]:
    """The source of a node, line by line; that of the standard library splits the whole module for every node."""
    lines = list(_lines(source)[node.lineno - 1 : node.end_lineno])
    lines[-1] = lines[-1][: node.end_col_offset]
    lines[0] = lines[0][node.col_offset :]
    return [line.decode() for line in lines]


def bindings(tree: ast.Module, module: str) -> tuple[dict, dict]:
    """The names that the top level of a module binds: imported names with the module and the text of the import, and
    other names with the statements that bind them."""
    imported, declared = {}, {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            package = module.rsplit(".", statement.level)[0] + "." if statement.level else ""
            imported.update(
                (alias.asname or alias.name, (package + (statement.module or ""), ast.unparse(alias)))
                for alias in statement.names
            )
        elif isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            declared.setdefault(statement.name, []).append(statement)
        else:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    declared.setdefault(node.id, []).append(statement)
    return imported, declared


def names(statement: ast.stmt) -> dict[str, None]:
    """The names that a statement looks up and that are not its own parameters, in the order of their appearance."""
    own = {
        a.arg
        for node in ast.walk(statement)
        if isinstance(node, ast.arguments)
        for a in (*node.posonlyargs, *node.args, *node.kwonlyargs)
    }
    found = (n for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return {n.id: None for n in found if n.id not in own}


def import_lines(imports: dict[str, tuple[str, str]], order: list[str]) -> str:
    """The import statements for some names, each with its module and its text, in the order of the chapter."""
    place = {name: i for i, name in enumerate(order)}
    ranked = sorted(imports, key=lambda name: (place.get(name, len(place)), name))
    lines = []
    for origin in dict.fromkeys(imports[name][0] for name in ranked):
        members = ", ".join(imports[name][1] for name in ranked if imports[name][0] == origin)
        line = f"from {origin} import {members}"
        if len(line) > LONGEST_IMPORT:
            rows = textwrap.wrap(members, LONGEST_IMPORT - 1, initial_indent="    ", subsequent_indent="    ")
            line = "\n".join([f"from {origin} import (", *rows]) + ")"
        lines.append(line)
    return "\n".join(lines)


def _is_twin_or_reading(statement: ast.stmt, proof: str) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func) in (f"{proof}.twin", f"{proof}.reading")


def _as_in_chapter(statement: ast.stmt, source: str) -> str:
    """A declaration or a function, as it stands in the chapter."""
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(d.lineno for d in decorators)])
    return "\n".join(source.split("\n")[first - 1 : statement.end_lineno])  # Python counts lines by \n alone.


def _theorem(heads: list[str], function: ast.FunctionDef, source: str) -> str:
    decorators = "".join(f"@{head}\n" for head in heads)
    lines = [_one_line(s, source) if not _is_text(s) else "\n".join(_segment(s, source)) for s in function.body]
    return f"{decorators}def {function.name}({ast.unparse(function.args)}):\n" + "\n".join(f"    {s}" for s in lines)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _one_line(node: ast.AST, source: str) -> str:
    """The source of a node on one line, with the author's spacing where that has the same meaning."""
    joined = " ".join(line.strip() for line in _segment(node, source))
    try:
        same = ast.dump(ast.parse(joined).body[0]) == ast.dump(ast.parse(ast.unparse(node)).body[0])
    except (SyntaxError, IndexError):
        same = False
    return joined if same else ast.unparse(node)
