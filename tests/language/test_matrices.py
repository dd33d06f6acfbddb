"""Matrices are notation: what they are unfolded into, how they print, what is refused, and that no entry is forgotten."""

import ast
import re
from fractions import Fraction
from itertools import product

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derivations.commands import judge
from derivations.commands.check import gathered
from derivations.commands.finding import find, load
from derivations.kernel import REGISTRY, Failed, MatrixTheorem, Prover, Refused
from derivations.kernel.lines.printed import check_line, check_printed, same_tree
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.language.authoring.reader import Misread, parse
from derivations.language.matrices import nodes
from derivations.language.terms import Both, identity, inverse, matrix
from derivations.language.theorems.theorem import Entry
from derivations.language.views import source as printer
from derivations.language.views.source import source
from derivations.pages.latex import latex
from derivations.pages.text import text
from derivations.reported.printed import Printed
from tests.support.plain_matrices import WORDS as PLAIN
from tests.support.plain_matrices import Plain, constructor
from tests.support.python_reading import Rewriter
from tests.support.rule_examples import NAMES as EXAMPLES

NAMES = {**EXAMPLES, "matrix": matrix, "identity": identity, "inverse": inverse}
HEAD = '''from derivations import *
x, z = points("x z")
f, g, h = Function("f", x), Function("g", x), Function("h", z)
q = Law("q", z)
(K,) = counts("K")
a, b, phi = parameters("a b phi")


@abbreviation
def R(u, v):
    """A turn, but for a factor."""
    return matrix([[u, v], [-v, u]])


'''


def theorem(claim: str, *lines: str, given: str = "", name: str = "one") -> str:
    """A theorem whose first line is the left side of its claim."""
    rows = [f"proof.claim({claim})", *([f"proof.given({given})"] if given else []), f"proof.starts({claim.partition(' == ')[0]})", *lines]
    return f'@theorem(title="One")\ndef {name}(proof):\n' + "".join(f"    {row}\n" for row in rows) + "\n\n"


def read(text: str, tmp_path, monkeypatch=None):
    path = tmp_path / "mine.py"
    path.write_text(HEAD + text, encoding="utf-8")
    return judge.read(str(path))


def judged(text: str, tmp_path, monkeypatch) -> dict:
    """The judgement of a file, with little time for counterexamples."""
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 0.5)
    path = tmp_path / "mine.py"
    path.write_text(HEAD + text, encoding="utf-8")
    return gathered(judge.judged(str(path), float("inf")))


# --- the entries ----------------------------------------------------------------------------------------------------


def number(node: sympy.Basic) -> Fraction:
    """The value of a node that has no names, by arithmetic of fractions."""
    if isinstance(node, sympy.Integer):
        return Fraction(int(node))
    values = list(map(number, node.args))
    if isinstance(node, sympy.Add):
        return sum(values, Fraction())
    if isinstance(node, sympy.Mul):
        return values[0]*values[1]
    assert isinstance(node, sympy.Pow) and values[1] == -1
    return 1/values[0]


def times(one, other):
    return [[sum((one[i][k]*other[k][j] for k in range(len(other))), Fraction()) for j in range(len(other[0]))] for i in range(len(one))]


def inverted(one):
    (a, b), (c, d) = one
    return [[d/(a*d - b*c), -b/(a*d - b*c)], [-c/(a*d - b*c), a/(a*d - b*c)]]


UNARY = {"{}.T": lambda m: [list(row) for row in zip(*m, strict=True)], "-{}": lambda m: [[-e for e in row] for row in m],
         "3*{}": lambda m: [[3*e for e in row] for row in m], "inverse({})": inverted}
BINARY = {"{} @ {}": times, "{} + {}": lambda m, n: [[x + y for x, y in zip(*rows, strict=True)] for rows in zip(m, n, strict=True)],
          "{} - {}": lambda m, n: [[x - y for x, y in zip(*rows, strict=True)] for rows in zip(m, n, strict=True)]}


