"""What each lemma concludes from one premise, or asks for one conclusion: that and no more.

What stands in a row was derived by hand from the theorem that the lemma names; `test_lemmas` shows examples in which
the near misses fail.
"""

import pytest

from derivations.kernel.forms.binders import Atom, var
from derivations.kernel.implication.checker import Fact
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.table import BACKWARD, FORWARD, about_finiteness, almost_all_points
from tests.support.typed_statements import MORE, conditions

CONCLUSIONS = [  # lemma, premise, everything that it concludes
    ("Fubini", "integrable[q(z)](f(z))", []), ("Fubini", "always[q(z), r(y)](h(y, z) > 0)", []),
    ("Fubini", "integrable[r(y), q(z)](h(y, z))", [
        "always[r(y)](integrable[q(z)](h(y, z)))", "integrable[r(y)](E[q(z)](h(y, z)))", "integrable[r(y)](E[q(z)](-h(y, z)))",
        "always[q(z)](integrable[r(y)](h(y, z)))", "integrable[q(z)](E[r(y)](h(y, z)))", "integrable[q(z)](E[r(y)](-h(y, z)))"]),
    ("Fubini", "integrable[c(x), s(z | x)](h(x, z))", [  # z has no law of its own, from which x could be averaged out
        "always[c(x)](integrable[s(z | x)](h(x, z)))", "integrable[c(x)](E[s(z | x)](h(x, z)))", "integrable[c(x)](E[s(z | x)](-h(x, z)))"]),
    ("Fubini", "integrable[c(x), s(z | x), r(y)](a(x, y, z))", [
        "always[c(x)](integrable[s(z | x), r(y)](a(x, y, z)))", "integrable[c(x)](E[s(z | x), r(y)](a(x, y, z)))", "integrable[c(x)](E[s(z | x), r(y)](-a(x, y, z)))",
        "always[r(y)](integrable[c(x), s(z | x)](a(x, y, z)))", "integrable[r(y)](E[c(x), s(z | x)](a(x, y, z)))", "integrable[r(y)](E[c(x), s(z | x)](-a(x, y, z)))",
        "always[c(x), s(z | x)](integrable[r(y)](a(x, y, z)))", "integrable[c(x), s(z | x)](E[r(y)](a(x, y, z)))", "integrable[c(x), s(z | x)](E[r(y)](-a(x, y, z)))",
        "always[c(x), r(y)](integrable[s(z | x)](a(x, y, z)))", "integrable[c(x), r(y)](E[s(z | x)](a(x, y, z)))", "integrable[c(x), r(y)](E[s(z | x)](-a(x, y, z)))"]),
    ("argument of a logarithm", "integrable[q(z)](log(f(z)) - g(z))", ["always[q(z)](f(z) > 0)"]),
    ("argument of a logarithm", "integrable[z](2*log(f(z)) + log(g(z)))", ["always[z](f(z) > 0)", "always[z](g(z) > 0)"]),
    ("argument of a logarithm", "always[c(x)](integrable[q(z)](log(h(x, z))))", ["always[c(x), q(z)](h(x, z) > 0)"]),
    ("argument of a logarithm", "integrable[q(z)](g(z)*log(f(z)))", []),
    ("argument of a logarithm", "integrable[q(z)](log(f(z))*proportional[v](b(v)*exp(g(v)))(z))", []),
    ("argument of a logarithm", "integrable[q(z)](log(f(z)) + g(z)*log(f(z)))", []),  # (1 + g) log f: a factor zero
    ("argument of a logarithm", "bounded(sup[i:F](log(d(i))))", []), ("argument of a logarithm", "always[q(z)](log(d(z)) > 0)", []),
    ("powers", "integrable[q(z)](f(z)**3)", ["integrable[q(z)](f(z))", "integrable[q(z)](f(z)**2)", "integrable[q(z)](f(z)**3)"]),
    ("powers", "integrable[q(z)](f(z)**3 - f(z))", ["integrable[q(z)](f(z))", "integrable[q(z)](f(z)**2)", "integrable[q(z)](f(z)**3)"]),
    ("powers", "integrable[q(z)](f(z)**2 + g(x)*f(z))", ["integrable[q(z)](f(z))", "integrable[q(z)](f(z)**2)"]),
    ("powers", "integrable[q(z)](f(z)**2/g(x) + f(z))", ["integrable[q(z)](f(z))", "integrable[q(z)](f(z)**2)"]),
    ("powers", "integrable[q(z)](f(z)**4*g(z)**2)", ["integrable[q(z)](f(z)**2*g(z))", "integrable[q(z)](f(z)**4*g(z)**2)"]),
    ("powers", "integrable[q(z)](g(x)*f(z)**2 + f(z))", []), ("powers", "integrable[q(z)](f(z)**2*a(x)/g(x) + f(z))", []),  # a(x) may be zero
    ("powers", "integrable[q(z)](f(z)**2 + f(z)**2/g(x))", []), ("powers", "integrable[q(z)](f(z)**3 + g(z))", []),  # they may cancel
    ("powers", "integrable[q(z)](f(z)**2 + f(z) + g(z))", []), ("powers", "integrable[z](f(z)**2)", []), ("powers", "f(z)**2 > 0", []),
    ("positive marginal", "always[q(z)](p(x, z) > 0)", ["p(x) > 0"]), ("positive marginal", "always[z](p(x, z) > 0)", ["p(x) > 0"]),
    ("positive marginal", "always[q(z)](t(x, y, z) > 0)", ["t(x, y) > 0"]), ("positive marginal", "always[q(z), w(y | z)](t(x, y, z) > 0)", ["t(x) > 0"]),
    ("positive marginal", "always[c(x), q(z)](t(x, y, z) > 0)", ["t(y) > 0"]), ("positive marginal", "always[y](e(y, z | x) > 0)", ["e(z | x) > 0"]),
    ("positive marginal", "always[q(z)](p(z) > 0)", []), ("positive marginal", "always[q(z)](h(x, z) > 0)", []),
    ("positive marginal", "always[q(z)](p(x, z) + q(z) > 0)", []), ("positive marginal", "always[q(z)](f(z) != 0)", []), ("positive marginal", "p(x, z) > 0", []),
]

