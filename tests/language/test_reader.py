"""Files are read as data: the reader beside Python itself, what is no language, and what names may mean."""

import ast

import pytest

import derivations
from derivations.commands import judge
from derivations.commands.finding import load, load_reported
from derivations.kernel import REGISTRY, RULES, WORDS, Refused
from derivations.kernel.lines.printed import check_printed, same_tree
from derivations.kernel.lines.reading import read_line
from derivations.kernel.rules.rule import Rule
from derivations.language.authoring import reader
from derivations.language.authoring.derivation import Instance, Text
from derivations.language.authoring.reader import Misread, parse
from derivations.language.names import GREEK, declared
from derivations.language.terms import Function, Law, Point, Subset, counts, points
from tests.support.fuzzing.good_steps import examples
from tests.support.hostile.files import HEAD
from tests.support.python_reading import read_by_python
from tests.support.rule_examples import NAMES

load()
CLAIMS = [claim.statement for claim in load_reported().values() if claim.statement is not None]
EVERY = [*REGISTRY.values(), *CLAIMS]


def all_of(text: Text) -> list:
    """Everything that a derivation says, reasons included."""
    reasons = [why.mapping for line in text.lines for why in (line.reason,) if isinstance(why, Instance)]
    return [text.statement, *(h for h, _ in text.hypotheses), *(line.expression for line in text.lines),
            *(twin.statement for twin in (*text.twins, *getattr(text, "readings", ()))), *reasons,
            *((line.relation, line.reason.name if isinstance(line.reason, Rule) else repr(line.reason)) for line in text.lines)]


def same(a, b) -> bool:
    return same_tree(a, b) if hasattr(a, "args") and hasattr(b, "args") else a == b


def disagreements(derivation) -> list:
    ours, pythons = all_of(derivation.text), all_of(read_by_python(derivation))
    return [pair for pair in zip(ours, pythons, strict=True) if not same(*pair)]


@pytest.mark.parametrize("derivation", EVERY, ids=lambda d: d.id)
def test_reader_and_python_agree(derivation) -> None:
    assert disagreements(derivation) == []


@pytest.mark.parametrize("derivation", EVERY, ids=lambda d: d.id)
def test_what_is_printed_is_read_back(derivation) -> None:
    """Also of claims that are refuted, and of every other reading of them."""
    text = derivation.text
    check_printed([text.statement, *(h for h, _ in text.hypotheses), *(line.expression for line in text.lines)])
    for twin in (*text.twins, *getattr(text, "readings", ())):
        check_printed([twin.statement])


# --- what is no language ------------------------------------------------------------------------------------------

THEOREM = """
@theorem("1", title="t")
def one(proof):
    proof.claim(q(z) + 0 == q(z))
    proof.starts(q(z) + 0)
    proof.eq(q(z), by=algebra)
"""


def read(text: str, tmp_path):
    path = tmp_path / "file.py"
    path.write_text(text, encoding="utf-8")
    return judge.read(str(path))


