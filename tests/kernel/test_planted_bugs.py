"""Every bug on the standing list dies, and not by a test that was written for it."""

from functools import cache

import pytest

from derivations.attack.verdict import verdict
from derivations.commands import judge
from derivations.commands.finding import load
from derivations.kernel import RULES, D, Derivation, Prover, Refused, algebra, always, differentiate
from derivations.kernel.implication.search import unproved
from derivations.kernel.logic.conditions import always as always_of
from derivations.kernel.logic.conditions import close
from tests import CORPUS
from tests.support.fuzzing import (
    descents,
    hypothesis_fuzz,
    named_steps,
    planted_bugs,  # noqa: F401  the bugs register themselves
    planted_bugs_chains,  # noqa: F401
    planted_bugs_derivatives,  # noqa: F401
    planted_bugs_kernel,  # noqa: F401
    planted_bugs_means,  # noqa: F401
    planted_bugs_named,  # noqa: F401
    planted_bugs_places,  # noqa: F401
    planted_bugs_special,  # noqa: F401
    recurrences,
)
from tests.support.fuzzing.good_steps import examples
from tests.support.fuzzing.instance_fuzz import OWN, c, f, number, y, yy
from tests.support.fuzzing.near_misses import fuzz, shown
from tests.support.fuzzing.planting import BUGS
from tests.support.rule_examples import NAMES, refuses

KILLED: dict[str, str] = {}
phi, z, q, r = (NAMES[name] for name in ("phi", "z", "q", "r"))


def by_examples():
    """An example that a rule's docstring refuses is accepted."""
    for rule in RULES.values():
        for kind, left, right, relation in examples(rule):
            if kind == "refuses" and not refuses(rule, left, right, relation):
                return f"{rule} accepts what its docstring refuses: {left} {relation} {right}"
    return None


def by_twins():
    """A comparison of a proof is accepted the other way round, and not for a factor of a sign that its hypotheses deny."""
    prover = Prover()
    for derivation in load().values():
        text = derivation.text
        for a, b in zip(text.lines, text.lines[1:], strict=False):
            if b.relation in ("≤", "≥"):
                try:
                    step = prover.step(_form(b.expression), _form(a.expression), b.relation, b.reason)
                    given = [c for h, _ in text.hypotheses for c in always_of((), (), _form(h))]
                    signs = [c for c in close((), (), step.conditions) if c.head == "le"]
                    if unproved(signs, given, step.facts):
                        continue
                except Refused:
                    continue
                return f"{derivation.id}, line {b.number}, is accepted the other way round"
    return None


def _form(node):
    from derivations.kernel.lines.reading import read_line
    return read_line(node)[0]


def by_corpus():
    """A file of the corpus that the kernel alone refuses is proved from beginning to end."""
    for name, derivations in refused_files():
        prover = Prover()
        try:
            for derivation in derivations:
                derivation._text = None  # read anew: the bug may be in the reading
                prover.prove(derivation)
        except (Refused, ValueError):
            continue
        except Exception as error:  # the kernel refuses, it never fails
            return f"{name}: {error!r}"
        return f"{name} is accepted"
    return None


def by_models():
    """A theorem that is proved is false in a model, at a null state of a point that it does not name."""
    prover = Prover()
    for derivation in (*(Derivation(function, title="small", register=False) for function in OWN), used):
        found = verdict(derivation, prover, 200)
        if found.failure or found.counterexample:  # that no finite model satisfies a hypothesis is no news here
            return f"{derivation}: {found.failure or found.problem}"
    return None


def by_points():
    """A theorem that differentiates densities at points is said to hold for other values of these than almost every one."""
    for theorem, points in ((of_a_density, ("z",)), (of_two, ("y", "z"))):
        found = Prover().prove(Derivation(theorem, title="small", register=False)).almost
        if found != points:
            return f"{theorem.__name__} holds for almost every value of {found}"
    return None


def of_a_density(proof):
    proof.claim(D[phi](q[phi](z)*phi) == q[phi](z) + phi*D[phi](q[phi](z)))
    proof.starts(D[phi](q[phi](z)*phi))
    proof.eq(q[phi](z) + phi*D[phi](q[phi](z)), by=differentiate)