WAYS = [  # lemma, conclusion, the premises of each way
    ("weaker guard", "f(z) > 0", []), ("weaker guard", "always[z](f(z) > 0)", []), ("weaker guard", "always[q(z)](f(z) > 0)", [["always[z](f(z) > 0)"]]),
    ("weaker guard", "always[q(z), w(y | z)](h(y, z) > 0)", [
        ["always[y, z](h(y, z) > 0)"], ["always[y, q(z)](h(y, z) > 0)"], ["always[z, w(y | z)](h(y, z) > 0)"]]),
    ("weaker guard", "integrable[q(z)](f(z))", []), ("weaker guard", "always[c(x)](integrable[q(z)](h(x, z)))", [["always[x](integrable[q(z)](h(x, z)))"]]),
    ("positive integrand", "E[q(z)](f(z)) > 0", [["always[q(z)](f(z) > 0)"]]), ("positive integrand", "E[q(z)](f(z)) != 0", []),
    ("positive integrand", "integral[z](f(z)) > 0", [["always[z](f(z) > 0)"]]), ("positive integrand", "integral[z](q(z)*f(z)) > 0", [["always[q(z)](f(z) > 0)"]]), ("positive integrand", "E[q(z)](f(z)) + f(x) > 0", []), ("positive integrand", "d(x) > 0", []),
    ("constant factor", "integrable[q(z)](g(x)*f(z))", [["integrable[q(z)](f(z))"]]), ("constant factor", "integrable[q(z)](f(z)/g(x))", [["g(x) != 0", "integrable[q(z)](f(z))"]]),
    ("constant factor", "integrable[q(z)](a(x)*f(z)/(d(x) + d(y)))", [["d(x) + d(y) != 0", "integrable[q(z)](f(z))"]]),
    ("constant factor", "integrable[q(z)](f(z)/(a(x) + g(x)))", [["a(x) + g(x) != 0", "integrable[q(z)](f(z))"]]),
    ("constant factor", "always[c(x)](integrable[q(z)](h(x, z)/g(x)))", [["always[c(x)](g(x) != 0)", "always[c(x)](integrable[q(z)](h(x, z)))"]]),
    ("constant factor", "integrable[z](g(x)*f(z))", [["integrable[z](f(z))"]]), ("constant factor", "integrable[q(z)](f(z))", []),
    ("constant factor", "integrable[q(z)](log(d(x))*f(z))", [["d(x) > 0", "integrable[q(z)](f(z))"]]), ("constant factor", "integrable[q(z)](a(x)*log(d(x))*f(z))", [["d(x) > 0", "integrable[q(z)](f(z))"]]),
    ("constant factor", "integrable[q(z)](g(x)*f(z) + a(x)*f(z))", [["integrable[q(z)](f(z))"]]), ("constant factor", "integrable[q(z)](g(x)*f(z) + a(x)*a(z))", []),
    ("constant factor", "integrable[q(z)](log(d(x))*f(z) + f(z)/g(x))", [["g(x) != 0", "d(x) > 0", "integrable[q(z)](f(z))"]]), ("constant factor", "integrable[q(z)](g(x)*f(z) + h(x, z)*f(z))", []),
    ("constant factor", "always[c(x)](integrable[q(z)](h(x, z)/g(x) + g(x)*h(x, z)))", [["always[c(x)](g(x) != 0)", "always[c(x)](integrable[q(z)](h(x, z)))"]]),
    ("constant factor", "integrable[z](g(x)*f(z) + a(x)*f(z))", [["integrable[z](f(z))"]]), ("constant factor", "integrable[q(z)](f(z) + f(z)**2)", []),
    ("constant factor", "integrable[q(z)](g(x)*f(z) + a(z))", []), ("constant factor", "g(x)*f(z) > 0", []),
    ("power of an average", "integrable[iid(q(z), K)](mean[k:K](f(z[k])))", [["integrable[q(z)](f(z))"]]),
    ("power of an average", "integrable[identical(q(z), K)](mean[k:K](f(z[k]))**3)", [["integrable[q(z)](f(z)**3)"]]),
    ("power of an average", "always[c(x)](integrable[iid(q(z), K)](mean[k:K](h(x, z[k]))**2))", [["always[c(x)](integrable[q(z)](h(x, z)**2))"]]),
    ("power of an average", "integrable[iid(q(z), K), r(y)](mean[k:K](f(z[k]))*f(y))", []), ("power of an average", "integrable[q(z)](f(z)**2)", []),
    ("power of an average", "integrable[iid(q(z), K), r(y)](mean[k:K](f(z[k])) + f(y))", []), ("power of an average", "mean[k:K](f(k)) > 0", []),
    ("product of averages", "integrable[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", [["integrable[q(z)](f(z))", "integrable[q(z)](g(z))", "integrable[q(z)](f(z)*g(z))"]]),
    ("product of averages", "integrable[iid(q(z), 3)](f(z[1])*mean[k:2](f(z[k])))", [["integrable[q(z)](f(z))", "integrable[q(z)](f(z)**2)"]]),
    ("product of averages", "always[c(x)](integrable[iid(q(z), K)](mean[k:K](h(x, z[k]))**2))", [["always[c(x)](integrable[q(z)](h(x, z)))", "always[c(x)](integrable[q(z)](h(x, z)**2))"]]),
    ("product of averages", "each[j:1:K + 1](integrable[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))*g(z[j])))", [["integrable[q(z)](f(z))", "integrable[q(z)](g(z))", "integrable[q(z)](f(z)*g(z))"]]),
    ("product of averages", "integrable[exchangeable(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", []), ("product of averages", "integrable[iid(q(z), K)](mean[k:K](a(k)*f(z[k]))*f(z[1]))", []),
    ("product of averages", "integrable[iid(q(z), K)](log(mean[k:K](d(z[k])))*f(z[1]))", []), ("product of averages", "integrable[iid(q(z), K), r(y)](mean[k:K](f(z[k]))*f(y))", []),
    ("product of averages", "integrable[iid(q(z), K)](f(z[1])**6)", []), ("product of averages", "integrable[iid(q(z), 2)](f(z[1])*f(z[2]) + f(z[1]))", []), ("product of averages", "d(x) > 0", []),
]