def fits(sign: str, one, other=None) -> bool:
    """Whether the operands have the sizes, and the determinants, that an operator asks for."""
    if sign == "inverse({})":
        return len(one) == len(one[0]) == 2 and one[0][0]*one[1][1] != one[0][1]*one[1][0]
    if other is None:
        return True
    return len(one[0]) == len(other) if "@" in sign else (len(one), len(one[0])) == (len(other), len(other[0]))


@st.composite
def matrices(draw, depth: int = 3):
    """The text of a matrix of whole numbers, and its value."""
    if not depth or draw(st.integers(0, 3)) == 0:
        rows, columns = draw(st.sampled_from([(2, 2), (2, 2), (1, 2), (2, 1), (2, 3), (3, 2)]))
        value = [[Fraction(draw(st.integers(-3, 3))) for _ in range(columns)] for _ in range(rows)]
        if rows == columns and draw(st.integers(0, 5)) == 0:
            return "identity(2)", [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]]
        return f"matrix({[[int(e) for e in row] for row in value]})", value
    said, value = draw(matrices(depth - 1))
    if draw(st.booleans()):
        sign = draw(st.sampled_from(sorted(UNARY)))
        return (sign.format(f"({said})"), UNARY[sign](value)) if fits(sign, value) else (said, value)
    other, more = draw(matrices(depth - 1))
    sign = draw(st.sampled_from(sorted(BINARY)))
    return (sign.format(f"({said})", f"({other})"), BINARY[sign](value, more)) if fits(sign, value, more) else (said, value)


@given(matrices())
def test_entries_are_what_arithmetic_says(made) -> None:
    said, value = made
    assert [list(map(number, row)) for row in parse(said, NAMES).rows] == value


@given(matrices())
def test_what_is_typed_is_printed_and_read_back(made) -> None:
    node = parse(made[0], NAMES)
    check_line(node)
    assert same_tree(parse(source(node), NAMES), node)
    assert "matrix" in latex(node) or "mathbf{I}" in latex(node)
    assert text(node)


def entries_differ(said: str) -> bool:
    """Whether the entries of a matrix are other nodes than loops make of them."""
    tree = ast.fix_missing_locations(Rewriter().visit(ast.parse(said, mode="eval")))
    plain = eval(compile(tree, "<plain>", "eval"), {**PLAIN, **{f"_{name}": constructor(name) for name in (
        "add", "sub", "mul", "neg", "times", "div", "eq")}})
    assert isinstance(plain, Plain)
    ours = parse(said, NAMES).rows
    return [[same_tree(sympy.sympify(a), sympy.sympify(b)) for a, b in zip(*rows, strict=True)] for rows in zip(ours, plain.rows, strict=True)] != [
        [True]*len(ours[0])]*len(ours)


SAID = ("matrix([[1, 2], [3, 4]]) @ matrix([[5, 6], [7, 8]])", "inverse(matrix([[1, 2], [3, 4]]))", "matrix([[1, 2], [3, 4]]).T", "identity(2)",
        "matrix([[1, 2, 3]]) @ matrix([[1], [2], [3]])", "-matrix([[1, 2]])", "2*matrix([[1, 2]])", "matrix([[1, 2]]) + matrix([[3, 4]])",
        "matrix([[1, 2]]) - matrix([[3, 4]])")


@pytest.mark.parametrize("said", SAID)
def test_entries_are_those_of_plain_loops(said: str) -> None:
    assert not entries_differ(said)


def wrong(kind: str, make):
    """A matrix of one kind that has other entries than it says."""
    real = getattr(nodes, kind).__new__

    def made(cls, *args):
        found = real(cls, *args)
        found.rows = tuple(map(tuple, make(found.rows, *args)))
        return found
    return kind, made


