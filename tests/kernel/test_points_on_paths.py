"""Points and stretches of a path in the place of points of a theorem: what comes of it, what is refused, and what models say of it."""

import pytest
import sympy

from derivations.attack.counterexamples import Attack
from derivations.attack.verdict import verdict
from derivations.commands.finding import load
from derivations.commands.judge import read_text
from derivations.kernel import Derivation, Prover, Refused
from derivations.kernel.implication.leaning import Leaning
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.defined import definedness
from derivations.kernel.proof.instance import Substitution
from derivations.kernel.proof.prover import Stated
from derivations.language import terms as t
from derivations.language.authoring.reader import parse
from derivations.pages.form_text import sympy_of, text_of
from tests.support.fuzzing.path_instances import OWN, fuzz

PROVER = Prover()
x, z, a, y = t.points("x z a y")
T, k = t.counts("T k")
WORDS = ("E", "D", "KL", "always", "dominated", "each", "iff", "iid", "inf", "integrable", "integral", "log", "mean", "proportional", "sup", "total")
NAMES = {name: getattr(t, name) for name in WORDS} | {
    "x": x, "z": z, "a": a, "y": y, "v": t.Point("v", "z"), "u": t.Point("u", "a"), "T": T, "k": k, "phi": t.parameters("phi")[0],
    "n": t.reals("n")[0], "i": t.Point("i"), "F": t.Subset("F", t.Point("i")), "S": t.Subset("S", z),
    "p": t.Law("p", x, z), "q": t.Law("q", z), "r": t.Law("r", z), "s": t.Law("s", z | x), "m": t.Law("m", x), "l": t.Law("l", y | a),
    "c": t.Chain("c", a), "d": t.Chain("d", a), "j": t.Law("j", x, z, independent=True),
    "o": t.Law("o", x, z, product=(t.Law("m", x)(x), t.Law("s", z | x)(z | x))),
    "f": t.Function("f", z), "g": t.Function("g", x, z), "h": t.Function("h", a), "w": t.Function("w", z, k), "hz": t.Function("hz", a, a)}


def typed(text):
    return sympy.sympify(parse(text, NAMES))


def line(text):
    return read_line(typed(text))[0]


def put(mapping):
    """`{"q(z)": "c(a[1])", "x": ("a[0]", "y")}`, read."""
    return {typed(key): type(value)(map(typed, value)) if isinstance(value, (tuple, list)) else typed(value) for key, value in mapping.items()}


def instance(name, mapping):
    function, = (one for one in OWN if one.__name__ == name)
    return PROVER.instance(Derivation(function, title="instances", register=False).at(put(mapping)))


