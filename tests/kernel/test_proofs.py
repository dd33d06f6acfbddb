"""Which lines show which claims, which line cannot, and what a theorem may be used for."""

import itertools

import pytest
from sympy.core.relational import Eq, Ge, Le

from derivations.attack.counterexamples import refute
from derivations.kernel import Derivation, Refused, algebra
from derivations.kernel.forms.binders import atom
from derivations.kernel.lines.claimed import misfit, shows
from derivations.kernel.lines.places import Place
from derivations.kernel.proof import prover
from derivations.kernel.proof.citing import matches, multiple, quotient
from derivations.language.authoring.derivation import Text
from derivations.language.relation import BETWEEN_QUANTITIES, BETWEEN_STATEMENTS, EQ, GE, IFF, IMPLIES, LE, TURNED
from derivations.language.terms import iff, implies
from derivations.pages.form_text import text_of
from tests.kernel.test_forms import form
from tests.support.rule_examples import NAMES, typed

F, G, A, B, C = form("f(x)"), form("g(x)"), form("f(x) > 0"), form("g(x) > 0"), form("a(x) > 0")


def frame(text):
    text.claim(NAMES["x"])


def written(claim, lines, given=()) -> Derivation:
    """A derivation; the claim stands at line 1, hypotheses from 2 on, lines at 10, 20, …"""
    text = Text()
    if claim:
        text.at_line(1).claim(typed(claim))
    for number, hypothesis in enumerate(given, 2):
        text.at_line(number).given(typed(hypothesis))
    for number, (relation, line, reason) in enumerate(lines, 1):
        text.at_line(10*number)
        text.starts(typed(line)) if relation is None else text._follows(relation, typed(line), reason)
    derivation = Derivation(frame, title="written", register=False)
    derivation._text = text
    return derivation


# --- chains and claims ----------------------------------------------------------------------------------------------


def test_which_chains_of_quantities_show_which_claims():
    claims = {text: form(text) for text in ("f(x) == g(x)", "f(x) <= g(x)", "g(x) <= f(x)", "f(x) == a(x)", "f(x) > 0")}
    for chain in itertools.chain.from_iterable(itertools.product((EQ, LE, GE), repeat=n) for n in (1, 2, 3)):
        up, down = GE not in chain, LE not in chain
        wanted = {text for text, holds in zip(claims, (up and down, up, down)) if holds}
        assert {text for text, claim in claims.items() if shows(chain, F, G, claim)} == wanted, chain


def test_which_chains_of_statements_show_which_claims():
    both, there, back, other = (atom(*args) for args in (("iff", A, B), ("implies", A, B), ("implies", B, A), ("implies", A, C)))
    for chain in itertools.chain.from_iterable(itertools.product((IFF, IMPLIES), repeat=n) for n in (1, 2)):
        wanted = [there] if IMPLIES in chain else [both, there, back]
        assert [claim for claim in (both, there, back, other) if shows(chain, A, B, claim)] == wanted, chain
        assert not any(shows(chain, *ends, there) for ends in ((F, B), (A, G)))


def test_relations_from_the_right():
    assert TURNED == {EQ: EQ, LE: GE, GE: LE} and {EQ, LE, GE} == BETWEEN_QUANTITIES and {IFF, IMPLIES} == BETWEEN_STATEMENTS


