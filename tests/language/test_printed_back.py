"""A printed line read again: every construction comes back as it was typed, and what would be taken for another is refused."""

import ast
import re

import pytest
import sympy

from derivations.kernel import Refused
from derivations.kernel.forms.binders import lift, var
from derivations.kernel.forms.derivatives import carried_out
from derivations.kernel.lines.printed import (
    check_line,
    check_names,
    check_printed,
    check_shown,
    free_in,
    same_tree,
)
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.language import terms as t
from derivations.language.authoring.derivation import abbreviation
from derivations.language.authoring.lines import as_node
from derivations.language.authoring.reader import parse
from derivations.language.names import look_alike
from derivations.language.terms import (
    E,
    Function,
    Law,
    Point,
    Subset,
    counts,
    iid,
    integral,
    log,
    mean,
    parameters,
    points,
    proportional,
    sup,
)
from derivations.language.views.source import names_in, source
from derivations.pages.form_text import LONGEST, declared_in, text_of, texts_of
from tests.kernel.test_statements import BACK, MORE
from tests.language.test_language import H, L, i, w

x, y, z = points("x y z")
v = Point("v", "z")
j_point = Point("n", "i")
K, j, k = counts("K j k")
phi, psi, c_of_v = parameters("phi psi v")
q, r, s, p = Law("q", z), Law("r", y), Law("s", z | x), Law("p", x, z)
f, g, a, h = Function("f", z), Function("g", x), Function("a", K), Function("h", x, z)
F = Subset("F", i)
fi = Function("fi", i)

TYPED = ["q(z) - (f(z) + 1)", "q(z) - f(z) + 1", "q(z)*(f(z)*2)", "q(z)*f(z)*2", "q(z)/(f(z)/2)", "q(z)/f(z)/2", "-q(z)*f(z)", "-(q(z)*f(z))", "-(-q(z))", "2*-f(z)", "f(z)**2", "f(z)**-2",
         "(-f(z))**2", "-f(z)**2", "(f(z)**2)**3", "1/f(z)**2", "(f(z) + 1)/2", "f(z) - -1", "p(z | x)", "L(x, z | y)", "L(x | z, y)", "t(x | y, z)", "E[q(z), r(y)](h(y, z))", "E[iid(q(z), K)](f(z[1]))",
         "E[exchangeable(q(z), K + 1)](f(z[K]))", "E[identical(q(z), 2)](f(z[2]))", "mean[k:K](a(k))", "mean[j:K + 1](mean[k:K + 1:j](a(k)))", "sup[i](f(i))", "sup[i:F](f(i))",
         "inf[i:F](f(i))", "KL[x, z](p(x, z), c(x)*q(z))", "integral[x, z](p(x, z))", "proportional[x, z](d(x, z))(u, v)", "implies(f(z) > 0, g(z) >= 0)", "iff(f(z) < 0, g(z) <= 0)",
         "both(f(z) == 0, g(z) != 0, K > 1)", "always[q(z)](f(z) > 0)", "always[x, r(y)](h(x, y) > 0)", "integrable[z](f(z))", "bounded(sup[i](f(i)))", "exp(-log(f(z)))", "C()", "W(z, K)", "-3", "0",
         "q[phi](z)", "s[phi, psi](z | x)", "L[psi](x | z, y)", "E[iid(q[phi](z), K)](f(z[1]))", "D[phi](log(q[phi](z)))", "D[phi](D[psi](h(phi, psi)))", "D[phi:h(y, psi)](g(phi))", "D[phi:2](g(phi))",
         "D[phi](g(phi)*stop(g(phi)))", "near[phi](g(phi) > 0)", "near[phi:psi ** 2](g(phi) == phi)", "near[phi](always[z](q[phi](z) > 0))", "dominated[z](phi, q[phi](z)*f(z))",
         "dominated[y, z](psi, h(y, z)*g(psi))", "h(y, 2*phi)", "g(phi - 1)", "phi**2"]


@pytest.mark.parametrize("text", TYPED)
def test_it_prints_as_it_was_typed(text) -> None:
    node = as_node(parse(text, MORE))
    assert source(node) == ast.unparse(ast.parse(text)) and same_tree(as_node(parse(source(node), MORE)), node)
    assert not isinstance(node, t.Spoken) or str(node) == source(node)


def test_everything_that_is_read_is_printed_and_read_back() -> None:
    for line in (*TYPED, *BACK):
        node = as_node(parse(line, MORE))
        assert same_tree(as_node(parse(source(node), names_in(node) if "(" in line else MORE)), node), line
        check_line(node)