BUGS = {
    "rows for columns in a product": wrong("Multiplied", lambda rows, *_: [*zip(*rows, strict=True)]),
    "factors turned round": wrong("Multiplied", lambda rows, a, b: nodes.Multiplied(b, a).rows if rows == () else rows[::-1]),
    "a transposed matrix left as it is": wrong("Transposed", lambda _, m: m.rows),
    "an inverse without its signs": wrong("Inverted", lambda rows, m: [[rows[0][0], rows[1][0]], [rows[0][1], rows[1][1]]]),
    "an identity of ones": wrong("Identity", lambda rows, *_: [[rows[0][0]]*len(rows)]*len(rows)),
    "a number for the first entry only": wrong("Scaled", lambda rows, _, m: [[rows[0][0], *m.rows[0][1:]], *m.rows[1:]]),
    "a difference for a sum": wrong("Added", lambda _, a, b: nodes.Subtracted(a, b).rows),
    "a sum for a difference": wrong("Subtracted", lambda _, a, b: nodes.Multiplied(a.T, b).rows[:1])}


@pytest.mark.parametrize("bug", BUGS)
def test_a_wrong_entry_is_noticed(bug: str, monkeypatch) -> None:
    kind, made = BUGS[bug]
    monkeypatch.setattr(getattr(nodes, kind), "__new__", made)
    assert any(map(entries_differ, SAID))


def test_the_kernel_reads_no_matrix() -> None:
    for said in ("matrix([[1]])", "identity(2)"):
        with pytest.raises(Refused):
            read_line(parse(said, NAMES))
    with pytest.raises(Refused):
        read_statement(parse("matrix([[1]]) == matrix([[1]])", NAMES), {})


# --- one theorem for each entry --------------------------------------------------------------------------------------


SUM = "matrix([[f(x), g(x)], [a, b]]) + identity(2) == matrix([[f(x) + 1, g(x)], [a, b + 1]])"


def test_a_theorem_on_matrices_is_a_theorem_for_each_entry(tmp_path) -> None:
    derivations = read(theorem(SUM, "proof.eq(matrix([[f(x) + 1, g(x)], [a, b + 1]]), by=algebra)"), tmp_path)
    assert [d.slug for d in derivations] == ["one[1,1]", "one[1,2]", "one[2,1]", "one[2,2]"]
    assert [text(d.text.statement) for d in derivations] == ["f(x) + 1 = f(x) + 1", "g(x) + 0 = g(x)", "a + 0 = a", "b + 1 = b + 1"]
    assert all(isinstance(d, Entry) and not d.text.statement.atoms(nodes.Table) for d in derivations)
    prover = Prover()
    assert len({prover.prove(d).form for d in derivations}) == 4


@pytest.mark.parametrize("place", [*product((1, 2, 3), (1, 2))])
def test_no_entry_is_forgotten(place, tmp_path) -> None:
    """Where one entry of six is wrong, the theorem on that entry is refused, and only that one."""
    rows = [[f"f(x) + {i}*a + {j}*b + {7 if (i, j) == place else 0}" for j in (1, 2)] for i in (1, 2, 3)]
    right = [[f"f(x) + {i}*a + {j}*b" for j in (1, 2)] for i in (1, 2, 3)]
    one, other = ("matrix([" + ", ".join("[" + ", ".join(row) + "]" for row in table) + "])" for table in (right, rows))
    derivations = read(theorem(f"{one} == {other}", f"proof.eq({other}, by=algebra)"), tmp_path)
    refused = []
    for derivation in derivations:
        try:
            Prover().prove(derivation)
        except Failed:
            refused.append(derivation.place)
    assert refused == [place] and len(derivations) == 6