JOINT = {"x": "a[0]", "z": "a[1:T]", "p(x, z)": "c(a[0:T])"}
NESTED_LAWS = {"x": "a[0]", "z": "a[1:T]", "m(x)": "d(a[0])", "s(z | x)": "c(a[1:T] | a[0])"}
NESTED = NESTED_LAWS | {"g(x, z)": "h(a[0])*h(a[T])"}
BOTH = {"z": "a[1:T]", "q(z)": "c(a[1:T] | a[0])", "r(z)": "d(a[1:T])", "f(z)": "h(a[T])"}
HOLDS = [  # theorem, what is put in, the claim that it becomes, and what is given
    ("margin", JOINT, "integral[a[1:T]](c(a[0], a[1:T])) == c(a[0])", []),
    ("margin", JOINT | {"x": "a[T + 1]", "p(x, z)": "c(a[1:T], a[T + 1])"}, "integral[a[1:T]](c(a[1:T], a[T + 1])) == c(a[T + 1])", []),
    ("margin", {"x": "a[0:1]", "z": "a[2:T + 3]", "p(x, z)": "c(a[0:1], a[2:T + 3])"}, "integral[a[2:T + 3]](c(a[0:1], a[2:T + 3])) == c(a[0:1])", []),
    ("factors", JOINT, "c(a[0:T])/c(a[0]) == c(a[1:T] | a[0])", ["c(a[0]) > 0"]),
    ("factors", {"x": "a[0]", "z": "a[3]", "p(x, z)": "c(a[0], a[3])"}, "c(a[0], a[3])/c(a[0]) == c(a[3] | a[0])", ["c(a[0]) > 0"]),
    ("factors", JOINT | {"z": "a[1:1]", "p(x, z)": "c(a[0:1])"}, "c(a[0:1])/c(a[0]) == c(a[1] | a[0])", ["c(a[0]) > 0"]),
    ("in_turn", NESTED, "E[d(a[0]), c(a[1:T] | a[0])](h(a[0])*h(a[T])) == E[d(a[0])](E[c(a[1:T] | a[0])](h(a[0])*h(a[T])))",
     ["c(a[0]) > 0", "always[d(a[0])](c(a[0]) > 0)", "integrable[d(a[0]), c(a[T] | a[0])](h(a[0])*h(a[T]))"]),
    ("constant", NESTED_LAWS, "E[d(a[0])](E[c(a[1:T] | a[0])](3)) == 3", ["c(a[0]) > 0", "always[d(a[0])](c(a[0]) > 0)"]),
    ("of_two", BOTH, "E[c(a[1:T] | a[0]), d(u[1:T])](2*h(a[T])*h(u[T])) == 2*E[c(a[1:T] | a[0]), d(u[1:T])](h(a[T])*h(u[T]))",
     ["c(a[0]) > 0", "integrable[c(a[1:T] | a[0]), d(u[1:T])](h(a[T])*h(u[T]))"]),
    ("of_two", {key: value for key, value in BOTH.items() if key != "z"},
     "E[c(a[1:T] | a[0]), d(u[1:T])](2*h(a[T])*h(u[T])) == 2*E[c(a[1:T] | a[0]), d(u[1:T])](h(a[T])*h(u[T]))",
     ["c(a[0]) > 0", "integrable[c(a[1:T] | a[0]), d(u[1:T])](h(a[T])*h(u[T]))"]),
    ("of_two", BOTH | {"f(z)": "h(a[0])*h(a[1])"}, "E[c(a[1:T] | a[0]), d(u[1:T])](2*h(a[0])**2*h(a[1])*h(u[1])) == "
     "2*E[c(a[1:T] | a[0]), d(u[1:T])](h(a[0])**2*h(a[1])*h(u[1]))",
     ["c(a[0]) > 0", "integrable[c(a[1:T] | a[0]), d(u[1:T])](h(a[0])**2*h(a[1])*h(u[1]))"])]


@pytest.mark.parametrize(("theorem", "mapping", "claim", "given"), HOLDS)
def test_a_theorem_on_points_is_one_on_a_path(theorem, mapping, claim, given):
    stated = instance(theorem, mapping)
    assert stated.form is line(claim), text_of(stated.form)
    assert {*stated.given} == {*map(line, given)}, [text_of(c) for c in stated.given]