AT_POINTS = [  # conclusion, points of which almost every value is meant, the premises of each way
    ("g(x) != 0", "x", [["always[x](g(x) != 0)"]]), ("g(x) != 0", "y", []), ("g(x) != 0", "", []),
    ("h(x, y) != 0", "xyz", [["always[x](h(x, y) != 0)"], ["always[y](h(x, y) != 0)"], ["always[x, y](h(x, y) != 0)"]]),
    ("always[q(z)](h(x, z) > 0)", "x", [["always[x, q(z)](h(x, z) > 0)"]]), ("always[q(z)](f(z) > 0)", "xz", []),
    # at almost every point of a joint density, its marginals are positive
    ("implies(p(x, z) > 0, p(x) > 0)", "z", [[]]), ("implies(c(x) > 0, implies(p(x, z) > 0, p(x) > 0))", "z", [[]]),
    ("always[y](implies(t(x, y, z) > 0, t(x) > 0))", "z", [[]]), ("implies(p(x, z) > 0, p(x) > 0)", "x", [["always[x](implies(p(x, z) > 0, p(x) > 0))"]]),
    ("always[y](implies(t(x, y, z) > 0, t(x) > 0))", "x", [["always[x, y](implies(t(x, y, z) > 0, t(x) > 0))"]]),
    ("implies(p(x, z) > 0, f(x) != 0)", "z", [["always[z](implies(p(x, z) > 0, f(x) != 0))"]]),
]

