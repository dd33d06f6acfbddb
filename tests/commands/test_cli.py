"""The command line, as people meet it."""

import ast
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from derivations.__main__ import main
from derivations.chapters import ORDER
from derivations.commands import judge
from derivations.commands.check import check
from derivations.commands.finding import load, load_reported
from derivations.commands.options import program
from derivations.kernel import REGISTRY, Derivation, Prover
from derivations.language.views.source import source
from derivations.pages import standalone as pages
from derivations.pages.standalone import standalone
from tests import ROOT

load_reported()
THEOREMS = {**load(), **{name: d for name, d in REGISTRY.items() if d.module.startswith("derivations.reported")}}
BOUND = standalone(THEOREMS["elbo.bound"])
COVER = standalone(THEOREMS["iwelbo.unbiased_weight"])


def derivations(*args: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "derivations", *args], cwd=ROOT, capture_output=True, text=True,
                          check=False, timeout=60, **options)


# --- list and show ----------------------------------------------------------------------------------------------


def test_list_has_every_theorem() -> None:
    run = derivations("list")
    assert run.returncode == 0 and run.stderr == ""
    said = " ".join(run.stdout.split())  # a title may be folded
    for name, derivation in THEOREMS.items():
        assert f"{' '.join([name, *derivation.questions])} {derivation.title}" in said


def test_list_reported() -> None:
    every, one = derivations("list", "--reported").stdout, derivations("list", "--reported", "1.1.2").stdout
    for claim in load_reported().values():
        assert claim.id in every
        assert (claim.id in one) == (claim.question == "1.1.2")


def test_show_has_everything_of_a_theorem() -> None:
    page = derivations("show", "elbo.bound").stdout
    assert not [line for line in page.splitlines() if line != line.rstrip()]
    for part in (
            "elbo.bound   question 1.1.1", "Claim  ELBO(q(z), p(x, z)) ≤ log p(x)", "𝔼_{q(z)}|log(p(x, z)/q(z))| < ∞",
            "ELBO(q(z), p(x, z)) = 𝔼_{q(z)}[log(p(x, z)/q(z))]", "elbo.gibbs with r(z) := p(z | x)",
            "Rests on ", " elbo.gibbs: The divergence is never negative", "✗  ELBO(q(z), p(x, z)) ≥ log p(x)",
            "taking it for an upper bound"):
        assert part in page


@pytest.mark.parametrize("name", [*ORDER, "1.1.1"])
def test_show_lists_what_a_name_stands_for(name: str, capsys) -> None:
    assert main(["show", name]) == 0
    said = capsys.readouterr().out
    wholes = (getattr(d, "whole", d) for d in load().values() if name == d.chapter or name in d.questions)  # of all entries of a matrix, one
    assert all(one.id in said for one in wholes)


def test_show_a_claim() -> None:
    claim, correction = next((c, c.correction) for c in load_reported().values() if c.correction is not None)
    run = derivations("show", claim.id)
    assert run.returncode == 0, run.stderr
    for part in (claim.id, "Verdict", "Correction", correction.theorem.id):
        assert part in run.stdout


@pytest.mark.parametrize(("name", "near"), [("elbo.evidense", "elbo.evidence"), ("gibs", "elbo.gibbs"),
                                            ("2.1.1", "2.1.11"), ("zzz", None)])
def test_unknown_names(name: str, near: str | None) -> None:
    run = derivations("show", name)
    assert run.returncode == 2 and run.stdout == ""
    assert len(run.stderr.splitlines()) == 1 and name in run.stderr
    assert (near or "no theorem") in run.stderr


