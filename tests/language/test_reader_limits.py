"""What a file may hold at most, on which line a refusal points, and what is noted of a theorem that is read."""

import pytest

from derivations.language.authoring.lines import Text, readable
from derivations.language.authoring.reader import LARGEST, Misread, parse
from derivations.language.theorems.files import read_file
from tests.language.test_reader import HEAD, THEOREM


def read(text: str):
    return read_file(text, "file")


ABOVE = HEAD.count("\n")
ELBO = "from derivations.chapters.elbo import "
TAKEN = {  # what a file may say, and why
    "a = 1000000000000000000000000000000": "thirty digits and one, which is the limit", "from derivations import log\nfrom derivations import *": "a word may come twice",
    "T = (1, q(z))\nL = [T, {q(z): T}]": "collections", "a = iid(q(z), 2)": "draws may have a name", "T = {**{}, **{q(z): 1}}": "a dict within one", "# a tab\t and ü": "a comment is free",
    "@abbreviation\ndef w(a, b):\n    return q(a)*b\nc = w(z, 2)": "a parameter is another name", "a = (bound.at({q0(z0): q(z)}),)\n".join((ELBO + "q as q0, z as z0, bound\n", "")): "reasons",
    f"{ELBO}q as {'a'*60}": "sixty letters", f"{'a'*60} = Point('{'a'*60}')": "sixty letters", "a = L0[0]\n".join(("L0 = [q(z)]\n", "")): "an element has a name",
    "@theorem(title='t')\ndef w(proof):\n    proof.claim(q(z) == q(z))": "no question"}


@pytest.mark.parametrize("statement", TAKEN)
def test_it_is_of_the_language(statement) -> None:
    read(HEAD + statement + "\n" + THEOREM)[-1].text  # noqa: B018


