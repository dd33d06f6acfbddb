"""The examples in the docstrings of `impl`, as the book prints them: each is run, and every public program has one."""

import ast
import doctest
import math
import re
from pathlib import Path

import pytest
import torch

from derivations.commands.site.prompts import example, imports, pasted
from derivations.commands.site.python_source import Module, Program, modules

PROGRAMS = {f"{module.name}.{name}": program for module in modules().values() for name, program in module.programs.items()}
EVERY = {name: text for name, program in PROGRAMS.items() for name, text in
         [(name, program.words), *((f"{name.partition('.')[0]}.{method.name}", method.words) for method in program.methods)] if example(text)}
NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|inf|nan)(?!\w)")
ROOM = 1.01e-4  # one in the last of the four places that PyTorch prints
FLOATS = (torch.float32, torch.float64)


class Answers(doctest.OutputChecker):
    """Compares numbers by their values, since zero may be printed as 1e-08, and everything else but spaces by its text."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        told, given = (NUMBER.findall(text) for text in (want, got))
        return self.text(want) == self.text(got) and all(self.near(float(a), float(b)) for a, b in zip(told, given))

    @staticmethod
    def text(answer: str) -> str:
        plain = re.sub(r", dtype=torch\.float(?:32|64)", "", answer)  # of numbers of another precision than the usual one
        return re.sub(r"\s+", "", NUMBER.sub("#", plain))

    @staticmethod
    def near(a: float, b: float) -> bool:
        return a == b or (math.isnan(a) and math.isnan(b)) or abs(a - b) <= ROOM


def failures(text: str) -> str:
    """What a new Python says otherwise than a text that is typed at its prompt; nothing where it says the same."""
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(text, {}, "example", None, 0)
    doctest.DocTestRunner(Answers(), verbose=False).run(test, out=said.append)
    return "".join(said)


def of_module(name: str) -> Module:
    return modules()[name.partition(".")[0]]


@pytest.mark.parametrize("name", EVERY)
def test_an_example_answers_as_it_says(name: str) -> None:
    """In both precisions, so the digits are those of the numbers and not of their rounding, and from no seed but its own."""
    usual = torch.get_default_dtype()
    try:
        for floats in FLOATS:
            torch.set_default_dtype(floats)
            before = torch.get_rng_state()
            assert failures(pasted(of_module(name), EVERY[name])) == ""
            assert torch.get_rng_state().equal(before), "an example draws from a generator of its own"
    finally:
        torch.set_default_dtype(usual)  # other tests of this process rely on theirs


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_public_program_has_an_example_that_uses_it(name: str) -> None:
    """Its own one calls it, and the methods that its page names stand in it or have one of their own."""
    program = PROGRAMS[name]
    assert example(program.words), f"impl.{name} has no example"
    assert program.name in uses(program) or made_by_another(program), f"the example of impl.{name} does not call it"
    for method in program.methods:
        assert example(method.words) or method.name.partition(".")[2] in uses(program), f"no example uses impl.{name}'s {method.name}"


def uses(program: Program) -> set[str]:
    """The names and the attributes in the example of a program."""
    trees = [ast.parse(one.source) for one in doctest.DocTestParser().get_examples(program.words)]
    return {node.id if isinstance(node, ast.Name) else node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}


def made_by_another(program: Program) -> bool:
    """Whether it is a class of results, which a function makes: the one whose type says so is called."""
    others = [PROGRAMS[f"{module}.{used}"] for module in modules() for used in uses(program) if f"{module}.{used}" in PROGRAMS]
    return any(re.search(rf"→ (?:\w+\[)?{program.name}\b", other.signature) for other in others)


@pytest.mark.parametrize(("text", "right"), [
    (">>> 0.1 + 0.2\n0.3\n", True), (">>> 0.1 + 0.2\n0.301\n", False), (">>> [1.0]\n[1.0, 2.0]\n", False), (">>> 1e-9\n0.0\n", True),
    (">>> float('nan')\nnan\n", True), (">>> float('inf')\n1.0\n", False), (">>> 'a 1'\n'b 1'\n", False), (">>> 20/3\n6.6667\n", True), (">>> 20/3\n6.6669\n", False),
    (">>> 1/0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n", True), (">>> 1/0\n1\n", False)])
def test_a_wrong_answer_is_noticed(text: str, right: bool) -> None:
    assert (failures(text) == "") == right


def test_the_imports_of_an_example_are_what_it_names() -> None:
    module = Module("m", "", {name: Program(name, "", "", "") for name in ("f", "g", "h")})
    assert imports(module, "It is f.\n\n>>> h = f(torch.pi)  # unlike g\n>>> h.g") == ">>> import torch\n>>> from impl.m import f, h\n"
    assert imports(module, "f\n\n>>> 1\n1") == imports(module, "f") == pasted(module, "f") == ""


def test_no_example_leaves_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in filter(lambda name: name.startswith("bench_report."), EVERY):
        assert failures(pasted(of_module(name), EVERY[name])) == ""
    assert list(tmp_path.iterdir()) == []