def test_same_trees_are_told_from_others() -> None:
    trees = [as_node(parse(text, MORE)) for text in TYPED]
    assert all(same_tree(one, other) == (one is other) for one in trees for other in trees)
    assert not same_tree(f(z) + 1, t.quantity(1) + f(z)*2) and not same_tree(sympy.Tuple(K), sympy.Tuple(K, j)) and not same_tree(K, j)


@abbreviation
def ratio(b):
    return q(z)/b


@abbreviation
def hides():
    return log(f(z))


@abbreviation
def own(b):
    return E[q(z)](f(z))*b


@abbreviation
def within(b):
    return hides()*b


@abbreviation
def draws_and_hides():
    return E[q(z)](hides())


@abbreviation
def averages():
    return mean[k:K](a(k))


@abbreviation
def one_of():
    return a(k)*K


@abbreviation
def member():
    return sup[j_point](fi(j_point)) + fi(i)


def other_ratio():
    @abbreviation
    def ratio(b):
        return 2*b
    return ratio


def s_of_two(point):
    return q[phi, psi](point)


def named(name: str, point=z):
    return Function(name, point)(point)


READABLE = {  # what may stand beside each other
    "one thing twice": [f(z), f(z) + 1], "a name and another": [named("f1"), named("f2")], "an index that nothing has": [named("z_1"), q(z)],
    "a letter after no index": [named("q_k"), a(K)], "a count after another stem": [E[iid(q(z), K)](f(z[1])), named("q_K")], "two points of a space": [q(z), q(v)], "a name that begins so": [E[iid(q(z), K)](f(z[1])), named("zz")],
    "what no digit follows": [E[iid(q(z), K)](f(z[1])), named("z_a")], "a subset that has another": [sup[i:H](fi(i)), sup[i:F](fi(i))], "one abbreviation twice": [ratio(f(z)), ratio(q(z))],
    "an underscore at the beginning": [E[iid(q(z), K)](f(z[1])), named("_1")], "another stem": [E[iid(q(z), K)](f(z[1])), named("y_1")],
    "an abbreviation that says so": [E[q(z)](w(z))], "an abbreviation that binds its own": [E[q(z)](own(f(z)))], "nothing around it": [hides()], "another point around it": [E[r(y)](hides())],
    "a family is not taken at it": [q[phi](z), named("q_psi"), psi], "a number is no parameter": [q[phi](z), named("q_1")], "a member of another": [q[phi](z), r(y), named("r_phi")], "a longer name": [q[phi](z), named("q_phis")],
    "two members": [q[phi](z), q[psi](z)], "a range is not bound": [mean[k:K](averages()*a(k))], "only an index in a mean": [mean[k:K](a(k)), named("q_a")], "a letter among others": [mean[k:K](a(k)), named("q_ka")]}


@pytest.mark.parametrize("what", READABLE)
def test_nobody_is_misled(what) -> None:
    check_printed(READABLE[what])