MISFITS = [
    ("f(x) <= g(x)", "f(x)", [("≤", "g(x)")], None, ""), ("f(x) <= g(x)", "g(x)", [("≥", "f(x)")], None, ""),
    ("f(x) <= g(x)", "f(x)", [("=", "a(x)"), ("≤", "g(x)")], None, ""), ("f(x) <= g(x)", "g(x)", [("=", "a(x)"), ("≥", "f(x)")], None, ""),
    ("f(x) <= g(x)", "f(x)", [("≥", "g(x)")], 20, "other way"), ("f(x) <= g(x)", "g(x)", [("≤", "f(x)")], 20, "other way"),
    ("f(x) <= g(x)", "f(x)", [("≥", "a(x)"), ("≤", "g(x)")], 20, "too weak"), ("f(x) <= g(x)", "f(x)", [("≤", "a(x)"), ("≥", "g(x)")], 30, "too weak"),
    ("f(x) <= g(x)", "g(x)", [("≥", "a(x)"), ("≤", "f(x)")], 30, "≤ is too weak"),
    ("f(x) <= g(x)", "f(x)", [("≤", "a(x)")], 1, "last line"), ("f(x) <= g(x)", "a(x)", [("≤", "g(x)")], 1, "first line"),
    ("f(x) <= g(x)", "f(x)", [("≤", "a(x)"), ("≤", "f(x)")], 30, "end where"), ("f(x) <= g(x)", "g(x)", [("≤", "g(x)")], 10, "end where"),
    ("f(x) <= g(x)", "f(x)", [("≥", "a(x)"), ("=", "f(x)")], 10, "end where"), ("f(x) <= g(x)", "g(x)", [("=", "a(x)"), ("≥", "g(x)")], 30, "end where"),
    ("f(x) == g(x)", "f(x)", [("=", "a(x)"), ("=", "g(x)")], None, ""), ("f(x) == g(x)", "g(x)", [("≤", "f(x)")], 20, "≤ is too weak"),
    ("f(x) == g(x)", "f(x)", [("=", "a(x)"), ("≥", "g(x)")], 30, "≥ is too weak"), ("f(x) == g(x)", "a(x)", [("=", "g(x)")], 1, "first line"),
    ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", [("⇔", "g(x) > 0")], None, ""), ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", [("⇒", "g(x) > 0")], 20, "weak"),
    ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", [("⇔", "a(x) > 0")], 1, "last line"), ("implies(f(x) > 0, g(x) > 0)", "a(x) > 0", [("⇒", "g(x) > 0")], 1, "first"),
    ("implies(f(x) > 0, g(x) > 0)", "f(x) > 0", [("⇔", "a(x) > 0"), ("⇒", "g(x) > 0")], None, ""), ("f(x) > 0", "f(x)", [("≤", "g(x)")], None, "")]


@pytest.mark.parametrize(("claim", "first", "lines", "line", "says"), MISFITS, ids=[f"{row[0]}: {row[1]} {row[2]}" for row in MISFITS])
def test_which_line_cannot_show_the_claim(claim, first, lines, line, says):
    text = written(claim, [(None, first, None), *((relation, one, algebra) for relation, one in lines)]).text
    found = misfit(text, [form(first), *(form(one) for _, one in lines)], form(claim))
    assert (found is None) == (line is None) and (found is None or (found[0] == line and says in found[1]))


# --- a theorem as a reason ------------------------------------------------------------------------------------------