REFUSED = [  # theorem, what is put in, why not
    ("margin", JOINT | {"x": "a[1]"}, "may have points in common"), ("margin", JOINT | {"x": "a[T]"}, "may have points in common"),
    ("margin", JOINT | {"x": "a[T + k]", "z": "a[1:T + 1]"}, "may have points in common"),
    ("margin", JOINT | {"z": "a[1:T + 1]"}, "depends on its times"), ("margin", JOINT | {"z": "u[1:T]"}, "depends on its times"), ("margin", JOINT | {"x": "u[0]", "z": "u[1:T]"}, "has others"),
    ("margin", {"p(x, z)": "c(a[0], a[1])"}, "say which points"), ("margin", {"x": "a[0]", "p(x, z)": "c(a[0], a[1])"}, "say which points"),
    ("margin", JOINT | {"p(x, z)": "c(a[1:T] | a[0])"}, "same outcomes"), ("margin", JOINT | {"p(x, z)": "c(a[1:T])"}, "same outcomes"),
    ("margin", JOINT | {"p(x, z)": ["c(a[0])", "c(a[1:T] | a[0])"]}, "a whole law"), ("margin", JOINT | {"p(x, z)": ["c(a[0:T])"]}, None),
    ("margin", {"x": ("a[0]", "a[2]"), "z": "a[1]", "p(x, z)": "c(a[0], a[1], a[2])"}, "lies between"),
    ("margin", {"x": ("a[0]", "a[T + 1]"), "z": "a[1:T]", "p(x, z)": "c(a[0], a[1:T], a[T + 1])"}, "lies between"),
    ("margin", {"x": "a[1]", "z": ("a[0]", "a[2]"), "p(x, z)": "c(a[0], a[1], a[2])"}, "lies between"),
    ("margin", {"x": "a[1]", "z": "a[2]", "p(x, z)": "c(a[1], a[2] | a[0], a[3])"}, "lies between"),
    ("margin", {"x": "a[0]", "z": "a[1]", "p(x, z)": "c(a[0], a[1] | a[2])"}, "lies between"),
    ("of_two", BOTH | {"q(z)": "c(a[1:T] | a[0], a[T + 1])"}, "lies between"),
    ("of_two", {"z": "a[1:T]", "q(z)": "c(a[1:T] | a[0])", "f(z)": "h(a[T])"}, "say what stands for r"),
    ("of_two", BOTH | {"v": "u[2:T + 1]"}, "different spaces"), ("of_two", BOTH | {"f(z)": "h(a[k])"}, "depends on its time"),
    ("of_two", {key: value for key, value in BOTH.items() if key != "f(z)"}, "not of a stretch"),
    ("of_two", {"z": "a[1]", "q(z)": "c(a[1])", "r(z)": "d(a[1])"}, "the space becomes another"),
    ("of_two", BOTH | {"q(z)": []}, "."), ("of_two", BOTH | {"q(z)": "l(y | a[0])"}, "not drawn here"),
    ("in_turn", NESTED | {"s(z | x)": "c(a[1:T] | a[1])"}, "."), ("in_turn", NESTED | {"s(z | x)": "c(a[1:T], a[0])"}, "same outcomes"),
    ("in_turn", NESTED | {"x": "a[2:3]"}, "."), ("ratio", JOINT, "almost every value")]


@pytest.mark.parametrize(("theorem", "mapping", "why"), [row for row in REFUSED if row[2] is not None])
def test_what_is_no_law_of_those_points_is_refused(theorem, mapping, why):
    with pytest.raises(Refused, match=why):
        stated = instance(theorem, mapping)
        raise AssertionError(text_of(stated.form))


def test_the_bound_on_one_latent_asks_for_a_path_what_it_asks_for_a_point():
    stated = PROVER.instance(load()["elbo.bound"].at(x=a[0], z=a[1:T], p=typed("c(a[0:T])"), q=typed("d(a[1:T] | a[0])")))
    asks = ("d(a[0]) > 0", "always[d(a[1:T] | a[0])](c(a[0], a[1:T]) > 0)", "integrable[d(a[1:T] | a[0])](log(c(a[0], a[1:T])/d(a[1:T], a[0])))")
    assert {text_of(c) for c in stated.given} == {text_of(c) for text in asks for c in line(text).kind.canonical(line(text))}
    assert not stated.almost and stated.form is line("E[d(a[1:T] | a[0])](log(c(a[0], a[1:T])/d(a[1:T] | a[0]))) <= log(c(a[0]))")


def test_conclusions_of_facts_speak_of_the_free_points_too():
    made = Substitution(put(BOTH | {"x": "a[0]", "g(x, z)": "h(a[0])*h(a[T])"}))
    wanted = line("integrable[c(a[1:T] | a[0])](h(a[0])*h(a[T]))")
    assert made.conclusions([line("integrable[q(z)](g(x, z))")]) == wanted.kind.bare(wanted)


