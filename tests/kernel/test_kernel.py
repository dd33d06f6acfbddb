"""The trusted part from outside: what cannot be made, what is refused, and what is read back as it was written."""

import copy
import importlib
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import sympy

from derivations.attack.hypotheses import stronger_than_needed, superfluous
from derivations.chapters import ORDER
from derivations.commands.finding import load_reported
from derivations.kernel import (
    REGISTRY,
    RULES,
    Derivation,
    E,
    Failed,
    Law,
    Prover,
    Refused,
    Theorem,
    algebra,
    integrable,
    linearity,
    log,
    points,
)
from derivations.kernel.forms.binders import Atom, Poly
from derivations.kernel.lines.reading import Readings, read_line, read_statement
from derivations.kernel.logic.conditions import always, close
from derivations.kernel.rules.rule import Rule
from derivations.language.authoring.reader import parse
from derivations.language.views.source import names_in, source
from tests.support.fuzzing.model_check import Found, accepted, check
from tests.support.rule_examples import typed

for chapter in ORDER:
    importlib.import_module(f"derivations.chapters.{chapter}")
DERIVATIONS = [d for d in REGISTRY.values() if d.chapter in ORDER]
each = pytest.mark.parametrize("derivation", DERIVATIONS, ids=repr)
PROVER = Prover()
z, = points("z")
x, = points("x")
q, p = Law("q", z), Law("p", x, z)


# --- theorems ---------------------------------------------------------------------------------------------------


def test_no_condition_speaks_of_a_variable_that_no_author_named():
    """What is bound in a line stays bound in what the line leans on, in the chapters and in the claims of the report."""
    claimed = [claim.statement for claim in load_reported().values() if claim.statement is not None]
    seen = 0
    for derivation in (*DERIVATIONS, *claimed):
        for line in derivation.text.lines:
            try:
                conditions = close((), (), read_line(line.expression)[1])
            except Refused:
                continue
            seen += len(conditions)
            assert not {v for c in conditions for v in c.free if not isinstance(v.args[1], str)}, derivation.id
    assert seen > 3000


def test_a_theorem_is_made_by_proving_only():
    theorem = PROVER.prove(DERIVATIONS[0])
    for seal in (None, object()):
        with pytest.raises(TypeError, match="made by prove"):
            Theorem(seal, theorem.derivation, theorem.form, (), (), frozenset(), (), (), (), (), (), (), frozenset(), ())
    for make in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            make(theorem)
    with pytest.raises(AttributeError):
        theorem.claim = None
    with pytest.raises(AttributeError):
        theorem.extra = 1
    with pytest.raises(AttributeError):
        del theorem.given


def test_circular_reasoning_is_refused():
    """What stands below cannot be named above; and a reason that is put in afterwards is found out."""
    def first(proof):
        proof.claim(E[q(z)](log(q(z))) == E[q(z)](log(p(x, z))))
        proof.starts(E[q(z)](log(q(z))))
        proof.eq(E[q(z)](log(p(x, z))), by=algebra)

    def other(proof):
        proof.claim(E[q(z)](log(q(z))) == E[q(z)](log(p(x, z))))
        proof.starts(E[q(z)](log(q(z))))
        proof.eq(E[q(z)](log(p(x, z))), by=one)
    one = Derivation(first, title="circular", register=False)
    second = Derivation(other, title="circular", register=False)
    one.text.lines[1] = one.text.lines[1]._replace(reason=second)
    with pytest.raises(Refused, match="rests on itself"):
        Prover().prove(one)


def test_what_stands_below_has_no_name_yet():
    def early(proof):
        proof.claim(E[q(z)](log(q(z))) == E[q(z)](log(q(z))))
        proof.starts(E[q(z)](log(q(z))))
        proof.eq(E[q(z)](log(q(z))), by=late)
    derivation = Derivation(early, title="early", register=False)
    late = Derivation(early, title="late", register=False)
    with pytest.raises(Failed, match="late is not declared above"):
        Prover().prove(derivation)
    assert late.slug == "early"