MISLEADING = {  # part of what is said of lines in which one thing would be taken for another
    "are called f": [[f(z), Function("f", x)(x)], [f(z), Function("f", z, nonnegative=True)(z)], [Law("f", z)(z), f(z)], [f(z), Point("f", "z"), q(Point("f", "z"))],
                     [integral[z](f(z)*Function("f", x)(x))], [f(z) + counts("f")[0]]],
    "are called F": [[sup[i:F](fi(i)), sup[i:Subset("F", i, containing=Subset("G", i))](fi(i))], [sup[i:F](fi(i)), named("F")]],
    "are called ratio": [[ratio(f(z)), other_ratio()(f(z))], [ratio(f(z)), named("ratio")], [ratio(named("ratio"))]],
    "look alike": [[named("z1"), named("z_1")], [named("eta1"), named("η1")], [named("eta_12"), named("eta12")], [named("v"), named("ν")], [named("v1"), named("ν1")], [named("i"), named("ι")], [named("w"), named("ω")], [named("u"), named("υ")], [named("k"), named("κ")], [named("x1"), named("χ1")],
                   [Law("v", z)(z), named("ν")], [mean[k:K](a(k)), named("κ")], [ratio(named("v")), named("ν")]],
    "is another space": [[q(Point("x", "z")), s(z | Point("u", "x"))], [q(Point("x", "z")), p(Point("u", "x"), z)],
                         [q(Point("i", "z")), sup[Point("m", "i"):F](fi(Point("m", "i")))], [q(Point("x", "z")), h(Point("u", "x"), z)], [q(Point("x", "z")), Law("o", x)(Point("u", "x"))]],
    "with an index": [[E[iid(q(z), K)](f(z[1])), named("z_K")], [E[iid(q(z), K)](f(Point("z_K", "z")))], [f(z[K]), named("z_K2")], *([E[iid(q(z), K)](f(z[1])), named(f"z_{index}")] for index in (*"0123456789", "10", "01")), [E[iid(q(z), K)](2 + q(v)), named("z_1")], [E[iid(q(z), K)](f(z[1])), named("z_12")], [E[iid(q(z), K)](f(z[1])), named("z_1_2")],
                      [mean[k:K](a(k)), named("q_k")], [mean[k:K](a(k)), named("q_κ")], [mean[k:K](a(k)), named("q_k1")], [mean[k:K](a(k)), named("q_1k")], [sup[i](fi(i)), named("q_i")],
                      [E[iid(q(v), K)](f(v[1])), named("ν_1")], [mean[k:K](a(k)), named("q_1_k")], [mean[k:K](mean[j:K](a(k)*a(j))), named("q_kj")]],
    "looks like a member of the family q": [[q[phi](z), named("q_phi")], [q[phi](z), Law("q_phi", z)(z)], [q[psi](z)*q[phi](z), named("q_phi")], [t.D[phi](E[q[phi](z)](named("q_phi")))],
                                             [s_of_two(z), named("q_phi_psi")], [q[c_of_v](z), named("q_ν")], [q[phi](z), named("q_phi_")]],
    "depends on z": [[draws_and_hides()], [2*draws_and_hides()], [E[q(z)](hides())], [integral[z](hides())], [t.KL[z](q(z), hides())], [t.always[z](hides() > 0)], [t.integrable[q(z)](hides())], [proportional[z](t.exp(hides()))(v)],
                     [E[iid(q(z), K)](hides())], [E[q(z)](within(2))], [E[q(z)](2*log(hides()))], [E[r(y)](E[q(z)](hides()))], [E[q(z)](E[r(y)](hides()))], [E[w(z)](hides())]],
    "depends on K": [[mean[K:3](averages()*a(K))]], "depends on k": [[mean[k:K](one_of()*2)]], "depends on i": [[sup[i:F](member()*2)]]}


@pytest.mark.parametrize("why", MISLEADING)
def test_what_misleads_is_refused(why) -> None:
    for nodes in MISLEADING[why]:
        with pytest.raises(Refused, match=why):
            check_printed(nodes)


@pytest.mark.parametrize(("node", "binds", "leaves"), [
    (E[q(z)](f(z)*g(x)), {z}, {x}), (E[iid(s(z | x), K)](f(z[1])), {z}, {x, K}), (E[w(z)](f(z)), {z}, set()), (integral[z, x](h(x, z)), {z, x}, set()),
    (t.KL[z](q(z), s(z | x)), {z}, {x}), (t.always[x, q(z)](h(x, z) > 0), {x, z}, set()), (t.integrable[q(z)](f(z)), {z}, set()), (mean[k:K](a(k)*a(j)), {k}, {K, j}),
    (mean[k:K + 1:j](a(k)), {k}, {K, j}), (sup[i:F](fi(i)), {i}, set()), (sup[i](fi(i)*f(z)), {i}, {z}), (proportional[z](t.exp(f(z)))(v), {z}, {v}),
    (proportional[z](t.exp(f(z)))(z), {z}, {z}), (f(z) + K, set(), {z, K}), (hides(), set(), {z}), (ratio(g(x)), set(), {x, z}), (q(z), set(), {z}), (L(x | z, y), set(), {x, y, z})])
def test_what_is_bound_and_what_is_free(node, binds, leaves) -> None:
    assert (t.bound_by(node), free_in(node)) == (binds, leaves)


def test_names_that_look_alike() -> None:
    assert [look_alike(name) for name in ("ν", "υ", "ω", "χ", "κ", "ι", "α", "ab")] == [*"vuwxki", "α", "ab"]
    check_names([named("μ"), named("u")])


def test_a_greek_letter_is_not_told_from_its_name() -> None:
    """phi is printed as φ, so they are not two names of a file, and q_phi is no name beside a family q at φ."""
    assert [look_alike(name) for name in ("phi", "q_phi", "eps", "epsilon", "nu", "phis")] == ["φ", "q_φ", "ε", "ε", "nu", "phis"]
    for pair in ([named("phi"), named("φ")], [named("eps"), named("epsilon")], [q[phi](z), named("q_φ")]):
        with pytest.raises(Refused, match=r"looks like|look alike"):
            check_names(pair)


def test_a_long_form_is_cut_and_a_refusal_is_never_hidden() -> None:
    def text(n: int) -> str:
        return text_of(as_form(sum((named("f"*40 + str(c)) for c in range(10, 10 + n)), named("f"))))
    assert len(text(3)) < LONGEST and "…" not in text(3) and len(text(30)) == LONGEST + 2 and text(30).endswith(" …")
    assert text_of(None) == "something that has no text"