F, G, LOG, PLUS = (f"integrable[q(z)]({body})" for body in ("f(z)", "g(z)", "log(d(z))", "f(z) + log(d(z))"))
SURE = "always[q(z)](d(z) > 0)"
FROM_FACTS = [  # facts of steps (premises, conclusions), what is given, wanted, whether it follows
    ([([], [F])], [], F, True), ([([], [F])], [], "integrable[q(z)](g(x)*f(z))", True), ([([], [F])], [], G, False),
    ([([], [F])], [], "integrable[q(z)](f(z)/g(x))", False), ([([], [F])], ["g(x) != 0"], "integrable[q(z)](f(z)/g(x))", True),
    ([([], [F])], [G], "integrable[q(z)](f(z) - g(z))", True), ([([], [F])], [], "integrable[q(z)](f(z) - g(z))", False),
    ([([], [LOG])], [], LOG, False), ([([], [LOG])], [SURE], LOG, True), ([([], [LOG])], [], SURE, False),  # as far as it is defined
    ([([], [LOG])], [F, SURE], PLUS, True), ([([], [LOG])], [F], PLUS, False), ([([], [PLUS])], [F, SURE], LOG, True), ([([], [PLUS])], [F], LOG, False),
    ([([], [LOG, SURE])], [], LOG, True), ([([F], [LOG]), ([], [SURE])], [], LOG, False), ([([F], [LOG]), ([], [SURE])], [F], LOG, True),
    ([([LOG], [F]), ([], [LOG])], [], F, True), ([([LOG], [SURE]), ([], [LOG])], [], SURE, False),  # a weak premise shows no sign
    ([([LOG], [SURE]), ([], [LOG]), ([], [SURE])], [], LOG, True), ([([G], [F]), ([PLUS], [G]), ([F, LOG], [PLUS])], [F, LOG], G, True),
    ([(["integrable[q(z)](f(z) + g(z))"], [LOG])], [F, G, SURE], LOG, True), ([(["integrable[q(z)](f(z) + g(z))"], [LOG])], [F, SURE], LOG, False),
    ([(["E[q(z)](d(z)) > 0"], ["f(x) > 0"])], [SURE], "f(x) > 0", True), ([(["E[q(z)](d(z)) > 0"], ["f(x) > 0"])], ["d(x) > 0"], "f(x) > 0", False),
    ([([], ["integrable[iid(q(z), K)](mean[k:K](f(z[k])))"])], [], F, False),
    ([([], [F])], [], "integrable[iid(q(z), K)](mean[k:K](f(z[k])))", True),
    ([([], ["always[x](integrable[q(z)](h(x, z)))"])], [], "always[c(x)](integrable[q(z)](h(x, z)))", True),
    ([([], ["always[c(x)](integrable[q(z)](h(x, z)))"])], [], "always[x](integrable[q(z)](h(x, z)))", False),
    ([([], ["always[x](integrable[q(z)](h(x, z)))"])], [], "integrable[q(z)](h(x, z))", True),  # at almost every x
    ([([], ["integrable[r(y), q(z)](h(y, z))"])], [], "integrable[r(y)](E[q(z)](h(y, z)))", True),
    ([([], ["integrable[r(y), q(z)](log(d(y) + d(z)))"])], [], "integrable[r(y)](E[q(z)](log(d(y) + d(z))))", False),  # it may be undefined
    ([([], ["integrable[q(z)](log(d(z))**2)"])], [], LOG, False),
]


