"""A counterexample that integrals decide is confirmed by quadrature; two ways that contradict each other are an error."""

from fractions import Fraction

import flint
import numpy as np
import pytest

from derivations.attack import certificate, enclosed
from derivations.attack.certificate import Certain, Witness, certify
from derivations.attack.confirmation import Disagreement, agree, confirmed
from derivations.attack.models import Models, signature
from derivations.attack.theorems import Trial
from derivations.attack.undefined import UNDEFINED
from derivations.attack.varying import Varying
from derivations.commands.finding import load
from derivations.kernel import Prover
from derivations.language.authoring.reader import parse
from tests.attack.test_integrals_of_numbers import NAMES
from tests.support.by_quadrature import FAMILIES, covered

HELD = {"a": 2.5, "b": 0.75, "c": 1.25, "m": -0.5, "v": 1.5}
FALSE = [  # of a Gamma law, of a normal law, and of both; a relation and no relation
    "E[Gamma[a, b](x)](x) == a*b", "E[Gamma[a, b](x)](log(x)) == log(a) - log(b)", "E[Gamma[a, b](x)](log(x)) >= log(E[Gamma[a, b](x)](x))",
    "KL[x](Gamma[a, b](x), Gamma[c, b](x)) == KL[x](Gamma[c, b](x), Gamma[a, b](x))", "E[Normal[m, v](y)](y**2) == v", "E[Normal[m, v](y)]((y - m)**4) <= v**2",
    "E[Gamma[a, b](tau), Normal[m, 1/(c*tau)](mu)]((mu - m)**2) == b/(c*a)", "D[a](E[Gamma[a, b](x)](log(x))) == 1/a",
    "E[Gamma[a, b](x)](exp(-x)) == exp(-a/b)"]
WITHOUT_SIDES = "iff(E[Gamma[a, b](x)](x) > 2*a/b, E[Gamma[a, b](x)](x**2) > 0)"


def asked(text):
    statement = parse(text, NAMES)
    found = signature(statement)
    return statement, found, Models({}, {}, {}, {}, {}, {}, None, {p: np.array([HELD[p.name]]) for p in found.reals})


@pytest.mark.parametrize("text", [*FALSE, WITHOUT_SIDES])
def test_a_false_statement_is_confirmed(text, monkeypatch) -> None:
    statement, found, models = asked(text)
    asked_of = []
    monkeypatch.setattr(certificate, "confirmed", lambda *of: asked_of.append(confirmed(*of)) or asked_of[-1])
    one = certify(models, found, (), statement)
    assert one is not None and one.certified == "balls"
    assert asked_of == [True]
    witness = Witness(models, found, ())
    assert witness.refutes(statement) and witness.refutes(statement)
    assert asked_of == [True, True]  # quadrature confirms a model once


@pytest.mark.parametrize("text", ["E[Gamma[a, b](x)](x**(-3)) == 1", "integral[x](x) == 1"])
def test_an_infinite_integral_is_refuted_without_quadrature(text) -> None:
    statement, found, models = asked(text)
    one = certify(models, found, (), statement)
    assert one is not None and one.undefined
    assert Witness(models, found, ()).refutes(statement)


def test_a_true_statement_that_closed_forms_have_as_false_is_a_disagreement() -> None:
    statement, _, models = asked("E[Gamma[a, b](x)](x) >= a/b - 1")
    with pytest.raises(Disagreement, match="has as true"):
        confirmed(Certain(models, ()).balls, statement, np.zeros(14, dtype=int))


def off(method, by):
    """A closed form that is off by a factor."""
    return lambda self, *numbers: method(self, *numbers) * self.scalars.number(by)


@pytest.mark.parametrize("text", FALSE)
@pytest.mark.parametrize("way", ["closed forms", "quadrature"])
def test_a_slip_in_either_way_is_a_disagreement(text, way, monkeypatch) -> None:
    """One part in 2⁴⁰ suffices."""
    statement, found, models = asked(text)
    cls = Varying if way == "closed forms" else enclosed.Enclosed
    for name in ("_gamma_integral", "_normal_integral"):
        monkeypatch.setattr(cls, name, off(getattr(cls, name), 1 + Fraction(1, 1 << 40)))
    for ask in (lambda: certify(models, found, (), statement), lambda: Witness(models, found, ()).refutes(statement)):
        with pytest.raises(Disagreement):
            ask()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in covered() if name.startswith(FAMILIES)])
def test_every_twin_that_is_refuted_is_confirmed(name, monkeypatch) -> None:
    """But for those in which an integral is infinite."""
    told = []

    def refuted(self, statement) -> bool:
        bad = self._false(statement)
        if bad.any() and signature(statement).integrated:
            told.append(self._confirmed(statement, np.argwhere(bad)[0]) or infinite(self, statement))
        return bool(bad.any())

    monkeypatch.setattr(Witness, "_refuted", refuted)
    Trial(load()[name], Prover()).twins()
    assert told and all(told)


def infinite(witness, statement) -> bool:
    """Whether a side is no number by the closed forms."""
    balls = witness._evaluator.balls
    return any((balls.array(balls.value(side)) == UNDEFINED).any() for side in statement.args)


def test_values_agree_where_they_may_be_one_number() -> None:
    assert agree(flint.arb(1, 0.1), flint.arb(1.15, 0.1)) and agree(flint.fmpq(1), flint.fmpq(1)) and agree(UNDEFINED, UNDEFINED)
    assert not agree(flint.arb(1, 0.1), flint.arb(2)) and not agree(flint.arb(1), UNDEFINED) and not agree(UNDEFINED, flint.fmpq(0))
