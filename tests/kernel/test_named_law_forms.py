"""Forms of named laws that have no moment in closed form, are no laws of their point, or are dominated by nothing known."""

import pytest

from derivations.kernel.families.finite import smooth_families
from derivations.kernel.families.moments import MOST, mean_under
from derivations.kernel.forms.binders import Refused, lift, replace
from derivations.kernel.forms.named_laws import point_of
from derivations.kernel.lines.reading import read, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.nearby import continuity
from tests.support.rule_examples import typed


def form(text):
    return read(typed(text), {})[0]


def law(text):
    found = form(text).atom_alone()
    assert found is not None
    return found


def condition(text):
    (found,) = close((), (), (read_statement(typed(text), {})[0],))
    return found


@pytest.mark.parametrize(("text", "names"), [
    ("Gamma[phi, psi](tau)", "phi psi"), ("Gamma[2, psi](tau)", "psi"), ("Gamma[phi, 3](tau)", "phi"), ("Normal[phi, psi](mu)", "phi psi"), ("Normal[0, psi](mu)", "psi")])
def test_no_number_of_a_law_may_become_its_point(text, names) -> None:
    """One of them is enough for it to be no law any more."""
    one = law(text)
    for name in names.split():
        with pytest.raises(Refused, match="depends on its own point"):
            replace(lift(one), {form(name).atom_alone(): lift(point_of(one))})
        assert replace(lift(one), {form(name).atom_alone(): form("psi + 1")}).atom_alone() is not None


def test_a_mean_without_a_closed_form_is_none() -> None:
    gamma, normal = law("Gamma[phi, psi](tau)"), law("Normal[phi, psi](mu)")
    assert mean_under(gamma, form("tau")) is not None and mean_under(normal, form("mu**2")) is not None
    for one, text in (gamma, f"log(tau)**{MOST + 1}"), (gamma, "tau + exp(tau)"), (normal, f"mu**{MOST + 1}"), (normal, "1/mu"), (normal, "mu + 1/mu"):
        assert mean_under(one, form(text)) is None


@pytest.mark.parametrize("text", [
    "dominated[tau](phi, exp(-phi*tau))", "dominated[tau](phi, tau**2)", "dominated[mu](phi, Normal[phi, psi](mu)/mu)", "dominated[tau](phi, Gamma[phi, psi](tau)*exp(exp(tau)))",
    "dominated[tau](phi, Gamma[phi, psi](tau) + tau)", "dominated[tau, mu](phi, Gamma[phi, psi](tau)*mu)"])
def test_what_is_no_density_times_powers_is_dominated_by_no_family(text) -> None:
    assert smooth_families(condition("dominated[tau](phi, Gamma[phi, psi](tau)*tau**2*log(tau))")) != ()
    assert smooth_families(condition(text)) == ()


@pytest.mark.parametrize(("text", "shown"), [("exp(phi*f(z))", True), ("phi**2 + f(z)", True), ("exp(phi)*exp(f(z) + phi)", True), ("log(phi)", False), ("exp(log(phi)*f(z))", False)])
def test_what_is_continuous_by_its_form(text, shown) -> None:
    assert (continuity(form(text), form("phi").atom_alone()) is not None) == shown