REFUSED = [  # what a file says, the line of it that is to blame, part of what is said
    ("a = 1000000000000000000000000000001", 1, "thirty digits"), ("\n\na = 1.5", 3, "fraction"), ("a = (q(z),\n     q(y))", 2, "not declared above"), ("a = zeta", 1, "not declared above"),
    ("a = q(z,\n     independent=1,\n independent=2)", 1, "named twice"), ("a = q(**{})", 1, "in a dict only"), ("T = {**q}", 1, "takes a dict"), ("T = {1: 2,\n    [1]: 1}", 2, "a key of a dict"),
    ("@abbreviation\ndef w(a, a):\n    return q(a)", 2, "different names"), ("@abbreviation\ndef w(a, /):\n    return q(a)", 2, "plain"), ("@abbreviation\ndef w(*, a):\n    return q(a)", 2, "plain"),
    ("@abbreviation\ndef w(*, a=z):\n    return q(a)", 2, "plain"), ("@abbreviation\ndef w(**a):\n    return q(z)", 2, "plain"), ("@abbreviation\ndef w(*a):\n    return q(z)", 2, "plain"),
    ("@abbreviation\ndef w(a):\n    return", 3, "one expression"), ("@abbreviation\ndef w(a):\n    '''Prose.'''", 2, "one expression"), ("@abbreviation\ndef w(a):\n    b = 1\n    return b", 3, "one expression"),
    ("@abbreviation\ndef w(a):\n    return q(a)\n    return q(a)", 3, "one expression"), ("@abbreviation\ndef w(a):\n    q(a)", 3, "one expression"), ("@abbreviation\ndef w(a) -> int:\n    return q(a)", 2, "annotations"),
    ("@abbreviation\ndef w(a):\n    return q(a)\nc = w()", 4, "takes 1 arguments, not 0"), ("@abbreviation\ndef w(a):\n    return q(z)\nc = w(True)", 4, "points, laws"),
    ("@abbreviation\ndef w(a):\n    return q(z)\nc = w('a')", 4, "points, laws"), ("@abbreviation\ndef w(a):\n    return q(z)\nc = w(z, z)", 4, "takes 1"),
    ("@abbreviation\ndef w(a):\n    return q(y)\nc = w(z)", 4, f"w, line {ABOVE + 3}: y is not declared"), ("@abbreviation\ndef w(a):\n    return a\nc = w(z)", 4, "not a quantity"),
    ("@abbreviation\ndef w(a):\n    return q(a)\nw2 = w", 4, "is bound to w2"), ("a = points('b c')", 1, "each its own name, as in (b, c)"), ("a = points('b')", 1, "as in (b,)"), ("a = (1, x)", 1, "each its own"),
    ("a = E", 1, "only declarations"), ("a = [q(z), E]", 1, "only declarations"), ("a = {1: E}", 1, "only declarations"), ("f = Function('f', z)", 1, "bound already"), ("a = 1\na = 1", 2, "bound already"),
    ("a, b = points('a b c')", 1, "2 names"), ("a, b = q(z)", 1, "2 names"), ("[a, b] = points('a b')", 1, "names are assigned"), ("(a, b[0]) = points('a b')", 1, "names are assigned"),
    (f"{ELBO}q as {'a'*61}", 1, "60 are enough"), (f"{'a'*61} = q(z)", 1, "60 are enough"), (f"{ELBO}p as q0, q as p", 1, "p is another thing"), (f"{ELBO}_q", 1, "nothing of"), (f"{ELBO}points", 1, "nothing of"),
    (f"a = 1\n{ELBO}q", 2, "bound already"), ("from derivations.chapters.Elbo import q", 1, "imports from"), ("from derivations.chapters import q", 1, "imports from"), ("from .chapters.elbo import q", 1, "imports from"),
    ("# \u200b", 1, "U+200B"), ("\n# \u2028", 2, "U+2028"), ("# \u202e", 1, "U+202E"), ("\n\n# \x0b", 3, "U+000B"), ("\nµ = 1", 2, "U+00B5"), ("ａ = 1", 1, "U+FF41"), ("a = = 1", 1, "not written as Python is"),
    ("@theorem('1', '2', title='t')\ndef w(proof):\n    return", 1, "write @theorem"), ("@theorem(1, title='t')\ndef w(proof):\n    return", 1, "write @theorem"),
    ("@theorem('1', title=1)\ndef w(proof):\n    return", 1, "write @theorem"), ("@theorem('1', title='t', line=1)\ndef w(proof):\n    return", 1, "write @theorem"),
    ("@theorem('1')\ndef w(proof):\n    return", 1, "write @theorem"), ("@theorem(('1', 2), title='t')\ndef w(proof):\n    return", 1, "called by a text"), ("@E\ndef w(proof):\n    return", 2, "under @abbreviation"),
    ("def w(proof):\n    return", 1, "under @abbreviation"), ("a = 'abc'[0]", 1, "takes no brackets"), ("a = q[0]", 1, "is taken at parameters"), ("a = 3(z)", 1, "cannot be called"), ("a = E(q(z))", 1, "write E[q(z)](f(z))"),
    ("a = K(z)", 1, "cannot be called"), ("a = (q(z) > 0)(z)", 1, "cannot be called"), ("a = bound2.at({})", 1, "not declared"), ("a = algebra.at({})", 1, "at"), ("a = b = 1", 1, "one assignment")]


@pytest.mark.parametrize(("statement", "line", "says"), REFUSED)
def test_a_refusal_points_at_its_line(statement, line, says) -> None:
    with pytest.raises(Misread) as refusal:
        read(HEAD + statement + "\n" + THEOREM)
    assert refusal.value.line == ABOVE + line and says in str(refusal.value)


PROOFS = [  # a theorem's function, the line to blame, part of what is said
    ("def w(proof, more):\n    proof.claim(q(z) == q(z))", 1, "one parameter"), ("def w():\n    return", 1, "one parameter"), ("def w(proof):\n    proof.claim(q(z) == q(z))\n    proof.claim(q(z) == q(z))", 3, "one claim"),
    ("def w(proof):\n    proof.starts(q(z))\n    proof.starts(q(z))", 3, "starts once"), ("def w(proof):\n    proof.eq(q(z), by=algebra)", 2, "begins with"), ("def w(proof):\n    proof.starts(q(z))\n    proof.le(q(z))", 3, "a reason"),
    ("def w(proof):\n    '''Prose.'''\n    proof.qed()", 3, "proof.qed is none of"), ("def w(proof):\n    proof.claim(proof)", 2, "not declared"), ("def w(proof):\n    proof.given(q(z) > 0,\n        q(z))", 2, "not a statement"),
    ("def w(proof):\n    proof.starts(q(z))\n    proof.eq(q(z),\n        by=T[1])", 4, "T holds nothing at 1"), ("def w(proof):\n    proof.starts(T[0])", 2, "takes no brackets"), ("def w(proof):\n    proof.starts(q1(z)*q2(z))", 2, "q2 is q1"),
    ("def w(proof):\n    proof.lines_of_proof()", 2, "none of"), ("def w(proof):\n    proof(1)", 2, "a call such as"), ("def w(proof):\n    q.claim(1)", 2, "a call such as"), ("def w(proof):\n    proof.claim", 2, "a call such as")]