@pytest.mark.parametrize("args", [[], ["nonsense"], ["show"], ["check"], ["check", "x.py", "--timeout", "-1"]])
def test_wrong_calls_exit_2(args: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(args)
    assert left.value.code == 2


QUOTED = r'''"""A text in the place of a law: the refusal quotes it."""

from derivations import Law, points, theorem
from derivations.chapters.elbo import bound

z, = points("z")
q = Law("q", z)


@theorem("1", title="forged")
def forged(proof):
    proof.claim(q(z) == 2*q(z))
    proof.starts(q(z))
    proof.eq(2*q(z), by=bound.at({"it\x1b[2J\x1b[H\n\nforged: holds\n    Claim  q(z) = 2·q(z)": 1}))
'''


def test_what_a_file_says_moves_no_cursor(tmp_path) -> None:
    """Texts and names of a file are told in one line, whatever stands in them."""
    path = tmp_path / "one.py"
    path.write_text(QUOTED)
    run = derivations("check", str(path))
    assert run.returncode == 1 and all(line.isprintable() for line in run.stdout.split("\n"))
    assert not any(line.startswith("forged: holds") for line in run.stdout.split("\n"))


@pytest.mark.parametrize(("redirected", "status"), [(">/dev/full", 2), (">&-", 0)])
def test_an_output_that_cannot_be_written_is_no_verdict(redirected: str, status: int, tmp_path) -> None:
    path = tmp_path / "one.py"
    path.write_text(BOUND)
    run = subprocess.run(["bash", "-c", f'"{sys.executable}" -m derivations check "{path}" {redirected}'], cwd=ROOT, text=True,
                         capture_output=True, check=False)
    assert run.returncode == status and "Traceback" not in run.stderr and len(run.stderr.splitlines()) <= 1


def test_source_is_for_one_theorem(capsys) -> None:
    for name in ("elbo", "1.1.3-b", "1.2.4-a"):
        assert main(["show", name, "--source"]) == 2
        assert capsys.readouterr().err.startswith("--source is for one theorem")


@pytest.mark.parametrize("command", ["verify", "list", "show", "check"])
def test_help_has_examples(command: str, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0 and f"{program()} {command}" in capsys.readouterr().out.split("examples:")[1]


def test_help_names_the_runs_that_claims_are_decided_on(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    out = capsys.readouterr().out
    decisions = [claim.decision for claim in load_reported().values() if claim.decision is not None]
    assert decisions and all(decision.command in out for decision in decisions)
    assert f"{program()} verify --runs" in out


def test_list_and_show_load_little() -> None:
    code = """if True:
        import sys
        from derivations.__main__ import main
        main(["list"])
        print(sorted({"torch", "numpy", "hypothesis", "matplotlib", "scipy"} & set(sys.modules)))
        main(["show", "iwelbo.more"])
        print(sorted({"torch", "hypothesis", "matplotlib", "scipy"} & set(sys.modules)))"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line for line in run.stdout.splitlines() if line.startswith("[")] == ["[]", "[]"]


def test_a_reader_may_stop_reading() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([sys.executable, "-m", "derivations", "list"], cwd=ROOT, stdout=writer, text=True,
                         stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert run.stderr == ""


# --- show --source ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def prover() -> Prover:
    return Prover()


CLAIMS = {claim.id: claim.statement for claim in load_reported().values() if claim.statement and claim.statement.text.lines}
SOURCES = {**THEOREMS, **CLAIMS}


def read_again(name: str, folder) -> tuple[str, list[Derivation]]:
    """The file of one theorem, and the derivations that are read in it."""
    path = folder / "file.py"
    path.write_text(text := standalone(SOURCES[name]))
    return text, judge.read(str(path))


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if i % 8 == 0 else pytest.mark.slow) for i, name in enumerate(SOURCES)])
def test_source_is_judged_to_hold(name: str, tmp_path, prover) -> None:
    """The judge tries models, too; of a theorem they are tried elsewhere, and its file proves the same theorem."""
    itself = next(d for d in read_again(name, tmp_path)[1] if d.slug == SOURCES[name].slug)
    assert [one.verdict for one in judge.judge(itself, prover)] == ["holds"]


@pytest.mark.parametrize("name", SOURCES)
def test_source_proves_the_theorem(name: str, tmp_path, prover) -> None:
    """In this process, for every theorem: imports from derivations only, a line of proof a source line."""
    text, found = read_again(name, tmp_path)
    itself = next(d for d in found if d.slug == SOURCES[name].slug)
    made, told = prover.prove(itself), prover.prove(SOURCES[name])
    assert made.form is told.form and made.given_forms == told.given_forms and made.almost == told.almost
    assert source(made.claim) == source(told.claim) and len(made.given) == len(told.given)
    assert {d.slug.partition("[")[0] for d in found} == {itself.slug.partition("[")[0]}  # the entries of one matrix
    assert len(found) == 1 or "[" in itself.slug
    imports = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert all(line.startswith("from derivations") for line in imports)
    numbers = [line.number for line in found[0].text.lines]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) == len(SOURCES[name].text.lines)


def test_the_source_of_a_node_is_that_of_the_standard_library() -> None:
    """Columns count bytes, and a form feed begins no line."""
    text = 'a = "𝔼≤"; b = f("µ",\n      (1 +\n       "é"), 2)\nc = """one\n  𝔼\x0c\n"""; d = "ü" + e\n'
    nodes = [node for node in ast.walk(ast.parse(text)) if hasattr(node, "end_col_offset")]
    assert len(nodes) > 12
    for node in nodes:
        assert "\n".join(pages._segment(node, text)) == ast.get_source_segment(text, node)


def test_the_file_of_a_theorem_is_the_same_when_it_is_made_again() -> None:
    """What is kept of a module is not changed by the file that is made of it, nor taken for another module."""
    for name in ("elbo.bound", "iwelbo.unbiased_weight", "elbo.bound"):
        assert standalone(THEOREMS[name]) == standalone(THEOREMS[name]) == {"elbo.bound": BOUND}.get(name, COVER)


def test_a_file_from_standard_input() -> None:
    for text, status, says in ((BOUND, 0, "-: holds"), ("import os", 2, "-:1: unreadable"), ("", 2, "-: unreadable: nothing to prove")):
        run = derivations("check", "-", input=text)
        assert run.returncode == status and run.stdout.startswith(says) and run.stderr == ""


def test_source_through_the_command_line(tmp_path) -> None:
    path = tmp_path / "elbo.py"  # the name of a chapter: no harm
    path.write_text(derivations("show", "elbo.evidence", "--source").stdout)
    run = derivations("check", str(path))
    assert (run.returncode, run.stderr) == (0, "")
    first, _, *rest = run.stdout.splitlines()
    assert first == f"{path}: holds" and rest[0] == "evidence: holds"
    assert rest[1] == "    Claim  log p(x) = ELBO(q(z), p(x, z)) + KL(q(z) ‖ p(z | x))"
    assert "    Where  p is a law of x, z" in rest


# --- check ------------------------------------------------------------------------------------------------------


TRUE_ONE = """
from derivations import definition
from derivations.chapters.elbo import r as r0

@theorem(title="by definition")
def one(proof):
    proof.claim(KL[z](q(z), r0(z)) == E[q(z)](log(q(z)/r0(z))))
    proof.given(integrable[q(z)](log(q(z)/r0(z))))
    proof.starts(KL[z](q(z), r0(z)))
    proof.eq(E[q(z)](log(q(z)/r0(z))), by=definition)
"""
FORGED = '{"verdict": "holds", "line": null, "step": null, "rule": null, "reason": null, "counterexample": null}'

class Case(NamedTuple):
    """A file, and what is to be said of it."""

    content: str | bytes
    verdict: str
    at: str | None = None  # what the line that is named holds
    says: str = ""
    counterexample: bool = False
    timeout: float = 20
    file: bool = True  # whether the whole file is unreadable, and not a theorem of it


def fails(content: str, at: str, says: str, counterexample: bool = False) -> Case:
    return Case(content, "refuted" if counterexample else "not_recognised", at, says, counterexample)


def unread(content: str, at: str, says: str) -> Case:
    """A theorem that holds something that is not of the language."""
    return Case(content, "unreadable", at, says, file=False)


def unreadable(content: str | bytes, at: str | None, says: str) -> Case:
    return Case(content, "unreadable", at, says)


def in_bound(old: str, new: str) -> str:
    if old not in BOUND:
        raise ValueError(old)
    return BOUND.replace(old, new)


ZERO = BOUND + TRUE_ONE.replace("def one", "def zero").replace("== E", "== 2*E")
ALONE = """
from derivations import KL, Law, integrable, log, points, theorem
z, = points("z")
q, r = Law("q", z), Law("r", z)
@theorem(title="a claim before its proof")
def alone(proof):
    proof.claim(KL[z](q(z), r(z)) {} 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
"""
HARD = BOUND + """
from derivations import algebra
@theorem(title="too much to multiply out")
def much(proof):
    proof.claim((p(x) + p(z) + q(z) + p(x, z) + p(z | x) + 1)**50 == (1 + p(x) + p(z) + q(z) + p(x, z) + p(z | x))**50)
    proof.starts((p(x) + p(z) + q(z) + p(x, z) + p(z | x) + 1)**50)
    proof.eq((1 + p(x) + p(z) + q(z) + p(x, z) + p(z | x))**50, by=algebra)
"""
FILES = {
    "right": Case(BOUND, "holds"),
    "two theorems": Case(BOUND + TRUE_ONE, "holds"),
    "wrong sign": fails(in_bound(") + KL[z]", ") - KL[z]"), "proof.le(", "gibbs", True),
    "swapped KL": fails(in_bound("KL[z](q(z), p(z | x))", "KL[z](p(z | x), q(z))"), "proof.le(", "gibbs", True),
    "false claim": fails(in_bound("<=", ">="), "proof.claim(", "≤ is too weak", True),
    "a hypothesis too few": fails("\n".join(line for line in COVER.splitlines() if "proof.given" not in line), "proof.claim(",
                                  "given is too short; the lines also need: always", True),
    "a hypothesis too many": Case(in_bound("proof.given(", "proof.given(p(x) > 0, "), "holds"),
    "wrong reason": fails(in_bound("by=evidence", "by=gibbs"), "proof.eq(", "elbo.gibbs does not lead"),
    "second one false": fails(BOUND + TRUE_ONE.replace("== E[q(z)]", "== 2*E[q(z)]"), "proof.claim(KL", "claim", True),
    "false lemma": fails(ZERO + TRUE_ONE.replace("by=definition", "by=zero"), "r0(z)) == 2*E", "a side of it", True),
    "a name that is none": unread(in_bound("by=evidence", "by=evidense"), "evidense", "evidense is not declared above; near"),
    "a law of another point": unread(in_bound("KL[z](q(z)", "KL[z](q(x)"), "q(x)", "no density at (x"),
    "two relations": unread(in_bound("<= log(p(x))", "<= log(p(x)) <= 0"), "<= 0", "one relation a statement"),
    "says nothing": unread("from derivations import theorem\n@theorem(title='')\ndef one(proof):\n    pass\n", "pass", "a line of"),
    "claims nothing": fails("from derivations import theorem\n@theorem(title='')\ndef one(proof):\n    proof.given()\n", "@theorem",
                            "a claim and at least two lines"),
    "only a claim": fails(ALONE.format(">="), "proof.claim", "two lines; no counterexample to the claim was found"),
    "only a false claim": fails(ALONE.format("<="), "proof.claim", "a model breaks the claim", True),
    "a statement in a line": unread(in_bound("proof.starts", "raise SystemExit(0)\n    proof.starts"), "SystemExit", "a line of a theorem"),
    "an endless line": unread(in_bound("proof.starts", "while True: pass\n    proof.starts"), "while", "a line of a theorem"),
    "the same name twice": unreadable(ZERO.replace("def zero", "def one") + TRUE_ONE, "def one(", "one is bound already"),
    "syntax": unreadable(in_bound("proof.claim(", "proof.claim(("), "proof.claim((", "this is not written as Python is"),
    "binary": unreadable(bytes(range(256)) * 8, None, "UTF-8"),
    "empty": unreadable("", None, "nothing to prove"),
    "imports a module": unreadable("import sys\n" + BOUND, "import sys", "not of the language"),
    "imports from a module": unreadable(BOUND + "\nfrom os import _exit\n", "_exit", "imports from derivations"),
    "calls": unreadable(f"print('{FORGED}')\n" + BOUND, "print", "not of the language"),
    "calls in an assignment": unreadable(BOUND + "\na = open('/etc/passwd')\n", "open", "open is not declared above"),
    "loops": unreadable(BOUND + "\nwhile True:\n    pass\n", "while", "not of the language"),
    "an attribute": unreadable(BOUND + "\na = p.__class__\n", "__class__", "the attribute .__class__"),
    "a string that would be evaluated": unreadable(BOUND + "\na = '__import__(\"os\")._exit(3)' + 1\n", "__import__", "not a quantity"),
    "a word renamed": unreadable("from derivations import log as exp\n" + BOUND, "as exp", "never renamed"),
    "names exchanged": unreadable(in_bound('q = Law("q", z)', 'p0 = Law("q", z)'), "p0 =", "what is called q is bound to p0"),
    "borrows a theorem": unreadable("from derivations.chapters.elbo import bound\n", None, "nothing to prove"),
    "out of time": Case(HARD, "timeout", timeout=3, file=False),
}


@pytest.fixture(scope="module")
def judgements(tmp_path_factory) -> dict[str, dict]:
    """All files judged, two at a time."""
    folder = tmp_path_factory.mktemp("files")

    def one(name: str) -> dict:
        case = FILES[name]
        path = folder / f"{name.replace(' ', '_')}.py"
        path.write_bytes(case.content if isinstance(case.content, bytes) else case.content.encode())
        return check(str(path), case.timeout)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(FILES, pool.map(one, FILES), strict=True))


@pytest.mark.parametrize("name", FILES)
def test_check(name: str, judgements: dict[str, dict]) -> None:
    case, found = FILES[name], judgements[name]
    assert list(found) == ["file", "verdict", "line", "reason", "theorems"]
    assert found["verdict"] == case.verdict, found
    worst = next((t for t in found["theorems"] if t["verdict"] == found["verdict"]), found)
    assert case.says in (worst["reason"] or ""), found
    assert "\n" not in (worst["reason"] or "")
    if case.at is not None:
        assert isinstance(case.content, str) and case.at in case.content.splitlines()[worst["line"] - 1], found
    elif worst is found:
        assert found["line"] is None
    assert (worst.get("counterexample") is not None) == case.counterexample, found
    if case.verdict != "timeout":
        assert bool(found["theorems"]) == (case.verdict != "unreadable" or not case.file)


def test_check_says_what_no_line_needs(judgements) -> None:
    (one,) = judgements["a hypothesis too many"]["theorems"]
    assert one["superfluous"] == ["p(x) > 0"] and one["missing"] == []
    (one,) = judgements["a hypothesis too few"]["theorems"]
    assert one["missing"] == ["always[z](implies(p(x, z) > 0, q(z | x) > 0))"]


def test_check_without_a_file(tmp_path) -> None:
    for path, says in ((tmp_path / "none.py", "no such file"), (tmp_path, "not a file")):
        run = derivations("check", str(path))
        assert run.returncode == 2 and run.stdout == f"{path}: unreadable: {says}\n"


def test_check_says_it_in_words_and_in_json(tmp_path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(wrong := BOUND.replace(") + KL[z]", ") - KL[z]"))
    line = next(i for i, text in enumerate(wrong.splitlines(), 1) if "- KL[z]" in text)
    run = derivations("check", str(path))
    assert run.returncode == 1 and run.stderr == ""
    first, _, second, *rest = run.stdout.splitlines()
    assert first == f"{path}: refuted" and second.startswith(f"{path}:{line}: bound, step 1: refuted: ")
    assert "counterexample (exact arithmetic):" in "\n".join(rest) and "p(x, z)" in "\n".join(rest)
    run = derivations("check", str(path), "--json")
    found = json.loads(run.stdout)
    assert run.returncode == 1 and (found["file"], found["verdict"]) == (str(path), "refuted")
    (found,) = found["theorems"]
    assert (found["name"], found["verdict"], found["line"], found["step"]) == ("bound", "refuted", line, 1)
    assert found["rule"] == "elbo.gibbs" and {"model", "lhs", "rhs", "gap"} <= set(found["counterexample"])