def test_a_step_that_leaves_an_entry_as_it_was_needs_no_reason_there(tmp_path) -> None:
    lines = ["proof.eq(matrix([[log(exp(a)), b]]), by=algebra)", "proof.eq(matrix([[a, b]]), by=logarithm)", "proof.eq(matrix([[a, b + 0]]), by=algebra)"]
    first, second = read(theorem("matrix([[log(exp(a)) + 0, b]]) == matrix([[a, b + 0]])", *lines), tmp_path)
    assert [len(d.text.lines) for d in (first, second)] == [3, 2]
    prover = Prover()
    assert prover.prove(first) and prover.prove(second)


def test_the_whole_step_has_a_reason(tmp_path) -> None:
    (first, _) = read(theorem("matrix([[a, b]]) == matrix([[a + 0, b]])", "proof.eq(matrix([[a, b]]), by=jensen)",
                              "proof.eq(matrix([[a + 0, b]]), by=algebra)"), tmp_path)
    with pytest.raises(Failed, match="jensen"):
        Prover().prove(first)


TURN = theorem("R(a, b).T @ R(a, b) == (a**2 + b**2)*identity(2)", "proof.eq((a**2 + b**2)*identity(2), by=algebra)", name="turn")


@pytest.mark.parametrize(("claim", "line"), [
    ("3*(R(a, b).T @ R(a, b)) == 3*((a**2 + b**2)*identity(2))", "proof.eq(3*((a**2 + b**2)*identity(2)), by=turn)"),
    ("R(f(x), phi).T @ R(f(x), phi) == (f(x)**2 + phi**2)*identity(2)", "proof.eq((f(x)**2 + phi**2)*identity(2), by=turn.at({a: f(x), b: phi}))"),
    ("R(f(x), phi).T @ R(f(x), phi) == (f(x)**2 + phi**2)*identity(2)", "proof.eq((f(x)**2 + phi**2)*identity(2), by=turn.at(a=f(x), b=phi))"),
    ("(R(a, b).T @ R(a, b))[1, 1] == (a**2 + b**2)*1", "proof.eq((a**2 + b**2)*1, by=turn[1, 1])"),
    ("(R(phi, b).T @ R(phi, b))[1, 1] == (phi**2 + b**2)*1", "proof.eq((phi**2 + b**2)*1, by=turn[1, 1].at({a: phi}))"),
    ("R(a, b).T @ R(a, b) == (a**2 + b**2)*identity(2)",
     "proof.eq((a**2 + b**2)*identity(2), by=[[turn[1, 1], algebra], [turn[2, 1], turn[2, 2]]])")])
def test_theorems_on_matrices_are_cited(claim, line, tmp_path) -> None:
    derivations, prover = read(TURN + theorem(claim, line), tmp_path), Prover()
    for one in derivations[4:]:
        rests_on = {other.slug for other in prover.prove(one).rests_on}
        place = one.place if isinstance(one, Entry) else (1, 1)
        assert rests_on == ({f"turn[{place[0]},{place[1]}]"} if "algebra" not in line or place != (1, 2) else set())


@pytest.mark.parametrize(("put_in", "why"), [
    ("{phi: a}", "says nothing of phi"), ("phi=a", "speaks of a, b, not of phi"), ("{a: b}, a=phi", "a is put in twice"), ("[a]", ".at(name=new)"),
    ("{f(x): a}", "says nothing of a function f")])
def test_particulars_of_which_no_entry_speaks_are_refused(put_in, why, tmp_path) -> None:
    line = f"proof.eq((a**2 + b**2)*identity(2), by=turn.at({put_in}))"
    *_, derivation = read(TURN + theorem("R(a, b).T @ R(a, b) == (a**2 + b**2)*identity(2)", line), tmp_path)
    with pytest.raises(Failed, match=re.escape(why)):
        Prover().prove(derivation)


@pytest.mark.parametrize(("twins", "verdict"), [
    (["R(a, b).T == R(a, b)"], "holds"), (["R(a, b) == R(a, -b).T"], "incomplete"), (["R(a, b).T == R(b, a)", "a == b"], "holds"),
    (["R(a, b) == matrix([[a, b], [-b, a + 1]])"], "holds"), (["matrix([[a, b]]) == matrix([[a, b + 0]])"], "incomplete"),
    (["matrix([[a]]) == matrix([[b]])"], "holds")])