@pytest.mark.parametrize("statement", [
    "import os", "from os import path", "from . import x", "from derivations.kernel import Prover", "from derivations import Prover",
    "from derivations import judge", "from derivations.chapters import elbo", "from derivations.chapters.elbo import *",
    "from derivations.chapters.nothing import q", "from derivations.chapters.elbo import E as e", "from derivations.chapters.elbo import q as E",
    "from derivations import log as exp", "for i in x: pass", "while True: pass", "if x: pass", "def g(z): return z", "class A: pass", "x += 1",
    "x: int = 1", "del x", "assert x", "global x", "with x: pass", "try: pass\nexcept E: pass", "async def g(): pass", "print(1)", "x", "'text'",
    "a = b = q(z)", "a, b = points('a')", "(a, (b, c)) = points('a b c')", "a.b = q", "a[0] = q", "a = [q for q in x]", "a = lambda: q",
    "a = f'{q}'", "a = q if x else p", "a = q and p", "a = not q", "a = q(z)(z)", "a = K(3)", "a = x.name", "a = q.__class__", "a = (q(z)).subs",
    "a = 1.5*q(z)", "a = '1' + 1", "a = 'a'*3", "a = log('__import__(\"os\")')", "a = E[q(z)]('z')", "a = q(z) < p(x) < 1", "a = q(z) is p(x)",
    "a = q(z) in x", "a = ~q(z)", "a = q(z) @ p(x)", "a = q(z) // 2", "a = q(z) % 2", "a = theorem", "a = theorem(title='t')(q)", "a = abbreviation(q)",
    "a = None", "a = ...", "a = b'x'", "a = 1j", "a = {q}", "a = q(*x)", "a = q(**x)", "a = (b := q(z))", "a = getattr(q, 'x')", "a = open",
    "q = Law('q', z)", "p = q", "w = q", "r = Law('s', z)", "a, c = Law('c', z), Law('a', z)", "log = Function('log', z)", "algebra = tangent",
    "r = Law('log', z)", "log1 = Function('log', z)", "count = Point('count')", "real = Point('real')", "index = Point('index')",
    "a = Point('a', 'index')", "a = Point('a b')", "a = Point('')", "lambda_ = Point('lambda')", "ο = Point('ο')", "Α = Point('Α')", "а = Point('а')",
    "ｘ1 = Point('x1')", "K1 = counts('K2')[0]", "v = Point('v', 'z')\nν = Point('ν', 'z')", "m = Law('m', x, z, independent=1)", "d = Function('d', z, nonnegative='yes')",
    "F = Subset('F', q)", "a = sup[x:K](f(z))", "a = sup[K](K)", "a = sup[q(z)](f(z))", "a = KL[q(z)](q(z), q(z))", "a = integral[q(z)](f(z))",
    "a = proportional[q(z)](f(z))", "a = E[z](f(z))", "a = E[q(z)](f(z), f(z))", "a = mean[z:K](f(z))", "a = mean[k](f(z))", "a = mean[k:K:k:k](1)",
    "a = log(q(z), 2)", "a = q(z, z)", "a = f(q(z))", "a = f(1)", "a = always[z](q(z))", "a = integrable[z](q(z) > 0)", "a = implies(q(z), q(z) > 0)",
    "a = iff(1, 2)", "a = both(q(z))", "a = bounded(q(z) > 0)", "a = E[q(z) > 0](1)", "a = q(z) + (q(z) > 0)", "a = (q(z) > 0) > 0", "a = iid(q(z), q(z) > 0)",
    "@abbreviation\ndef w(z=z):\n    return q(z)", "@abbreviation\ndef w(*z):\n    return q(z)", "@abbreviation\ndef w(z):\n    a = 1\n    return q(z)",
    "@abbreviation\ndef w(z: int):\n    return q(z)", "@abbreviation\ndef w(log):\n    return log", "@abbreviation()\ndef w(z):\n    return q(z)",
    "@abbreviation\n@abbreviation\ndef w(z):\n    return q(z)", "@theorem\ndef w(proof):\n    proof.claim(q(z) == q(z))", "@abbreviation\ndef log(z):\n    return q(z)",
    "@theorem('1')\ndef w(proof):\n    proof.claim(q(z) == q(z))", "@theorem('1', title='t', register=True)\ndef w(proof):\n    proof.claim(q(z) == q(z))",
    "@q\ndef w(proof):\n    return 1", "@abbreviation\ndef q(z):\n    return f(z)"])
def test_what_is_no_language_is_refused_with_its_line(statement, tmp_path) -> None:
    with pytest.raises(Misread) as refusal:
        read(HEAD + statement + "\n" + THEOREM, tmp_path)
    first, last = HEAD.count("\n") + 1, HEAD.count("\n") + 1 + statement.count("\n")
    assert refusal.value.line is not None and first <= refusal.value.line <= last
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize("line", [
    "proof.claim(q(z) == q(z))", "proof.starts(q(z))", "proof.qed()", "proof.eq(q(z))", "proof.eq(q(z), by=algebra, line=1)", "q(z)", "pass", "return q(z)",
    "proof.lines.append(1)", "proof.at_line(3)", "proof.statement", "a = q(z)", "other.claim(q(z) == q(z))", "proof.given(q(z))", "proof.eq('q(z)', by=algebra)",
    "proof.eq(q(y), by=algebra)", "proof.eq(q(z), by=one)", "proof.eq(q(z), by=algebr)", "if q: proof.eq(q(z), by=algebra)", "proof.twin(q(z), 'no')"])
def test_a_line_of_a_theorem_that_is_no_language_is_refused(line, tmp_path) -> None:
    (derivation,) = read(HEAD + THEOREM + f"    {line}\n", tmp_path)
    with pytest.raises(Misread) as refusal:
        derivation.text  # noqa: B018
    assert refusal.value.line == (HEAD + THEOREM).count("\n") + 1


def test_the_file_of_the_tests_holds(tmp_path) -> None:
    assert [d.slug for d in read(HEAD + THEOREM, tmp_path)] == ["one"]
    assert [d.slug for d in read('"""Prose."""\n' + HEAD + "from derivations.chapters.elbo import q as q0, bound\nT = {q0(z): q(z), **{}}\nL = [q(z), 1]\n"
                                 "a = L[0]\n@abbreviation\ndef w(z, K):\n    \"\"\"Prose.\"\"\"\n    return K*q(z)\n" + THEOREM, tmp_path)] == ["one"]


def test_nothing_below_changes_what_stands_above(tmp_path) -> None:
    text = HEAD + "@abbreviation\ndef w(z):\n    return q(z)\n" + THEOREM
    (derivation,) = read(text, tmp_path)
    assert derivation.source.names["q"] == Law("q", Point("z"))
    with pytest.raises(Misread, match="one meaning"):
        read(text + "f = Function('f', z, nonnegative=True)\n", tmp_path)


# --- mutants of the reader ----------------------------------------------------------------------------------------


