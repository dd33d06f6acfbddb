"""One theorem as a file of its own: its declarations taken from the chapter, one line of proof a source line.

A reported claim that is proved is a theorem here.

What the chapter imports, and earlier theorems that are used as reasons, stay imports; they are `derivations`' own.
False twins stay in the chapter: the file says what holds.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from pathlib import Path

from ..kernel import Derivation

WIDTH = 118


def standalone(derivation: Derivation) -> str:
    """The text of a file that `python -m derivations check` accepts."""
    module = sys.modules[derivation.module]
    source = Path(module.__file__).read_text(encoding="utf-8")
    imported, declared = bindings(ast.parse(source), derivation.module)
    (theorem,) = declared.pop(derivation.slug)
    theorem.body = [s for s in theorem.body if not _is_aside(s, theorem.args.args[0].arg)]
    heads = [_one_line(d, source) for d in theorem.decorator_list]
    imports, kept, wanted = {}, [], [theorem]
    if not any(head.startswith("theorem(") for head in heads):  # a reported claim: what it says, as a theorem
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
    title = f'"""{derivation.title}.\n\nTaken from {derivation.id}; `python -m derivations check` reads it.\n"""'
    blocks = [title + "\n\n" + import_lines(imports, list(imported))]
    plain = False  # whether the last block is one of plain statements, which stand together
    for statement in sorted(kept, key=lambda s: s.lineno):
        text = _kept(statement, source)
        function = isinstance(statement, ast.FunctionDef)
        if plain and not function:
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
        plain = not function
    blocks[0:2] = ["\n\n".join(blocks[0:2])]  # declarations right below the imports
    return "\n\n\n".join([*blocks, _theorem(heads, theorem, source)]) + "\n"


def _is_theorem(value) -> bool:
    """Whether a chapter's object is a theorem, or a reported claim that is one."""
    return isinstance(value, Derivation) or isinstance(getattr(value, "statement", None), Derivation)


def bindings(tree: ast.Module, module: str) -> tuple[dict, dict]:
    """What a module's top level binds: imported names with module and text of the import, others with statements."""
    imported, declared = {}, {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            package = module.rsplit(".", statement.level)[0] + "." if statement.level else ""
            imported.update((alias.asname or alias.name, (package + (statement.module or ""), ast.unparse(alias)))
                            for alias in statement.names)
        elif isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            declared.setdefault(statement.name, []).append(statement)
        else:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    declared.setdefault(node.id, []).append(statement)
    return imported, declared


def names(statement: ast.stmt) -> dict[str, None]:
    """The names a statement looks up outside itself, in order of appearance."""
    own = {a.arg for node in ast.walk(statement) if isinstance(node, ast.arguments)
           for a in (*node.posonlyargs, *node.args, *node.kwonlyargs)}
    found = (n for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return {n.id: None for n in found if n.id not in own}


def import_lines(imports: dict[str, tuple[str, str]], order: list[str]) -> str:
    """`from … import …`, modules and names in the chapter's order, no line too long."""
    place = {name: i for i, name in enumerate(order)}
    ranked = sorted(imports, key=lambda name: (place.get(name, len(place)), name))
    lines = []
    for origin in dict.fromkeys(imports[name][0] for name in ranked):
        members = ", ".join(imports[name][1] for name in ranked if imports[name][0] == origin)
        line = f"from {origin} import {members}"
        if len(line) > WIDTH:
            rows = textwrap.wrap(members, WIDTH - 1, initial_indent="    ", subsequent_indent="    ")
            line = "\n".join([f"from {origin} import (", *rows]) + ")"
        lines.append(line)
    return "\n".join(lines)


def _is_aside(statement: ast.stmt, proof: str) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func) in (f"{proof}.twin", f"{proof}.reading")


def _kept(statement: ast.stmt, source: str) -> str:
    """A declaration as it stands in the chapter, functions set apart."""
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(d.lineno for d in decorators)])
    return "\n".join(source.split("\n")[first - 1:statement.end_lineno])  # Python's own lines


def _theorem(heads: list[str], function: ast.FunctionDef, source: str) -> str:
    decorators = "".join(f"@{head}\n" for head in heads)
    lines = [_one_line(s, source) if not _is_text(s) else ast.get_source_segment(source, s) for s in function.body]
    return f"{decorators}def {function.name}({ast.unparse(function.args)}):\n" + "\n".join(f"    {s}" for s in lines)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _one_line(node: ast.AST, source: str) -> str:
    """The author's own spacing on one line; Python's where that would read differently."""
    joined = " ".join(line.strip() for line in (ast.get_source_segment(source, node) or "").splitlines())
    try:
        same = ast.dump(ast.parse(joined).body[0]) == ast.dump(ast.parse(ast.unparse(node)).body[0])
    except (SyntaxError, IndexError):
        same = False
    return joined if same else ast.unparse(node)