def test_a_mistake_is_one_in_some_entry(twins, verdict, tmp_path, monkeypatch) -> None:
    lines = ["proof.eq(R(a, -b), by=algebra)", *(f"proof.twin({twin}, 'a mistake')" for twin in twins)]
    found = judged(theorem("R(a, b).T == R(a, -b)", *lines), tmp_path, monkeypatch)
    assert found["verdict"] in ((verdict,) if verdict == "holds" else ("incomplete", "timeout")), found
    assert [one["verdict"] for one in found["theorems"][1:]] == ["holds"]*3  # the mistakes are tried with the first entry


def test_what_some_entry_needs_is_not_too_much(tmp_path, monkeypatch) -> None:
    claim = "matrix([[a/a, b/b], [1, 1]]) == matrix([[1, 1], [1, 1]])"
    line = "proof.eq(matrix([[1, 1], [1, 1]]), by=algebra)"
    found = judged(theorem(claim, line, given="a != 0, b != 0"), tmp_path, monkeypatch)
    assert found["verdict"] == "holds"
    assert all(one["superfluous"] == [] and one["enough"] is None for one in found["theorems"]), found
    found = judged(theorem(claim, line, given="a != 0, b != 0, phi > 0"), tmp_path, monkeypatch)
    assert found["theorems"][0]["superfluous"] == ["phi > 0"]


def test_a_judgement_says_of_which_matrices_it_is(tmp_path, monkeypatch) -> None:
    found = judged(theorem("R(a, b).T == R(a, -b)", "proof.eq(R(a, -b), by=algebra)"), tmp_path, monkeypatch)
    one = found["theorems"][1]
    assert (one["name"], one["matrix"], one["claim"]) == ("one[1,2]", "R(a, b)ᵀ = R(a, −b)", "−b = −b")
    assert "R(a, b) = [[a, b], [−b, a]]" in one["where"]


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "why"), [
    ("matrix([[1, 2], [3]])", "rows: row 2 has the length 1, and row 1 the length 2"), ("matrix([])", "takes a list of rows"),
    ("matrix([[], []])", "rows: row 1 is empty"), ("matrix([1, 2])", "takes a list of rows"), ("matrix(2)", "takes a list of rows"),
    ("matrix([[matrix([[1]])]])", "an entry of row 1 is a matrix"), ("matrix([[f(x) > 0]])", "not a quantity"), ("matrix([[1]*3]*2)", "not a quantity"),
    ("matrix([[1, 2, 3, 4, 5, 6, 7]])", "at most 6 rows and 6 columns, not 1 row and 7 columns"), ("identity(K)", "a whole number from 1 to 6"),
    ("identity(7)", "a whole number"), ("identity(True)", "a whole number"), ("inverse(identity(3))", "2 rows and 2 columns, not 3 rows"),
    ("inverse(f(x))", "inverse(…) takes is a matrix"), ("identity(2) @ identity(3)", "left needs as many columns as right has rows"),
    ("identity(2) + identity(3)", "left + right: left has 2 rows and 2 columns, and right has 3"), ("identity(2) == identity(3)", "left == right"),
    ("identity(2) + 1", "right of + is a matrix"), ("1 - identity(2)", "left of - is a matrix"), ("identity(2)*2", "stands left of the matrix"),
    ("identity(2)*identity(2)", "left @ right"), ("identity(2)/2", "(1/2)*M"), ("1/identity(2)", "inverse(M)"), ("identity(2)**2", "joined by @"),
    ("identity(2) <= identity(2)", "joined by @"), ("identity(2) != identity(2)", "joined by @"), ("identity(2) == 1", "right of == is a matrix"),
    ("f(x) @ f(x)", "write * between quantities"), ("f(x) @ identity(2)", "left of @ is a matrix"), ("f(x).T", "write .T behind a matrix"),
    ("identity(2)[0, 1]", "no entry [0, 1]"), ("identity(2)[3, 1]", "no entry [3, 1]"), ("identity(2)[1]", "a row and a column"),
    ("identity(2)[1:2, 1]", "a row and a column"), ("identity(2)(1)", "cannot be called"), ("log(identity(2))", "not a quantity"),
    ("both(identity(2) == identity(2))", "not a statement"), ("iff(identity(1) == identity(1), f(x) > 0)", "not a statement"),
    ("E[q(z)](identity(2))", "not a quantity"), ("f(x) + identity(1)", "left of + is a matrix"), ("identity(2) == identity(2) == identity(2)", "one relation")])
