"""Each rule at its edges: a step that it accepts, under exactly these conditions, and the steps just beyond."""

import numpy as np
import pytest
import sympy

from derivations.attack.counterexamples import refute
from derivations.kernel import RULES, Prover
from derivations.kernel import rules as kernel_rules
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.conditions import close
from derivations.kernel.rules.rule import rule
from derivations.language.terms import iff, implies
from derivations.pages.form_text import sympy_of, text_of
from tests.support import (
    rule_edges,
    rule_edges_chains,
    rule_edges_densities,
    rule_edges_derivatives,
    rule_edges_draws,
    rule_edges_means,
    rule_edges_named,
    rule_edges_places,
    rule_edges_special,
)
from tests.support.fuzzing.model_check import accepted, check
from tests.support.rule_examples import conditions, refuses, typed


def rows(table: str, *more):
    """The rows of all files: (rule, left, relation, right, …, why).  `more` are those that no finite model judges."""
    files = (*more, rule_edges, rule_edges_chains, rule_edges_draws, rule_edges_densities, rule_edges_derivatives, rule_edges_means,
             rule_edges_places, rule_edges_special)
    return [pytest.param(RULES[name], *row, id=f"{name}: {row[-1]}") for file in files
            for name, steps in getattr(file, table, {}).items() for row in steps]


def canonical(stated: str) -> set[str]:
    """What a condition says, in the kernel's own form; one on draws that an index names is given as its text."""
    if stated.startswith("text: "):
        return {stated.removeprefix("text: ")}
    return {text_of(c) for c in close((), (), [read_line(typed(stated))[0]])}


@pytest.mark.parametrize(("by", "left", "relation", "right", "leans_on", "why"), rows("ACCEPTED", rule_edges_named))
def test_an_edge_is_accepted(by, left, relation, right, leans_on, why):
    found = {text_of(c) for c in conditions(by, left, right, relation)}
    assert found == set().union(*map(canonical, leans_on)), why


@pytest.mark.parametrize(("by", "left", "relation", "right", "why"), [*rows("FALSE", rule_edges_named), *rows("NARROW", rule_edges_named)])
def test_beyond_an_edge_is_refused(by, left, relation, right, why):
    for side in (left, right):
        read_line(typed(side))  # it is the rule that refuses, not the reader
    assert refuses(by, left, right, relation), why


LEADING = {name: by for name, by in RULES.items() if name != "hypothesis"}  # which leans on the very step


@pytest.mark.parametrize("by", LEADING.values(), ids=LEADING)
def test_no_rule_leads_from_anything_to_anything(by):
    for relation in "=≤≥":
        assert refuses(by, "f(x)", "g(x)", relation)
        assert refuses(by, "sup[i](f(i))", "log(d(x))", relation)
    for relation in "⇔⇒":
        assert refuses(by, "f(x) > 0", "2*g(x) > 0", relation)
        assert refuses(by, "f(x) > 0", "2*f(x) > 0", relation)  # true, but no rule scales a strict inequality
        assert refuses(by, "always[q(z)](f(z) <= 0)", "always[z](f(z) <= 0)", relation)


@pytest.mark.parametrize(("by", "left", "right", "in_order"), [
    ("logarithm", "log(f(z)*g(z)) + log(f(x)) + log(g(x))", "log(f(z)) + log(g(z)) + log(f(x)*g(x))",
     ["f(z) > 0", "g(z) > 0", "f(x) > 0", "g(x) > 0"]),
    ("linearity", "E[iid(q(z), K)](mean[k:K](f(z[k]))) + mean[k:K](E[iid(q(z), K)](g(z[k])))",
     "mean[k:K](E[iid(q(z), K)](f(z[k]))) + E[iid(q(z), K)](mean[k:K](g(z[k])))", ["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"]),
    ("fubini", "E[q(z)](E[r(y)](h(y, z))) + E[b(z), r(y)](h(y, z))", "E[q(z), r(y)](h(y, z)) + E[b(z)](E[r(y)](h(y, z)))",
     ["integrable[q(z), r(y)](h(y, z))", "integrable[b(z), r(y)](h(y, z))"])])
def test_a_message_names_first_what_the_left_side_needs(by, left, right, in_order):
    assert [text_of(c) for c in conditions(RULES[by], left, right)] == in_order


def test_lemmas_of_a_rule_add_up():
    assert RULES["algebra"].using("a", "b").using("c").lemmas == ("a", "b", "c")
    assert RULES["algebra"].lemmas == ()


@pytest.mark.parametrize(("one", "other"), rule_edges_draws.SAME)
def test_conditions_say_what_they_are_about(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), rule_edges_draws.DIFFERENT)
def test_conditions_on_other_draws_are_told_apart(one, other):
    assert canonical(one) != canonical(other)


def test_nobody_adds_a_rule():
    with pytest.raises(ValueError, match="the kernel's rules are its own"):
        rule("why not")(conditions)
    assert set(RULES) == set(kernel_rules.__all__) - {"RULES", "Rule"}


# --- models agree: left out of the quick set, for they ask nothing of a rule; of numbers, `test_named_laws` judges ---


def stated(left: str, relation: str, right: str):
    """The step as a statement, and what must hold for both sides to be defined; not for every index, which says no more
    here than that means are finite."""
    a, b = typed(left), typed(right)
    made = {"=": lambda: sympy.Eq(a, b, evaluate=False), "≤": lambda: sympy.Le(a, b, evaluate=False),
            "≥": lambda: sympy.Ge(a, b, evaluate=False), "⇔": lambda: iff(a, b), "⇒": lambda: implies(a, b)}[relation]()
    defined = close((), (), (*read_line(a)[1], *read_line(b)[1]))
    return made, [sympy_of(c) for c in defined if c.head != "always" or all(isinstance(v.args[0], str) for v in c.args[0])]


@pytest.mark.parametrize(("by", "left", "relation", "right", "leans_on", "why"), rows("ACCEPTED"))
def test_models_of_an_edge_agree(by, left, relation, right, leans_on, why):
    a, b = typed(left), typed(right)
    found, facts = accepted(Prover(), a, b, relation, by)
    assert check(a, b, relation, by, found, facts, np.random.default_rng(0), shapes=4, batch=60), why


@pytest.mark.parametrize(("by", "left", "relation", "right", "why"), rows("FALSE"))
def test_models_of_an_edge_refute_what_is_false(by, left, relation, right, why):
    false, defined = stated(left, relation, right)
    assert refute(defined, false, limit=12_000) is not None, why


@pytest.mark.parametrize(("by", "left", "relation", "right", "why"), rows("NARROW"))
def test_models_of_an_edge_do_not_refute_what_is_narrow(by, left, relation, right, why):
    true, defined = stated(left, relation, right)
    assert refute(defined, true, levels=1, limit=300) is None, why