def test_a_rule_that_is_not_of_the_kernel_is_no_reason():
    forged = Rule("algebra", lambda left, right, relation: ())

    def anything(proof):
        proof.claim(log(q(z)) == log(p(z)))
        proof.starts(log(q(z)))
        proof.eq(log(p(z)), by=forged)
    with pytest.raises(Failed, match="no rule of the kernel"):
        Prover().prove(Derivation(anything, title="forged", register=False))


def test_a_claim_says_no_more_than_its_lines():
    """A term that cancels in the claim still has to be defined."""
    r = Law("r", z)

    def more(proof):
        proof.claim(log(q(z)) + log(r(z)) - log(r(z)) == log(q(z)*1))
        proof.given(q(z) > 0)
        proof.starts(log(q(z)))
        proof.eq(log(q(z)*1), by=algebra)
    with pytest.raises(Failed, match="given is too short"):
        Prover().prove(Derivation(more, title="more", register=False))


# --- forms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [
    ("E[q(z)](f(z))", "E[q(v)](f(v))"), ("integral[x, z](p(x, z))", "integral[u, v](p(u, v))"),
    ("mean[k:K](a(k))", "mean[j:K](a(j))"), ("KL[z](q(z), b(z))", "KL[v](q(v), b(v))"),
    ("E[iid(q(z), K)](mean[k:K](f(z[k])))", "E[iid(q(v), K)](mean[j:K](f(v[j])))"),
    ("sup[i](E[q(z)](f(z)*g(i)))", "sup[i](E[q(v)](g(i)*f(v)))")])
def test_bound_names_do_not_matter(one, other):
    assert read_line(typed(one))[0] is read_line(typed(other))[0]


@pytest.mark.parametrize(("one", "other"), [
    ("E[q(z)](f(v))", "E[q(z)](f(z))"), ("E[p(z)](f(z))", "E[p(x)](f(x))"), ("q(z)", "b(z)"), ("q(z)", "q(v)"),
    ("E[iid(q(z), K)](f(z[1]))", "E[exchangeable(q(z), K)](f(z[1]))"), ("mean[k:K](a(k))", "mean[k:K + 1](a(k))"),
    ("E[q(z)](E[q(v)](h(z, v)))", "E[q(z)](E[q(v)](h(v, v)))"), ("sup[i:F](f(i))", "sup[i:G](f(i))")])
def test_what_differs_is_kept_apart(one, other):
    assert read_line(typed(one))[0] is not read_line(typed(other))[0]


def test_a_long_sum_is_read_whatever_was_read_before(monkeypatch):
    """Each of its terms takes few calls, so it is no too deep line, even if none of its parts is known."""
    line = q(z)
    for _ in range(219):
        line = sympy.Add(line, q(z), evaluate=False)
    monkeypatch.setattr(Readings, "table", {})
    with ThreadPoolExecutor(1) as thread:  # which is in no other call
        unknown, _ = thread.submit(read_line, line).result()
    assert unknown is read_line(typed("220*q(z)"))[0]
    assert read_line(line)[0] is unknown


@pytest.mark.parametrize("text", [
    "E[q(z)](f(z[1]))", "E[iid(q(z), K)](f(z))", "E[iid(q(z), K)](f(z[K + 1]))", "mean[k:K - 1](a(k))", "mean[k:K:j](a(k))",
    "mean[k:3/2](a(k))", "proportional[v](h(v, z))(z)", "proportional[z](d(z))(x)", "E[iid(q(z), 0)](1)"])
def test_what_means_nothing_is_not_read(text):
    with pytest.raises(Refused):
        read_line(typed(text))


@each
def test_what_is_printed_reads_back(derivation):
    text = derivation.text
    for node in (text.statement, *(h for h, _ in text.hypotheses), *(line.expression for line in text.lines),
                 *(twin.statement for twin in text.twins)):
        back = sympy.sympify(parse(source(node), names_in(node)))
        assert source(back) == source(node) and _same_tree(back, node)


def _same_tree(a, b):
    """Node by node, for SymPy's own comparison sorts what the author ordered."""
    return type(a) is type(b) and len(a.args) == len(b.args) and (
        all(map(_same_tree, a.args, b.args)) if a.args else a == b)


@each
def test_conditions_read_back(derivation):
    """A condition in words is the condition."""
    for c in PROVER.prove(derivation).given_forms:
        from derivations.pages.form_text import sympy_of
        form, _ = read_statement(sympy_of(c), {})
        assert always((), (), form) == (c,)