@pytest.mark.parametrize(("function", "line", "says"), PROOFS)
def test_a_refusal_of_a_proof_points_at_its_line(function, line, says) -> None:
    head = HEAD + f"T = {{0: q(z)}}\n{ELBO}q as q1, q as q2\n@theorem('1', title='t')\n"
    with pytest.raises(Misread) as refusal:
        read(head + function + "\n")[0].text  # noqa: B018
    assert refusal.value.line == head.count("\n") + line and says in str(refusal.value)


def test_a_file_has_no_more_than_it_may() -> None:
    """200 000 characters, 2 000 names, 500 functions: the limit is taken, one more is refused."""
    def padded(n: int) -> str:
        return HEAD + THEOREM + "#" + "x"*(n - 1 - len(HEAD + THEOREM))

    def of_names(n: int) -> str:
        names = [f"a{i}" for i in range(n - 1)]
        return f"from derivations import points\n{', '.join(names)} = points('{' '.join(names)}')\n"

    def of_functions(n: int) -> str:
        return "from derivations import abbreviation\n" + "".join(f"@abbreviation\ndef a{i}(a):\n    return a\n" for i in range(n))
    for text, most, line in ((padded, 200_000, None), (of_names, 2_000, 2), (of_functions, 500, 3 + 3*500)):
        read(text(most))
        with pytest.raises(Misread) as refusal:
            read(text(most + 1))
        assert refusal.value.line == line


def test_a_line_is_no_longer_than_it_may() -> None:
    """Twenty thousand parts, whatever is shared among them."""
    from sympy import Integer, Tuple
    for value in ([1]*19_999, (1,)*19_999, Tuple(*[Integer(2)]*19_999), [dict.fromkeys(range(9_999), 1)], [[[1]*9_998]*2]):
        assert readable(value) is value
        with pytest.raises(ValueError, match="20000 parts"):
            readable([value])
    assert parse(str(LARGEST), {}) == 10**30


def test_what_is_noted_of_a_theorem() -> None:
    text = HEAD + THEOREM.replace("proof.starts", "proof.given(q(z) > 0,\n        K > 1)\n    proof.twin(q(z) == 1, 'no')\n    proof.starts").replace(
        "def one(proof):", 'def one(proof):\n    """Prose."""').replace('"1"', '("1", "2.1")')
    (one,) = read(text)
    at = {line.strip().split("(")[0]: number for number, line in enumerate(text.split("\n"), 1)}
    said: Text = one.text
    assert (one.line, one.title, one.questions, one.slug, one.__doc__, one.chapter) == (at["@theorem"], "t", ("1", "2.1"), "one", "Prose.", one.module.rsplit(".", 1)[-1])
    assert one.id == repr(one) == f"{one.chapter}.one" and one.text is said
    assert (said.statement_line, [n for _, n in said.hypotheses]) == (at["proof.claim"], [at["proof.given"]]*2)
    assert [twin.number for twin in said.twins] == [at["proof.twin"]]
    assert [(line.relation, line.number) for line in said.lines] == [(None, at["proof.starts"]), ("=", at["proof.eq"])]
    instance = one.at({1: 2}, draws="iid")
    assert one.at().mapping == {} and (instance.mapping, instance.draws) == ({1: 2}, "iid")
    for wrong in ([], 3, "a"):
        with pytest.raises(ValueError, match=r"write .*\.at"):
            one.at(wrong)
    (other,) = read(text.replace('("1", "2.1"), ', ""))
    assert other.questions == ()


def test_every_way_to_follow_is_noted_as_that() -> None:
    lines = {"eq": "=", "le": "≤", "ge": "≥", "iff": "⇔", "implies": "⇒"}
    head = HEAD + "@theorem('1', title='t')\ndef w(proof):\n    proof.starts(q(z) > 0)\n"
    (one,) = read(head + "".join(f"    proof.{word}(K > {n}, by=algebra)\n" for n, word in enumerate(lines)))
    (start, *rest) = one.text.lines
    assert start.reason is None and [(str(line.relation), repr(line.reason)) for line in rest] == [(sign, "algebra") for sign in lines.values()]
    assert [line.expression.args[1] for line in rest] == [0, 1, 2, 3, 4]
