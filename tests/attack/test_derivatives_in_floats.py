"""A derivative in floats is as exact as other floats are, so that few models of a true statement are computed again."""

import pytest

from derivations.attack import counterexamples
from derivations.language.authoring.reader import parse
from tests.support.rule_examples import NAMES

TRUE = ["E[q[phi](z)](D[phi](log(q[phi](z)))) == 0", "D[phi](g(phi)**3) == 3*g(phi)**2*D[phi](g(phi))",
        "D[phi](E[q[phi](z)](f(z))) == integral[z](f(z)*D[phi](q[phi](z)))", "D[phi](g(phi)*stop(g(phi))) == g(phi)*D[phi](g(phi))",
        "D[phi](D[phi](g(phi)**2)) == 2*D[phi](g(phi))**2 + 2*g(phi)*D[phi](D[phi](g(phi)))",
        "D[phi](D[phi](q[phi](z)*f(z))) == f(z)*D[phi](D[phi](q[phi](z)))"]


@pytest.mark.parametrize("statement", TRUE)
def test_a_true_statement_is_seldom_computed_again(statement: str, monkeypatch) -> None:
    again, witness = [], counterexamples.Witness
    monkeypatch.setattr(counterexamples, "Witness", lambda model, *rest: again.append(model) or witness(model, *rest))
    given = [parse("dominated[z](phi, q[phi](z)*f(z))", NAMES), parse("dominated[z](phi, q[phi](z))", NAMES)] if "z" in statement else []
    attack = counterexamples.Attack(given, [parse(statement, NAMES)], levels=1)
    assert attack.refute(parse(statement, NAMES)) is None
    assert len(again) < 10


def test_a_derivative_of_what_is_undefined_is_undefined_in_floats_too() -> None:
    """Also where what is undefined is a term that does not move: the statement is false, and no number stands for it."""
    for text in ("D[phi](phi + log(psi)) == 1", "D[phi](phi**2 + lgamma(psi)) == 2*phi", "D[phi](log(psi)) == 0"):
        found = counterexamples.refute([parse("psi < 0", NAMES)], parse(text, NAMES), levels=1)
        assert found is not None and found.undefined


def test_a_derivative_of_a_derivative_is_exact_near_a_pole_too(monkeypatch) -> None:
    """The derivatives of ψ are large at a small argument; nothing here is computed again."""
    monkeypatch.setattr(counterexamples, "Witness", None)
    given = [parse("phi > 0", NAMES)]
    for text in ("D[phi](D[phi](lgamma(phi))) == trigamma(phi)", "D[phi](D[phi](log(phi))) == -1/phi**2"):
        attack = counterexamples.Attack(given, [parse(text, NAMES)], levels=3)
        assert attack.refute(parse(text, NAMES)) is None