def test_what_is_no_matrix_is_refused(said, why) -> None:
    with pytest.raises(Misread, match=re.escape(why)) as refusal:
        parse(said, NAMES)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize(("claim", "lines", "why"), [
    ("R(a, b) == R(a + 0, b)", ["proof.eq(matrix([[a, b]]), by=algebra)"], "the line has 1 row and 2 columns, and the claim is of matrices of 2 rows"),
    ("R(a, b) == R(a + 0, b)", ["proof.eq(a, by=algebra)"], "the line is no matrix"), ("a == a + 0", ["proof.eq(R(a, b), by=algebra)"], "the line is a matrix"),
    ("R(a, b) == R(a + 0, b)", ["proof.le(R(a + 0, b), by=algebra)"], "write proof.eq"),
    ("R(a, b) == R(a + 0, b)", ["proof.eq(R(a + 0, b), by=[[algebra, algebra]])"], "one for each entry, in 2 rows and 2 columns"),
    ("R(a, b) == R(a + 0, b)", ["proof.eq(R(a + 0, b), by=[algebra, algebra])"], "one for each entry"),
    ("a == a + 0", ["proof.eq(a + 0, by=[[algebra]])"], "one reason"), ("a == a + 0", ["proof.eq(a + 0, by=turn)"], "write by=turn[1, 1], the theorem on an entry"),
    ("a == a + 0", ["proof.eq(a + 0, by=turn.at({a: b}))"], "write by=turn[1, 1].at(…)"), ("a == a + 0", ["proof.eq(a + 0, by=turn[3, 1])"], "no entry [3, 1]"),
    ("a == a + 0", ["proof.eq(a + 0, by=jensen_equality.using(turn))"], ".using: turn is a theorem on matrices"),
    ("matrix([[a]]) == matrix([[a + 0]])", ["proof.eq(matrix([[a + 0]]), by=turn)"], "turn is on matrices of 2 rows and 2 columns"),
    ("R(a, b) == R(a + 0, b)", ["proof.eq(R(a + 0, b), by=[[turn, algebra], [algebra, algebra]])"], "a theorem on matrices"),
    ("a == a + 0", ["proof.eq(a + 0, by=algebra)", "proof.twin(R(a, b) == R(b, a), 'no')"], "the twin is of matrices"),
    ("a == a + 0", ["proof.given(R(a, b) == R(b, a))", "proof.eq(a + 0, by=algebra)"], "not a statement"),
    ("R(a, b)" + " @ R(a, b)"*25 + " == R(a, b)", ["proof.eq(R(a, b), by=algebra)"], "an entry of a line of more than 20000 parts"),
    ("R(a, b) == R(a + 0, b)", ["proof.eq(R(a + 0, b), by=algebra)", "proof.twin(R(a, b)" + " @ R(a, b)"*25 + " == R(a, b), 'no')"], "20000 parts")])