def test_what_follows_for_almost_every_point_of_a_path_is_left_open():
    """For points alone, the theorem would hold for almost every one of them instead."""
    form, given, leaned = line("p(x)/p(x) == 1"), (line("always[x](p(x) > 0)"),), (line("p(x) > 0"),)
    stated = Stated(form, given, (), frozenset(), (Leaning(given, leaned, ()),), (), frozenset())
    alone = Prover._with_particulars(stated, Substitution({x: t.Point("x2", "x")}))
    assert {v.args[1] for v in alone.almost} == {"x2"} and len(alone.given) == 1
    on_path = Prover._with_particulars(stated, Substitution(put(JOINT)))
    assert not on_path.almost and {*on_path.given} == {line("c(a[0]) > 0"), line("always[a[0]](c(a[0]) > 0)")}


PUT_IN = [  # a statement of a theorem, what is put in, what comes of it
    ("KL[z](q(z), r(z)) == 0", BOTH, "KL[a[1:T]](c(a[1:T] | a[0]), d(a[1:T])) == 0"), ("q(z) == r(z)", BOTH, "c(a[1:T] | a[0]) == d(a[1:T])"),
    ("always[z](q(z) == r(z))", BOTH, "always[a[1:T]](c(a[1:T] | a[0]) == d(a[1:T]))"), ("q(z)*q(v) > 0", BOTH | {"v": "u[1:T]"}, "c(a[1:T] | a[0])*c(u[1:T] | a[0]) > 0"),
    ("D[phi](E[q(z)](f(z)*phi)) == 0", BOTH, "D[phi](E[c(a[1:T] | a[0])](h(a[T])*phi)) == 0"),
    ("total[k:1:T](E[q(z)](w(z, k))) == 0", BOTH | {"T": "T + 1", "w(z, k)": "h(a[T + k])*h(a[T])"}, "total[k:1:T + 1](E[c(a[1:T] | a[0])](h(a[T + k])*h(a[T]))) == 0"),
    ("E[q(z)](f(z)) == 0", {"z": "a[T:T]", "q(z)": "c(a[T])", "f(z)": "h(a[T])"}, "E[c(a[T])](h(a[T])) == 0"),
    ("E[q(z)](f(z)) == 0", {"z": ("a[1]", "a[3:T + 3]"), "q(z)": "c(a[1], a[3:T + 3] | a[2])", "f(z)": "h(a[1])*h(a[3])"},
     "E[c(a[1], a[3:T + 3] | a[2])](h(a[1])*h(a[3])) == 0"),
    ("E[q(z)](E[r(v)](g(x, z)*f(v))) == 0", BOTH | {"x": "a[0]", "g(x, z)": "h(a[0])*h(a[1])"},
     "E[c(a[1:T] | a[0])](E[d(u[1:T])](h(a[0])*h(a[1])*h(u[T]))) == 0"),
    ("hz(u, u)*q(z) == 0", {"u": "a[0]", "z": "a[1]", "q(z)": "c(a[1])"}, "hz(a[0], a[0])*c(a[1]) == 0")]


@pytest.mark.parametrize(("text", "mapping", "result"), PUT_IN)
def test_what_comes_of_a_statement(text, mapping, result):
    assert Substitution(put(mapping)).whole(line(text)) is line(result)


STATEMENTS = [  # a statement of a theorem, what is put in, why not
    ("E[iid(q(z), T)](mean[k:T](f(z[k])))", BOTH, "several draws"), ("E[proportional[z](q(z))(z)](f(z))", BOTH, "no other one that is bound"),
    ("sup[z:S](f(z))", BOTH, "no other one that is bound"), ("inf[z:S](f(z))", BOTH, "no other one that is bound"),
    ("dominated[z](phi, f(z)*phi)", BOTH, "no other one that is bound"), ("E[j(x, z)](g(x, z))", {"x": "a[0]", "z": "a[1]", "j(x, z)": "c(a[0], a[1])"}, "independent"),
    ("E[j(x, z)](g(x, z))", {"x": "a[0]", "z": "a[1]", "j(x, z)": "c(a[0:1])"}, "independent"),
    ("E[j(x, z)](g(x, z))", {"x": "a[0]", "z": "a[1]", "j(x, z)": ["c(a[0])", "c(a[1])"]}, "a whole law"),
    ("E[o(x, z)](g(x, z))", NESTED | {"o(x, z)": "c(a[0:T])"}, "is not the product of those"),
    ("E[c(a[1])](h(a[1]))", {"c(a[1])": "d(a[1])"}, "name the law that is replaced at points"), ("E[q(z)](f(z))", {"n": "a[1]"}, "number"),
    ("E[q(z)](f(z))", {"z": "a[1]", "q(z)": "proportional[a[1]](c(a[1]))(a[1])"}, "."), ("E[q(z)](f(z))", {"z": "T"}, "only points")]


