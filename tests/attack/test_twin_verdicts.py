"""What counts as a true twin: what is stated or joined leaning on no more than is given, in the right direction."""

from functools import cache

from sympy import Integer

from derivations.attack import theorems as trials
from derivations.attack.signs import with_least_arguments
from derivations.attack.theorems import Trial
from derivations.commands.finding import load
from derivations.kernel import Prover
from derivations.kernel.proof.prover import Accepted
from derivations.language.relation import EQ, GE, LE
from tests.support.rule_examples import typed


@cache
def prover():
    """One that has proved everything."""
    found = Prover()
    for derivation in load().values():
        found.prove(derivation)
    return found


def trial_of(name):
    return Trial(load()[name], prover())


def test_a_theorem_under_other_hypotheses_makes_no_twin_true():
    """log E[w] = log p(x) is a theorem where q covers the posterior; what needs no more than is given, or only finiteness
    besides, is known."""
    trial = trial_of("iwelbo.bound")
    forms = {theorem.derivation.id: theorem.form for theorem in trial.prover.done.values()}
    assert not trial._stated(forms["iwelbo.unbiased_weight"])
    assert trial._stated(forms["iwelbo.mean_weight"]) and trial._stated(forms["iwelbo.bound_iid"])
    assert trial_of("iwelbo.unbiased_weight")._stated(forms["iwelbo.unbiased_weight"])


def test_a_step_that_needs_more_than_is_given_joins_nothing(monkeypatch):
    trial = trial_of("elbo.mean_ratio")
    one, two = trials._form(Integer(1)), trials._form(Integer(2))
    condition = trials._form(load()["elbo.posterior"].text.hypotheses[0][0])
    for accepted, joined in ((Accepted(()), True), (Accepted((condition,)), False), (None, False)):
        monkeypatch.setattr(trial.prover, "accepts", lambda *_, accepted=accepted: accepted)
        assert trial._joined(one, two, (EQ,)) == joined


def test_a_twin_stands_in_the_right_direction_only():
    """Above its line, where the line before is below and none comes after; and the other way round."""
    last = {d.id: len(d.text.lines) - 1 for d in load().values()}
    assert trial_of("iwelbo.bound")._directions(last["iwelbo.bound"]) == (EQ, LE)
    assert trial_of("iwelbo.more")._directions(0) == (EQ, LE)
    assert trial_of("elbo.bound")._directions(0) == (EQ, GE)
    assert trial_of("elbo.evidence")._directions(2) == (EQ,)


def form(text):
    return trials._form(typed(text))


def test_polygamma_functions_are_brought_to_the_least_argument():
    """At arguments that differ by a whole number; one that stands alone stays."""
    for text, same in {"trigamma(f(z)) - trigamma(f(z) + 2)": "(1/f(z))**2 + (1/(f(z) + 1))**2",
                       "g(z)*digamma(f(z) + 2) - g(z)*digamma(f(z) + 1)": "g(z)/(f(z) + 1)",
                       "polygamma(2, 3*f(z)) - polygamma(2, 3*f(z) + 1)": "-2*(1/(3*f(z)))**3",
                       "trigamma(f(z)) - polygamma(3, f(z) + 1)": "trigamma(f(z)) - polygamma(3, f(z)) + 6*(1/f(z))**4",
                       "lgamma(f(z)) - lgamma(f(z) + 1)": "-log(f(z))"}.items():
        assert with_least_arguments(form(text)) is form(same)
    for text in ("trigamma(f(z)) - trigamma(f(z) + g(z))", "trigamma(f(z)) - trigamma(f(z) + 1/2)", "trigamma(f(z) + 1)"):
        assert with_least_arguments(form(text)) is form(text)


def test_what_is_never_the_case_implies_all():
    trial = trial_of("gamma.more_than_one")
    a, b = (derivation.text.statement.args[0] for derivation in (trial.derivation, load()["gamma.loss_matched"]))
    never, other = trials._form(a.func(a.args[1], a.args[0])), trials._form(b)
    assert trial._never(never) and not trial._never(trials._form(a)) and not trial._never(other)
    claim = trial.theorem.form
    assert trial._known_claim(trials.atom("implies", never, claim.args[1]))
    assert not trial._known_claim(trials.atom("implies", claim.args[1], never))
    assert trial._true_line(0, never, None, False) and not trial._true_line(1, never, False, None)


def test_an_equivalence_between_other_writings_of_both_sides_is_known():
    """The derivative of what does not move is zero; the derivative of another thing is not."""
    trial = trial_of("gamma.loss_stationary")
    claim = trial.theorem.form
    twins = {miss.how: trials._form(miss.expression) for miss in trial.claim_twins}
    assert trial._known_claim(twins["a sign of a derivative"]) and not trial._known_claim(twins["a derivative not taken"])
    assert trial._known_claim(trials.atom("iff", *claim.args))


def test_a_side_may_grow_by_what_is_given_to_be_positive():
    trial = trial_of("gamma.loss_least")
    small, _ = trial.theorem.form.args
    a, m = (trials._form(h.args[0]) for h in (trial.given[0], trial.given[2]))
    for more in (a, trials.add(a, a), m):
        assert trial._larger(small, trials.add(small, more)) and not trial._larger(trials.add(small, more), small)
    assert not trial._larger(small, trials.add(small, form("phi")))