def test_lines_that_do_not_fit_are_refused_with_their_line(claim, lines, why, tmp_path) -> None:
    *_, derivation = read(TURN + theorem(claim, *lines), tmp_path)
    with pytest.raises(Misread, match=re.escape(why)) as refusal:
        derivation.text  # noqa: B018
    assert refusal.value.line and refusal.value.line > (HEAD + TURN).count("\n") and len(str(refusal.value).splitlines()) == 1


def test_a_matrix_that_prints_as_another_one_is_refused(tmp_path, monkeypatch) -> None:
    (first, *_) = read(theorem("R(a, b) @ R(b, a) == R(0, 0) + R(a, b) @ R(b, a)", "proof.eq(R(0, 0) + R(a, b) @ R(b, a), by=algebra)"), tmp_path)
    assert Prover().prove(first)
    check_line.cache_clear()
    real = printer._PRINTERS[nodes.Multiplied]
    monkeypatch.setitem(printer._PRINTERS, nodes.Multiplied, lambda n: real(nodes.Multiplied(*n.args[::-1])))
    with pytest.raises(Failed, match="what is printed is read as something else"):
        Prover().prove(first)
    check_line.cache_clear()


def test_different_matrices_print_differently() -> None:
    names = NAMES | {"M": parse("matrix([[1, 2], [3, 4]])", NAMES), "N": parse("matrix([[5, 6], [7, 8]])", NAMES)}
    said = ["2*M @ N", "2*(M @ N)", "M @ N.T", "(M @ N).T", "M + N @ M", "(M + N) @ M", "M @ (N @ M)", "M @ N @ M", "-M @ N", "-(M @ N)", "-M + N", "-(M + N)",
            "M - (N - M)", "M - N - M", "M + (N + M)", "M + N + M", "inverse(M.T)", "inverse(M).T", "inverse(M @ N)", "inverse(M) @ N", "2*M.T", "(2*M).T",
            "M.T.T", "identity(2)", "matrix([[1, 0], [0, 1]])", "matrix([[1], [0]])", "matrix([[1, 0]])", "2*(3*M)", "2*3*M", "(-2)*M", "-(2*M)", "2*(-M)"]
    made = [parse(one, names) for one in said]
    for printed in (text, latex, source):
        assert len({printed(node) for node in made}) == len(said)


# --- chapters, pages ------------------------------------------------------------------------------------------------


load()
CHART = "gamma_charts.scale_chart"


def test_entries_of_a_chapter_are_registered_and_found() -> None:
    ids = [f"{CHART}[{i},{j}]" for i in (1, 2) for j in (1, 2)]
    assert [one.id for one in find(CHART)] == ids and all(one in REGISTRY for one in ids) and CHART not in REGISTRY
    whole = find(CHART)[0].whole
    assert isinstance(whole, MatrixTheorem) and whole[2, 1] is REGISTRY[f"{CHART}[2,1]"]
    with pytest.raises(ValueError, match="no entry"):
        whole[3, 1]
    with pytest.raises(TypeError):
        iter(whole)


def test_every_matrix_of_the_chapters_is_read_back() -> None:
    wholes = {one.whole for one in REGISTRY.values() if isinstance(one, Entry)}
    assert len(wholes) >= 6
    for whole in wholes:
        check_printed([whole.text.statement, *(line.expression for line in whole.text.lines), *(twin.statement for twin in whole.text.twins)])
        assert len(whole.entries) == whole.shape[0]*whole.shape[1]


def test_mistakes_go_with_the_first_entry() -> None:
    first, *others = find(CHART)
    assert first.text.twins and not any(one.text.twins for one in others)
    assert isinstance(first.text.twins[0].statement, Both) and len(first.text.twins[0].statement.args) == 4


def as_printed(proof):
    proof.claim(identity(2) == identity(2))


def test_a_claim_of_the_assignment_is_no_matrix() -> None:
    with pytest.raises(Misread, match="under @theorem only"):
        Printed(as_printed, title="one", register=False).text  # noqa: B018
