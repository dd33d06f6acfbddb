"""Every block of TUTORIAL.md: what the checker answers is what stands below it."""

import re

import pytest

import derivations
from tests import ROOT

TUTORIAL = ROOT.joinpath("TUTORIAL.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)\n```", TUTORIAL, flags=re.DOTALL)


def test_every_file_of_the_tutorial_has_its_answer() -> None:
    assert len(BLOCKS) == TUTORIAL.count("```python") == TUTORIAL.count("```text") >= 6


@pytest.mark.parametrize(("text", "answer"), BLOCKS, ids=range(len(BLOCKS)))
def test_the_checker_answers_as_the_tutorial_says(text, answer) -> None:
    found = re.sub(r"^text:", "mine.py:", str(derivations.check(text)), flags=re.MULTILINE)
    assert counted(found) == counted(answer)


def counted(text: str) -> str:
    """A text without the number of models, which depends on how fast the machine is."""
    return re.sub(r"no counterexample in [1-9]\d* models", "no counterexample in many models", text)


def test_the_tutorial_meets_each_kind_of_answer() -> None:
    verdicts = {answer.splitlines()[0].removeprefix("mine.py: ") for _, answer in BLOCKS}
    assert verdicts == {"refuted", "not_recognised", "incomplete", "holds"}


ROWS = [re.findall(r"`([^`]+)`", line) for line in TUTORIAL.splitlines() if line.startswith("| `") and line.count(" | ") == 2]
BETWEEN = [  # the lines between the two of each row of the table of steps, and what has to be given
    (["E[q(z)](log(q(z)/p(z)))"], "integrable[q(z)](log(q(z)/p(z)))"),
    (["integral[z](D[phi](q[phi](z)*f(z)))"], "dominated[z](phi, q[phi](z)*f(z))"),
    (["integral[z](q[phi](z)*D[phi](log(q[phi](z))))"], "always[z](q[phi](z) > 0), dominated[z](phi, q[phi](z))"),
    (["exp(lgamma(a + 1) - lgamma(a) - log(b))*Gamma[a + 1, b](x)", "exp(log(a) - log(b))*Gamma[a + 1, b](x)"], "a > 0, b > 0"),
    (["exp(-y**2/2)/integral[y](exp(-y**2/2))", "exp(-y**2/2)/exp(log(2*pi)/2)"], "0 <= 1"),
    (["total[i:1:n](log(f(i))) - total[i:1:n](log(g(i)))", "total[i:1:n](log(f(i)) - log(g(i)))"],
     "each[i:1:n](f(i) > 0), each[i:1:n](g(i) > 0)")]
DECLARED = """from derivations import *
z, = points("z")
y, = reals("y")
x, = positives("x")
n, i = counts("n i")
a, b, phi = parameters("a b phi")
q, p = Law("q", z), Law("p", z)
f, g = Function("f", {place}), Function("g", {place})


@theorem(title="A row")
def row(proof):
    proof.claim({claim})
    proof.given({given})
"""


@pytest.mark.parametrize(("row", "between"), list(zip(ROWS, BETWEEN, strict=True)), ids=range(len(ROWS)))
def test_the_reasons_of_a_step_that_a_textbook_takes_at_once_are_those_of_the_table(row, between) -> None:
    (first, second, *reasons), (lines, given) = row, between
    head = DECLARED.format(place="i, nonnegative=True" if "f(i)" in first else "z", claim=f"{first} == {second}", given=given)
    written = [f"    proof.eq({line}, by={reason})" for line, reason in zip([*lines, second], reasons, strict=True)]
    said = derivations.check(head + f"    proof.starts({first})\n" + "\n".join(written) + "\n")
    assert bool(said), str(said)
    at_once = derivations.check(head + f"    proof.starts({first})\n    proof.eq({second}, by={reasons[0]})\n", timeout=20)
    assert not at_once and at_once.theorems[0]["verdict"] == "not_recognised"