def of_two(proof):
    proof.claim(D[phi](q[phi](z)*r[phi](y)) == q[phi](z)*D[phi](r[phi](y)) + r[phi](y)*D[phi](q[phi](z)))
    proof.starts(D[phi](q[phi](z)*r[phi](y)))
    proof.eq(q[phi](z)*D[phi](r[phi](y)) + r[phi](y)*D[phi](q[phi](z)), by=differentiate)


def uses_another(proof):
    """What is cited for almost every y is shown for almost every y."""
    proof.claim(1 + (f(y) - 2)/(f(y) - 2) == 2)
    proof.given(always[yy](f(yy) != 2))
    proof.starts(1 + (f(y) - 2)/(f(y) - 2))
    proof.eq(1 + 1, by=cited.at({c: 2}))
    proof.eq(2, by=algebra)


cited = Derivation(number, title="cited", register=False)
used = Derivation(uses_another, title="cites", register=False)


@cache
def refused_files():
    """The files that can be read and that the kernel as it is refuses."""
    found = []
    for path in sorted(CORPUS.glob("refused/*.py")):
        try:
            derivations = judge.read(str(path))
            prover = Prover()
            for derivation in derivations:
                prover.prove(derivation)
        except judge.Misread:
            continue
        except Refused:
            found.append((path.name, derivations))
    return found


@pytest.fixture(autouse=True, scope="module")
def before_any_bug():
    """What is refused is asked of the kernel as it is."""
    refused_files()


def by_balls():
    """A step of the rules of the gamma function is false in balls."""
    return descents.wrong(200, 4)[0] or recurrences.wrong(200, 4)[0]


def by_quadrature():
    """A step about a named law is false, or something is said to be finite that is infinite."""
    return named_steps.wrong(60, 4)[0] or named_steps.wrong_density(60, 4)[0] or named_steps.wrongly_finite(300, 4)[0]


def by_near_misses(count):
    report = fuzz(count, 11, stop=1, shapes=4, batch=80)
    if report.false:
        step, failure = report.false[0]
        return f"after {report.tried} near misses: {failure[:60]} for {shown(step)}"
    return None


def by_hypotheses(count):
    tried, wrong = hypothesis_fuzz.fuzz(count, 3, stop=1)
    return f"after {tried} statements: {wrong[0]}" if wrong else None


def killer(count: int) -> str | None:
    """What notices that something is wrong with the kernel as it is now, the cheapest first."""
    for look in (by_examples, by_points, by_twins, by_corpus, by_balls, by_quadrature, by_models, lambda: by_hypotheses(count // 8), lambda: by_near_misses(count)):
        found = look()
        if found is not None:
            return found
    return None


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_planted_where_the_kernel_looks(name):
    with BUGS[name][2]():
        pass


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_dies(name):
    rule, says, plant = BUGS[name]
    with plant():
        found = killer(12_000)
    assert found is not None, f"{name} ({rule}) survives: {says}"
    print(f"{name} ({rule}): {found}")


QUICK = ("coefficient_sign_ignored", "jensen_flipped", "law_forgotten", "bound_variable_pulled_out", "guards_dropped",
         "minimal_drops_conditions", "inclusion_reversed", "left_out_index_depended_on", "too_many_dropped", "wrong_margin",
         "one_hypothesis_too_few", "almost_everywhere_everywhere", "almost_forgotten", "outcomes_of_others",
         "suprema_that_cancel", "hidden_suprema", "bodies_undefined", "dependence_ignored", "identical_taken_for_exchangeable", "any_function_has_mass_one",
         "logarithms_beside_any_density", "points_in_no_order", "every_point_is_the_first", "last_term_forgotten",
         "sums_taken_for_products", "stretches_that_lose_their_ends", "what_is_bound_within_overlooked", "mixed_derivative_of_one_place", "smooth_at_every_point", "partial_of_what_was_replaced")


@pytest.mark.parametrize("name", QUICK)
def test_a_planted_bug_dies_soon(name):
    """The ones that die within a second or two; all of them are in the slow tier."""
    with BUGS[name][2]():
        assert killer(1_500) is not None


def test_the_corpus_asks_the_kernel():
    assert len(refused_files()) > 60


def test_the_kernel_as_it_is_survives():
    """The control: without a planted bug nothing is found."""
    assert killer(240) is None


def test_every_rule_has_a_planted_bug():
    assert set(RULES) <= {rule for rule, _says, _plant in BUGS.values()}