def one(text: str) -> Atom:
    """The one condition that a statement comes to."""
    (c,) = conditions(text)
    return c


def ways(texts) -> set[frozenset]:
    return {conditions(*premises) for premises in texts}


@pytest.mark.parametrize(("name", "premise", "wanted"), CONCLUSIONS, ids=[" of ".join(row[:2]) for row in CONCLUSIONS])
def test_a_premise_gives_these_and_no_others(name, premise, wanted) -> None:
    assert frozenset(FORWARD[name](one(premise))) == conditions(*wanted)


@pytest.mark.parametrize(("name", "conclusion", "wanted"), WAYS, ids=[" to ".join(row[:2]) for row in WAYS])
def test_a_conclusion_asks_for_these_premises(name, conclusion, wanted) -> None:
    found = BACKWARD[name](one(conclusion))
    assert len(found) == len(wanted) and set(map(frozenset, found)) == ways(wanted)


@pytest.mark.parametrize(("conclusion", "almost", "wanted"), AT_POINTS, ids=[" at ".join(row[:2]) for row in AT_POINTS])
def test_almost_every_point_asks_for_these_premises(conclusion, almost, wanted) -> None:
    points = frozenset(var(MORE[name].space, name) for name in almost)
    assert set(map(frozenset, almost_all_points(one(conclusion), points))) == ways(wanted)


@pytest.mark.parametrize(("text", "finite"), [
    ("integrable[q(z)](f(z))", True), ("bounded(sup[i:F](f(i)))", True), ("always[c(x)](integrable[q(z)](h(x, z)))", True),
    ("always[x](bounded(inf[i:F](h(i, x))))", True), ("f(z) > 0", False), ("f(z) != 0", False), ("f(z) <= 0", False), ("f(z) == 0", False),
    ("always[q(z)](f(z) > 0)", False), ("always[q(z)](f(z) == 0)", False), ("E[q(z)](f(z)) > 0", False)])
def test_finiteness_is_about_integrals_and_extrema(text, finite) -> None:
    assert about_finiteness(one(text)) is finite


@pytest.mark.parametrize(("steps", "given", "wanted", "follows"), FROM_FACTS)
def test_what_steps_show_serves_as_far_as_it_is_defined(steps, given, wanted, follows) -> None:
    shown = [Fact("equal integrands", tuple(conditions(*premises)), tuple(map(one, found))) for premises, found in steps]
    for facts in (shown, shown[::-1]):
        assert implied([one(wanted)], map(one, given), facts, frozenset({var("x", "x")})).left == ([] if follows else [one(wanted)])