USES = [  # theorem, left, relation, right: True if it shows that; False if that does not follow; None if it follows otherwise
    ("f(x) <= g(x)", "f(x)", "≤", "g(x)", True), ("f(x) <= g(x)", "g(x)", "≥", "f(x)", True), ("f(x) <= g(x)", "f(x)", "≥", "g(x)", False),
    ("f(x) <= g(x)", "g(x)", "≤", "f(x)", False), ("f(x) <= g(x)", "f(x)", "=", "g(x)", False), ("f(x) <= g(x)", "2*f(x) + 1", "≤", "2*g(x) + 1", True),
    ("f(x) <= g(x)", "-g(x)", "≤", "-f(x)", True), ("f(x) <= g(x)", "-f(x)", "≤", "-g(x)", False), ("f(x) <= g(x)", "-f(x)/3", "≥", "-g(x)/3", True),
    ("f(x) <= g(x)", "f(x)", "≤", "2*g(x)", False), ("f(x) <= g(x)", "-d(x)*f(x)", "≤", "-d(x)*g(x)", False), ("f(x) <= g(x)", "d(x)*f(x)", "≤", "d(x)*g(x)", True), ("f(x) <= g(x)", "f(x) + 1", "≤", "g(x)", False),
    ("f(x) == g(x)", "f(x)", "=", "g(x)", True), ("f(x) == g(x)", "-2*g(x)", "=", "-2*f(x)", True), ("f(x) == g(x)", "g(x)", "≤", "f(x)", True),
    ("f(x) == g(x)", "g(x)", "≥", "f(x)", True), ("f(x) == g(x)", "f(x)", "=", "2*g(x)", False), ("f(x) == g(x)", "f(x)", "=", "a(x)", False),
    ("f(x) == g(x)", "f(x) + a(x)", "=", "a(x) + g(x)", True), ("f(x) == f(x)", "f(x)", "=", "f(x)", True), ("f(x) == f(x)", "f(x)", "=", "g(x)", False),
    ("f(x) <= f(x)", "f(x)", "≤", "f(x)", True), ("f(x) > 0", "f(x)", "≥", "0", None), ("f(x) == g(x)", "f(x)", "=", "f(x)", None),
    ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇔", "g(x) > 0", True), ("iff(f(x) > 0, g(x) > 0)", "g(x) > 0", "⇔", "f(x) > 0", True),
    ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇒", "g(x) > 0", True), ("iff(f(x) > 0, g(x) > 0)", "g(x) > 0", "⇒", "f(x) > 0", True),
    ("iff(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇔", "a(x) > 0", False), ("iff(f(x) > 0, g(x) > 0)", "a(x) > 0", "⇒", "g(x) > 0", False),
    ("implies(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇒", "g(x) > 0", True), ("implies(f(x) > 0, g(x) > 0)", "g(x) > 0", "⇒", "f(x) > 0", False),
    ("implies(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇔", "g(x) > 0", False), ("implies(f(x) <= 0, g(x) <= 0)", "f(x) <= 0", "⇔", "g(x) <= 0", False),
    ("implies(f(x) > 0, g(x) > 0)", "f(x) > 0", "⇒", "a(x) > 0", False), ("implies(f(x) > 0, g(x) > 0)", "a(x) > 0", "⇒", "g(x) > 0", False),
    ("f(x) == g(x)", "f(x) <= a(x)", "⇔", "g(x) <= a(x)", True), ("f(x) == g(x)", "f(x) <= a(x)", "⇒", "g(x) <= a(x)", True),
    ("f(x) == g(x)", "a(x) == f(x)", "⇔", "a(x) == g(x)", True), ("a(x) == g(x)", "f(x) == a(x)", "⇔", "f(x) == g(x)", True),
    ("a(x) == g(x)", "a(x) <= f(x)", "⇔", "f(x) <= g(x)", False), ("f(x) == g(x)", "2*f(x) <= a(x)", "⇔", "2*g(x) <= a(x)", True),
    ("f(x) == g(x)", "f(x) <= a(x)", "⇔", "2*g(x) <= a(x)", False), ("f(x) == g(x)", "f(x) <= a(x)", "⇔", "g(x) == a(x)", False),
    ("f(x) == g(x)", "f(x) > 0", "⇔", "g(x) > 0", True), ("f(x) <= g(x)", "f(x) > 0", "⇒", "g(x) > 0", None),
    ("f(x) == g(x)", "f(x) > a(x)", "⇔", "g(x) > a(x)", True), ("f(x) == g(x)", "f(x) > a(x)", "⇔", "a(x) > g(x)", False),
    ("f(x) == g(x)", "f(x) > 0", "⇔", "-g(x) > 0", False), ("f(x) == g(x)", "f(x) > 0", "⇒", "g(x) - 1 > 0", False),
    ("f(x) <= g(x)", "g(x) <= a(x)", "⇒", "f(x) <= a(x)", True), ("f(x) <= g(x)", "f(x) <= a(x)", "⇒", "g(x) <= a(x)", False),
    ("f(x) <= g(x)", "a(x) <= f(x)", "⇒", "a(x) <= g(x)", True), ("f(x) <= g(x)", "a(x) <= g(x)", "⇒", "a(x) <= f(x)", False),
    ("f(x) <= g(x)", "g(x) <= a(x)", "⇔", "f(x) <= a(x)", False), ("f(x) <= g(x)", "a(x) == f(x)", "⇒", "a(x) == g(x)", False),
    ("f(x) <= g(x)", "2*g(x) <= a(x)", "⇒", "2*f(x) <= a(x)", True), ("f(x) <= g(x)", "-f(x) <= a(x)", "⇒", "-g(x) <= a(x)", True)]