@pytest.mark.parametrize(("text", "mapping", "why"), STATEMENTS)
def test_what_a_point_of_a_path_cannot_be_is_refused(text, mapping, why):
    form = line(text)
    with pytest.raises((Refused, ValueError), match=why):
        made = Substitution(put(mapping))
        made.check_products([form])
        raise AssertionError(text_of(made.whole(form)))


def test_a_member_of_a_family_is_no_density_of_a_chain():
    family = t.Law("fam", z)
    with pytest.raises(Refused, match="a member of a family"):
        Substitution({family[NAMES["phi"]](z): typed("c(a[1])"), z: typed("a[1]")})


# --- what models say of it --------------------------------------------------------------------------------------------


def asked(stated):
    return [sympy_of(c) for c in dict.fromkeys((*stated.given, *definedness(stated.form)))]


@pytest.mark.parametrize(("theorem", "mapping"), [row[:2] for row in HOLDS])
def test_no_model_of_one_to_four_steps_breaks_an_instance(theorem, mapping):
    stated = instance(theorem, mapping)
    attack = Attack(asked(stated), [claim := sympy_of(stated.form)])
    assert attack.refute(claim, limit=2_000) is None
    longest = 2 if theorem == "of_two" else 4 if mapping.get("z") == "a[1:T]" else 3  # as far as a model is small enough
    assert set(attack.longest.values()) <= {longest}


def test_random_instances_on_paths_are_true():
    checked(100, 7)


@pytest.mark.slow
def test_many_random_instances_on_paths_are_true():
    checked(4_000, 11)


def checked(count, seed):
    report = fuzz(count, seed)
    assert not report.false, "\n\n".join(map(str, report.false[:3]))
    assert not report.crashes, "\n".join(map(str, report.crashes[:3]))
    assert report.accepted > 0.3*count and report.attacked > 0.6*report.accepted and report.models > 50*report.attacked


FILE = '''"""A step on a path by a theorem on points."""

from derivations import *

x, z, a = points("x z a")
(T,) = counts("T")
j, c = Law("j", x, z, independent=True), Chain("c", a)


@theorem(title="Independent points")
def apart(proof):
    proof.claim(j(x, z) == j(x)*j(z))
    proof.starts(j(x, z))
    proof.eq(j(x)*j(z), by=factorise)


@theorem(title="A point and those after it")
def cites(proof):
    proof.claim(c(a[0], a[1:T]) == c(a[0])*c(a[1:T]))
    proof.starts(c(a[0], a[1:T]))
    proof.eq(c(a[0])*c(a[1:T]), by=apart.at({x: a[0], z: a[1:T], j(x, z): c(a[0], a[1:T])}))
'''


def test_a_false_line_is_refuted_in_a_model_even_where_the_kernel_lets_it_through(monkeypatch):
    with pytest.raises(Refused, match="independent"):
        Prover().prove(read_text(FILE, "on")[1])
    monkeypatch.setattr(Substitution, "_check_law", lambda *_: None)
    derivation, prover = read_text(FILE, "on")[1], Prover()
    prover.prove(derivation)
    found = verdict(derivation, prover, 100)
    assert found.counterexample is not None and found.problem, found


def test_the_fuzzer_finds_laws_that_are_not_as_the_theorem_declares(monkeypatch):
    monkeypatch.setattr(Substitution, "_check_law", lambda *_: None)
    report = fuzz(400, 5, until_false=True)
    assert report.false and report.false[0][0].slug == "independent"