# --- hypotheses -------------------------------------------------------------------------------------------------


def altered(derivation, hypotheses):
    """The same derivation with other hypotheses."""
    other = copy.copy(derivation)
    other._text = copy.copy(derivation.text)
    other._text.hypotheses = list(hypotheses)
    return other


def one_that_knows_the_chapters() -> Prover:
    """A prover of its own, to which the theorems that are cited need not be proved again."""
    prover = Prover()
    for derivation in DERIVATIONS:
        PROVER.prove(derivation)
    prover.done = dict(PROVER.done)
    return prover


ALONE = [d for d in DERIVATIONS if "[" not in d.slug]  # an entry of a matrix may have hypotheses for the others


@pytest.mark.parametrize("derivation", ALONE, ids=repr)
def test_no_hypothesis_can_be_left_out(derivation):
    stated = derivation.text.hypotheses
    for i in range(len(stated)):
        with pytest.raises(Failed, match="too short") as failure:
            one_that_knows_the_chapters().prove(altered(derivation, stated[:i] + stated[i + 1:]))
        assert derivation.line <= failure.value.line <= derivation.text.lines[-1].number


@pytest.mark.parametrize("derivation", [pytest.param(d, id=repr(d), marks=() if i % 4 == 0 else pytest.mark.slow)
                                        for i, d in enumerate(ALONE)])
def test_a_hypothesis_too_many_is_named(derivation):
    """A stronger hypothesis still makes a theorem; that no line needs it is told."""
    unused = Law("unused", z)
    extra = integrable[unused(z)](log(unused(z)))
    theorem = one_that_knows_the_chapters().prove(altered(derivation, [*derivation.text.hypotheses, (extra, 1)]))
    form, _ = read_statement(extra, {})
    assert superfluous(theorem) == [form]
    assert form in stronger_than_needed(theorem)


# --- reasons ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
def test_a_wrong_reason_on_a_right_line_is_refused(part, capsys):
    """For every pair of a line of the chapters and a rule, a third of them at a time, except where the other rule proves
    the line too; then the step must hold in the same models as any other."""
    rng, refused, also = np.random.default_rng(0), 0, []
    for derivation in DERIVATIONS:
        lines = derivation.text.lines
        for a, b in zip(lines, lines[1:], strict=False):
            for rule in list(RULES.values())[(b.number + part) % 3::3]:
                if repr(b.reason) == rule.name:
                    continue
                try:
                    conditions, facts = accepted(PROVER, a.expression, b.expression, b.relation, rule)
                except Refused:
                    refused += 1
                    continue
                try:
                    check(a.expression, b.expression, b.relation, rule, conditions, facts, rng, shapes=3, batch=60)
                except Found as failure:
                    pytest.fail(f"{derivation} line {b.number} by {rule}: {failure}")
                also.append(f"{derivation} line {b.number}, by {b.reason!r}: also by {rule}")
    with capsys.disabled():
        print(f"\n{refused} wrong reasons refused; {len(also)} lines have another reason, too:", *also, sep="\n  ")
    assert refused > 20*len(also) > 0


def test_forms_are_interned():
    form, _ = read_line(typed("E[q(z)](f(z) + g(z))"))
    again, _ = read_line(typed("E[q(v)](g(v) + f(v))"))
    assert form is again and isinstance(form, Poly) and all(isinstance(a, Atom) for m, _ in form.terms for a, _e in m)


def test_linearity_does_not_capture():
    """The two captures that the fuzzer found first."""
    prover = Prover()
    wrong = [("E[c(x)](E[s(z | x)](E[c(u)](h(u, z))))", "E[c(x), s(z | x)](h(x, z))", RULES["fubini"]),
             ("mean[j:K](E[iid(q(z), K)](E[w(y | z[j])](mean[k:K](h(y, z[k])))))",
              "mean[j:K](E[iid(q(z), K)](mean[k:K](E[w(y | z[k])](h(y, z[k])))))", linearity)]
    for left, right, rule in wrong:
        with pytest.raises(Refused):
            accepted(prover, typed(left), typed(right), "=", rule)
