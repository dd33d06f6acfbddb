"""Forms of named laws that have no moment in closed form, are no laws of their point, or are dominated by nothing known;
and powers of densities, of variances and beside exponentials."""

import pytest

from derivations.kernel import RULES
from derivations.kernel.families.finite import smooth_families
from derivations.kernel.families.moments import MOST, mean_under
from derivations.kernel.forms.binders import Refused, lift, replace
from derivations.kernel.forms.named_laws import point_of
from derivations.kernel.lines.reading import read, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.nearby import continuity
from derivations.pages.form_text import text_of
from tests.support.plain_quadrature import value
from tests.support.rule_examples import conditions, refuses, typed


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


# --- densities and integrals of powers --------------------------------------------------------------------------------


def test_an_integral_asks_that_it_is_finite_at_zero() -> None:
    for n in range(3):
        found = conditions(RULES["family"], f"integral[tau](tau**{-n}*exp(phi*log(tau) - psi*tau))", f"exp(lgamma(phi + {1 - n}) - (phi + {1 - n})*log(psi))")
        assert [text_of(c) for c in found] == [f"phi {'+ 1' if n == 0 else '- 1' if n == 2 else ''} > 0".replace("  ", " "), "psi > 0"]


def test_a_power_of_a_density_is_integrated_as_a_power() -> None:
    """∫ (9 x e^(−3x))² dx is 81 · 2/6³."""
    assert abs(value(typed("integral[tau](Gamma[2, 3](tau)**2)"), {}) - 3/4) < 1e-9
    assert conditions(RULES["family"], "integral[tau](Gamma[2, 3](tau)**2)", "exp(4*log(3) - 2*lgamma(2) + lgamma(3) - 3*log(6))") == ()
    for wrong in ("1", "9/4", "9/16"):
        assert refuses(RULES["family"], "integral[tau](Gamma[2, 3](tau)**2)", wrong)


def test_a_density_is_not_minus_its_formula() -> None:
    for density, formula in (("Normal[0, 1](mu)", "exp(-log(2*pi)/2 - mu**2/2)"), ("Gamma[2, 3](tau)", "exp(2*log(3) - lgamma(2) + log(tau) - 3*tau)")):
        assert conditions(RULES["density"], density, formula) is not None and conditions(RULES["density"], f"-2*{density}", f"-2*{formula}") is not None
        assert refuses(RULES["density"], density, f"-{formula}") and refuses(RULES["density"], f"-{density}", formula)


def test_a_mean_on_either_side_asks_the_same() -> None:
    for mean, value_of_it in (("E[Gamma[phi, psi](tau)](1/tau)", "psi/(phi - 1)"), ("integral[mu](exp(-psi*mu**2/2))", "exp((log(2*pi) - log(psi))/2)")):
        found = conditions(RULES["family"], mean, value_of_it)
        assert found and set(found) == set(conditions(RULES["family"], value_of_it, mean))


@pytest.mark.parametrize("n", range(1, 4))
def test_a_variance_may_be_one_over_a_power(n) -> None:
    left = f"log(Normal[0, 1/psi**{n}](mu))"
    assert conditions(RULES["density"], left, f"-log(2*pi)/2 + {n}*log(psi)/2 - psi**{n}*mu**2/2") is not None
    for wrong in range(1, 4):
        assert wrong == n or refuses(RULES["density"], left, f"-log(2*pi)/2 + {n}*log(psi)/2 - psi**{wrong}*mu**2/2")
