"""The examples in docstrings of programs, as they are typed at a prompt, with the imports that they need.

A docstring names the functions of its own module as they are; what a page shows can be pasted into a new Python, so the
imports are put before it.
"""

from __future__ import annotations

import ast
import doctest

from .python_source import PACKAGE, Module

PROMPT = ">>>"


def is_example(paragraph: str) -> bool:
    """Whether a paragraph of a docstring is typed at a prompt."""
    return paragraph.lstrip().startswith(PROMPT)


def example(words: str) -> str:
    """All that a docstring types at a prompt, with what Python answers; nothing where it types nothing."""
    return "\n".join(paragraph for paragraph in words.split("\n\n") if is_example(paragraph))


def imports(module: Module, words: str) -> str:
    """The imports of an example: of PyTorch, and of the programs of its module that it names."""
    named = _named(example(words))
    programs = [name for name in module.programs if name in named]
    lines = ["import torch"] if "torch" in named else []
    lines += [f"from {PACKAGE}.{module.name} import {', '.join(programs)}"] if programs else []
    return "".join(f"{PROMPT} {line}\n" for line in lines)


def pasted(module: Module, words: str) -> str:
    """The example of a docstring, to be pasted into a new Python; nothing where there is none."""
    typed = example(words)
    return imports(module, words) + typed if typed else ""


def _named(typed: str) -> set[str]:
    """The names that an example reads."""
    trees = [ast.parse(one.source) for one in doctest.DocTestParser().get_examples(typed)]
    return {
        node.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