def swapped_operands(self, node):
    return self._operator(node, node.op, self.value(node.right), self.value(node.left))


MUTANTS = {
    "sums for differences": lambda m: m.setitem(reader.OPERATORS, ast.Sub, reader.OPERATORS[ast.Add]),
    "products for quotients": lambda m: m.setitem(reader.OPERATORS, ast.Div, reader.OPERATORS[ast.Mult]),
    "at least for at most": lambda m: m.setitem(reader.OPERATORS, ast.LtE, reader.OPERATORS[ast.GtE]),
    "equal for at most": lambda m: m.setitem(reader.OPERATORS, ast.LtE, reader.OPERATORS[ast.Eq]),
    "operands swapped": lambda m: m.setitem(reader._READERS, ast.BinOp, swapped_operands),
    "signs dropped": lambda m: m.setitem(reader._READERS, ast.UnaryOp, lambda self, node: self.value(node.operand)),
    "relations turned": lambda m: m.setitem(reader._READERS, ast.Compare, lambda self, node: self._operator(
        node, node.ops[0], self.value(node.comparators[0]), self.value(node.left))),
    "the step of a slice dropped": lambda m: m.setattr(reader.Reader, "_inside", lambda self, node: (
        slice(self.value(node.lower), node.upper and self.value(node.upper)) if isinstance(node, ast.Slice) else
        tuple(map(self._inside, node.elts)) if isinstance(node, ast.Tuple) else self.value(node))),
    "tuples turned round": lambda m: m.setitem(reader._READERS, ast.Tuple, lambda self, node: tuple(map(self.value, node.elts[::-1]))),
    "arguments turned round": lambda m: m.setattr(reader.Reader, "arguments", lambda self, node: (
        [self.value(arg) for arg in node.args[::-1]], {k.arg: self.value(k.value) for k in node.keywords})),
    "the first statement skipped": lambda m: m.setattr(reader, "statements", lambda function: function.body[1:]),
    "constants one larger": lambda m: m.setitem(reader._READERS, ast.Constant, lambda self, node: (
        node.value + 1 if isinstance(node.value, int) else node.value))}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_of_the_reader_dies(mutant, monkeypatch) -> None:
    MUTANTS[mutant](monkeypatch)

    def differs(derivation) -> bool:
        derivation._text = None
        try:
            return bool(disagreements(derivation))
        except (Refused, ValueError):
            return True
        finally:
            derivation._text = None
    assert any(map(differs, EVERY))


# --- names ---------------------------------------------------------------------------------------------------------


def test_the_package_gives_the_words() -> None:
    assert set(derivations.__all__) == set(WORDS)
    assert all(getattr(derivations, name) is value for name, value in WORDS.items())
    with pytest.raises(AttributeError):
        derivations.Prover  # noqa: B018


def test_what_may_be_declared() -> None:
    for name in ("q", "q_1", "_q", "μ", "Σ2", *GREEK):
        assert declared(name, "a law") == name
    for name in (*WORDS, "index", "count", "real", "1q", "q-1", "q 1", "", "ο", "Α", "а", "𝑞", "q'", "for", 3):
        with pytest.raises(ValueError, match="called"):
            declared(name, "a law")


def test_nothing_can_be_registered_twice_or_changed() -> None:
    for table in (REGISTRY, RULES, WORDS):
        with pytest.raises(TypeError):
            table["mine"] = table[next(iter(table))]  # pyright: ignore[reportIndexIssue]
        with pytest.raises((TypeError, AttributeError)):
            table.clear()  # pyright: ignore[reportAttributeAccessIssue]


x, z = points("x z")
K, = counts("K")


@pytest.mark.parametrize("nodes", [
    [Law("q", z)(z), Law("q", z | x)(z | x)], [Function("f", z)(z), Function("f", x)(x)], [Point("v", "z"), Point("v", "x")],
    [Law("K", z)(z), K + 0], [Law("q", z)(z), Function("q", z)(z)], [Function("f", z)(z), Function("f", z, nonnegative=True)(z)],
    [Law("v", z)(z), Law("ν", z)(z)]])
def test_two_things_of_one_name_are_refused(nodes) -> None:
    laws = [node if hasattr(node, "is_commutative") else Law("q", node)(node) for node in nodes]
    with pytest.raises(Refused, match=r"called|alike"):
        check_printed(laws)


def test_two_subsets_of_one_name_are_refused() -> None:
    i = Point("i")
    inner, outer = Subset("F", i), Subset("F", i, containing=Subset("G", i))
    g = Function("g", i)
    with pytest.raises(Refused, match="called F"):
        check_printed([derivations.sup[i:inner](g(i)), derivations.sup[i:outer](g(i))])


def test_examples_read_back() -> None:
    for rule in RULES.values():
        for _kind, left, right, _relation in examples(rule):
            for text in (left, right):
                node = parse(text, NAMES)
                assert read_line(node if hasattr(node, "args") else derivations.log(1) * 0 + node)[0] is not None