def as_form(node):
    return read_line(node)[0]


def test_a_printer_that_errs_is_found_out(monkeypatch) -> None:
    """Another order of a sum says the same; another sum does not."""
    from derivations.kernel.lines import printed
    monkeypatch.setattr(printed, "source", lambda node: "17 + f(z)")
    check_line(f(z) + 17)
    with pytest.raises(Refused, match="read as something else"):
        check_line(f(z) + 18)


@abbreviation
def hides_two():
    return f(z)*f(v)


def test_of_two_things_that_are_hidden_the_first_by_name_is_told() -> None:
    with pytest.raises(Refused, match=f"depends on {min(z.name, v.name)}, which"):
        check_shown(E[q(z), q(v)](hides_two()), frozenset())


def test_indices_of_averages_in_each_other_are_called_k_j_i() -> None:
    """A condition is told in the letters that an author would take."""
    third = sympy.Symbol("third", integer=True, positive=True)
    averages = mean[k:K](mean[j:K](mean[third:K](a(k)*a(j)*a(third)*a(K))))
    assert re.findall(r"mean\[(\w):", text_of(as_form(averages))) == ["k", "j", "i"]


FORMS = ["D[phi](log(q[phi](z)))", "D[phi](E[q[phi](z)](f(z)))", "D[phi:h(y, psi)](g(phi)*E[q[phi](z)](f(z)))", "D[psi](E[s[phi, psi](z | x)](f(z)))*phi", "near[phi](g(phi) > 0)", "near[phi:psi**2](g(phi) == phi)",
         "dominated[z](phi, q[phi](z)*f(z))", "always[x](dominated[z](psi, s[phi, psi](z | x)))", "g(2*phi)*h(y, g(psi))", "near[phi](near[psi](h(phi, psi) > 0))",
         "near[phi:2*psi](dominated[z](phi, q[phi](z)*f(z)))", "near[phi:psi](dominated[z](phi, q[phi](z)*g(psi)))", "near[phi:h(y, psi)](dominated[z](phi, s[phi, psi](z | x)))"]


@pytest.mark.parametrize("typed", FORMS)
def test_a_form_of_derivatives_has_a_text_that_reads_back(typed: str) -> None:
    node = as_node(parse(typed, MORE))
    read = read_line if isinstance(node, sympy.Expr) else lambda one: read_statement(one, {})
    assert read(as_node(parse(text_of(read(node)[0], {"real": ("phi", "psi")}), MORE)))[0] is read(node)[0]


@pytest.mark.parametrize(("typed", "told"), [
    ("D[phi](h(y, g(phi)))", "D[phi](g(phi)) * D[theta:g(phi)](h(y, theta))"), ("D[phi](D[psi](s[phi, psi](z | x)))", "D[psi](D[phi](s[phi, psi](z | x)))"),
    ("D[phi](s[phi, phi](z | x))", "D[theta:phi](s[phi, theta](z | x)) + D[theta:phi](s[theta, phi](z | x))"), ("D[phi](h(phi, psi, g(phi)))", None), ("D[phi](D[phi](h(y, g(phi))))", None),
    ("D[phi](D[phi](s[phi, phi](z | x)))", None), ("D[phi](D[psi](h(y, 2*phi, psi*phi)))", None), ("D[phi](E[q[phi](z)](D[phi](h(z, 2*phi))))", None)])
def test_a_derivative_that_is_carried_out_has_a_text_that_reads_back(typed: str, told: str | None) -> None:
    form = carried_out(as_form(as_node(parse(typed, MORE))))
    text = text_of(form, {"real": ("theta", "psi")})
    assert told in (None, text)
    assert carried_out(as_form(as_node(parse(text, MORE | {name: t.Parameter(name) for name in ("theta", "place_1", "place_2")})))) is form, text


def test_a_parameter_that_is_declared_names_what_is_bound() -> None:
    theta, = parameters("theta")
    known = declared_in({"theta": theta, "K": K, "v": v})
    assert known == {"real": ("theta",), "index": ("K",), "z": ("v",)}
    bound = as_form(t.D[phi:psi + 1](E[q[phi](z)](f(z))))
    assert text_of(bound, known).startswith("D[theta:") and text_of(bound).startswith("D[phi:")


def test_a_point_that_a_proof_opened_keeps_the_name_that_was_typed() -> None:
    variables = [var("z", name) for name in (("typed", 0, "w"), "u", ("t", 3), ("t", 4))]
    assert texts_of(map(lift, variables)) == ["w", "u", "z", "z_"]