@pytest.mark.parametrize(("theorem", "left", "relation", "right", "shown"), USES, ids=[f"{row[0]} for {' '.join(row[1:4])}" for row in USES])
def test_what_a_theorem_shows(theorem, left, relation, right, shown):
    assert (matches(form(theorem), Place(form(left), form(right), prover.Relation(relation))) is not None) == bool(shown)


def test_models_agree_about_what_a_theorem_shows():
    joined = {"=": lambda a, b: Eq(a, b, evaluate=False), "≤": lambda a, b: Le(a, b, evaluate=False), "≥": lambda a, b: Ge(a, b, evaluate=False),
              "⇔": iff, "⇒": implies}
    for theorem, left, relation, right, shown in USES:
        found = refute([typed(theorem)], joined[relation](typed(left), typed(right)), limit=3_000)
        assert (found is None) == (shown is not False), (theorem, left, relation, right)


def test_quotients():
    two, third = form("2*f(x) - 2*g(x)"), form("g(x)/3 - f(x)/3")
    assert quotient(two, form("f(x) - g(x)")) is form("2") and quotient(third, two) is form("-1/6") and quotient(F, F) is form("1")
    for p, q in ((F, form("f(x) + g(x)")), (form("f(x) + g(x)"), F), (form("2*f(x) + 3*g(x)"), form("f(x) + g(x)")), (G, F)):
        assert quotient(p, q) is None
    for p, q, factor in (("f(x)**2 - g(x)**2", "f(x) - g(x)", "f(x) + g(x)"), ("f(x)*h(x) - g(x)*h(x)", "f(x) - g(x)", "h(x)"),
                         ("f(x)**3 - 1", "f(x) - 1", "f(x)**2 + f(x) + 1"), ("(f(x) - g(x))*(1/h(x) - 2)", "f(x) - g(x)", "1/h(x) - 2")):
        assert quotient(form(p), form(q)) is form(factor)


@pytest.mark.parametrize(("step", "theorem", "asked"), [
    ("2*f(x) - 2*g(x)", "g(x) <= f(x)", ()), ("f(x) - g(x)", "f(x) <= g(x)", None), ("h(x)*(f(x) - g(x))", "g(x) <= f(x)", ("0 <= h(x)",)),
    ("d(x)*(f(x) - g(x))", "g(x) <= f(x)", ()), ("h(x)*(f(x) - g(x))", "g(x) == f(x)", ()), ("(f(x) - g(x))/h(x)", "g(x) == f(x)", ("h(x) != 0",)),
    ("(h(x) - 1)*(f(x) - g(x))", "g(x) <= f(x)", ("0 <= h(x) - 1",)), ("log(h(x))*(f(x) - g(x))", "g(x) == f(x)", ("h(x) > 0",)),
    ("f(x) - g(x) + 1", "g(x) <= f(x)", None), ("0", "g(x) <= f(x)", None), ("f(x)", "f(x) > 0", None)])
def test_multiples(step, theorem, asked):
    """What a step leans on where it is a theorem's difference times a quantity."""
    found = multiple(form(step), form(theorem))
    assert (found is None) == (asked is None) and {text_of(c) for c in found or ()} == set(asked or ())


@pytest.mark.parametrize("left, right, told", [
    ("trigamma(2)", "trigamma(3)", "from  2  to  ≥ 3"), ("-log(d(z))", "-d(z)", "from  log(d(z))  to  ≥ d(z)"),
    ("log(d(z))", "d(z)", "from  log(d(z))  to  ≤ d(z)")])
def test_a_refusal_names_the_relation_of_the_place(left, right, told):
    """Under a decreasing function or a minus sign an inequality turns, and so does what is said of the place inside."""
    with pytest.raises(Refused) as refusal:
        prover.Prover().step(form(left), form(right), LE, algebra)
    assert told in str(refusal.value)
