"""The same functions read by Python itself: every operator becomes a call to a constructor, and the code runs.

This shares nothing with `derivations.language.authoring.reader` but the constructors, so the two readings can be compared.
"""

import ast
import copy

from derivations.kernel import Abbreviation, Derivation, MatrixTheorem
from derivations.language.authoring.derivation import Text
from derivations.language.terms import Named
from derivations.language.theorems.theorem import Entry, MatrixInstance
from tests.support.plain_matrices import WORDS, Plain, Same, constructor

OPERATORS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "power", ast.MatMult: "times",
             ast.Eq: "eq", ast.NotEq: "ne", ast.LtE: "le", ast.Lt: "lt", ast.GtE: "ge", ast.Gt: "gt"}
CONSTRUCTORS = {f"_{name}": constructor(name) for name in [*OPERATORS.values(), "neg"]}


class Rewriter(ast.NodeTransformer):
    """Operators become calls; everything else stays as typed."""

    def call(self, node, operator, *operands):
        return ast.copy_location(ast.Call(ast.Name(f"_{operator}", ast.Load()), [self.visit(o) for o in operands], []), node)

    def visit_BinOp(self, node):
        name = OPERATORS.get(type(node.op))
        return self.call(node, name, node.left, node.right) if name else self.generic_visit(node)

    def visit_UnaryOp(self, node):
        return self.call(node, "neg", node.operand)

    def visit_Compare(self, node):
        return self.call(node, OPERATORS[type(node.ops[0])], node.left, node.comparators[0])


def compiled(source):
    """The function of a source, as Python runs it."""
    definition = copy.deepcopy(source.definition)
    definition.decorator_list = []
    module = ast.fix_missing_locations(ast.Module([Rewriter().visit(definition)], []))
    names = {name: by_python(value) if isinstance(value, Abbreviation) else value for name, value in source.names.items()}
    names |= {name: word for name, word in WORDS.items() if name in names}
    exec(compile(module, "<by Python>", "exec"), names := {**names, **CONSTRUCTORS})
    return names[definition.name]


def by_python(abbreviation: Abbreviation):
    """The same abbreviation, its body built by Python."""
    build = compiled(abbreviation.source)

    def made(*arguments):
        body = build(*arguments)
        return body if isinstance(body, Plain) else Named(abbreviation.__name__, arguments, body, abbreviation.origin)
    return made


class Lines:
    """Takes the calls of a theorem's function, without line numbers."""

    def __init__(self, text: Text):
        self.text = text

    def __getattr__(self, name):
        return getattr(self.text, name)


class LinesOfAnEntry(Lines):
    """The same of one entry of what is said of matrices.  The mistakes go with the first one."""

    def __init__(self, text: Text, place: tuple[int, int]):
        super().__init__(text)
        self.place = place

    def claim(self, statement):
        self.text.claim(statement[self.place])

    def starts(self, line):
        self.text.starts(line[self.place])

    def eq(self, line, by):
        if isinstance(by, list):
            by = by[self.place[0] - 1][self.place[1] - 1]
        self.text.eq(line[self.place], by=by[self.place] if isinstance(by, (MatrixTheorem, MatrixInstance)) else by)

    def twin(self, statement, mistake):
        if self.place == (1, 1):
            self.text.twin(statement.everywhere if isinstance(statement, Same) else statement, mistake)


def read_by_python(derivation: Derivation) -> Text:
    text = derivation.text_of_lines()
    lines = LinesOfAnEntry(text, derivation.place) if isinstance(derivation, Entry) else Lines(text)
    compiled(derivation.source)(lines)
    return lines.text
