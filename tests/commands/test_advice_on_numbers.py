"""The advice to put numbers in for the parameters and the points of a theorem that a line cites as it is."""

import math

import pytest

from derivations.commands import judge
from derivations.commands.advice import Advice
from derivations.commands.check import gathered, told
from derivations.kernel import Failed, Prover

ABOVE = """from derivations import *
u, v, w = reals("u v w")
x, r = positives("x r")
a, b, m, s, phi = parameters("a b m s phi")
z, = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", phi)


@theorem(title="The mean square of a normal law")
def square(proof):
    proof.claim(E[Normal[m, s](u)](u**2) == m**2 + s)
    proof.given(s > 0)
    proof.starts(E[Normal[m, s](u)](u**2))
    proof.eq(m**2 + s, by=family)


@theorem(title="A normal law behind another one")
def behind(proof):
    proof.claim(integral[u](Normal[m, s](u)*Normal[a*u, b](v)) == Normal[a*m, a**2*s + b](v))
    proof.given(s > 0, b > 0)
    proof.starts(integral[u](Normal[m, s](u)*Normal[a*u, b](v)))
    proof.eq(integral[u](Normal[a*m, a**2*s + b](v)*Normal[(m*b + a*v*s)/(a**2*s + b), s*b/(a**2*s + b)](u)), by=density)
    proof.eq(Normal[a*m, a**2*s + b](v)*integral[u](Normal[(m*b + a*v*s)/(a**2*s + b), s*b/(a**2*s + b)](u)), by=linearity)
    proof.eq(Normal[a*m, a**2*s + b](v), by=marginal)


@theorem(title="A derivative")
def slope(proof):
    proof.claim(D[phi](g(phi)**2) == 2*g(phi)*D[phi](g(phi)))
    proof.starts(D[phi](g(phi)**2))
    proof.eq(2*g(phi)*D[phi](g(phi)), by=differentiate)


@theorem(title="Mine")
def mine(proof):
    proof.claim({first} == {second})
    proof.given(s > 0, b > 0)
    proof.starts({first})
    proof.eq({second}, by={reason})
"""


def advice_on(first: str, second: str, reason: str) -> Advice:
    """The advice about a line that is refused below the theorems."""
    text = ABOVE.replace("{first}", first).replace("{second}", second).replace("{reason}", reason)
    *above, mine = judge.read_text(text, "mine")
    proved = Prover()
    assert all(proved.prove(one) for one in above)
    with pytest.raises(Failed, match="does not lead from"):
        proved.prove(mine)
    return Advice(mine, proved, 1, seconds=60)


PUT_IN = [  # a line, the next one, the theorem that is cited, and what has to be put in
    ("3*E[Normal[m, s](w)](w**2)", "3*(m**2 + s)", "square", "{u: w}"),
    ("E[Normal[a*b, s](u)](u**2)", "(a*b)**2 + s", "square", "{m: a * b}"),
    ("E[Normal[m, 2*s](w)](w**2)", "m**2 + 2*s", "square", "{u: w, s: 2 * s}"),
    ("E[q(z)](E[Normal[f(z), s](u)](u**2))", "E[q(z)](f(z)**2 + s)", "square", "{m: f(z)}"),
    ("integral[w](Normal[m, s](w)*Normal[a*w, b](v))", "Normal[a*m, a**2*s + b](v)", "behind", "{u: w}"),
    ("integral[u](Normal[m, s](u)*Normal[a*u, b](v))", "Normal[a*m, a**2*s + b](v)", "square", None),
    ("D[s](g(s)**2)", "2*g(s)*D[s](g(s))", "slope", "{phi: s}"),
    ("E[Normal[m, s](w)](w**2)", "m**2 + 2*s", "square", None),  # false
    ("E[Gamma[m + 1, s](x)](x**2)", "m**2 + s", "square", None),  # false, and another law
    ("D[m](E[Normal[m, s](u)](u**2))", "2*m", "square", None)]  # in two steps


@pytest.mark.parametrize(("first", "second", "reason", "mapping"), PUT_IN, ids=[f"{row[2]}: {row[0]}" for row in PUT_IN])
def test_a_theorem_that_is_cited_as_it_is_is_named_with_the_numbers_to_put_in(first, second, reason, mapping) -> None:
    instances = [told for told in advice_on(first, second, reason).one_reason() if told.startswith(f"{reason}.at(")]
    assert instances == ([] if mapping is None else [f"{reason}.at({mapping})"])


TWO = [  # a line, the next one, and two reasons that lead there
    ("E[Gamma[a, b](x)](x*log(x))", "a/b*(digamma(a) + 1/a - log(b))", ("family", "recurrence")),
    ("E[Gamma[a, 1/s](x)](log(x))", "digamma(a) + log(s)", None),  # one reason does
    ("D[m](E[Normal[m, s](u)](u**2))", "2*m", ("family", "differentiate")),
    ("D[m](log(Normal[m, s](u)))", "(u - m)/s", None),  # one reason does
    ("E[Gamma[a, b](x)](x*log(x))", "a/b*(digamma(a) - 1/a - log(b))", None)]  # false


@pytest.mark.parametrize(("first", "second", "reasons"), TWO, ids=[row[0] for row in TWO])
def test_two_reasons_are_named_of_which_one_is_about_a_named_law(first, second, reasons) -> None:
    advice = advice_on(first, second, "algebra")
    found = None if advice.one_reason() else advice.two_reasons()
    assert (found and (found["by"], found["then"])) == reasons


def test_numbers_are_put_in_for_a_theorem_that_no_line_cites() -> None:
    advice = advice_on("integral[w](Normal[m, s](w)*Normal[a*w, b](v))", "Normal[a*m, a**2*s + b](v)", "algebra")
    assert advice.one_reason() == ["behind.at({u: w})"]


def test_the_numbers_to_put_in_are_told_ready_to_paste() -> None:
    lines = ABOVE.partition('@theorem(title="A normal law behind')
    text = lines[0] + '@theorem(title="Mine")' + lines[2].partition('@theorem(title="Mine")')[2]
    text = text.replace("{first}", "E[Normal[a, b](w)](w**2)").replace("{second}", "a**2 + b")
    found = {"file": "mine.py", **gathered(judge.judged_by(lambda: judge.read_text(text.replace("{reason}", "square"), "mine"), math.inf))}
    assert "    Would do  by=square.at({u: w, m: a, s: b}) or by=family" in told(found).splitlines()
    again = gathered(judge.judged_by(lambda: judge.read_text(text.replace("{reason}", "square.at({u: w, m: a, s: b})"), "mine"), math.inf))
    assert again["verdict"] == "holds"
