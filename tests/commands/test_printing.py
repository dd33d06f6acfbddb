"""Lines in the terminal and on the page: everything prints, parentheses are right, nothing looks like another."""

import itertools
import re

import pytest
import sympy
from sympy.printing.latex import greek_letters_set

from derivations.chapters import ORDER
from derivations.commands.finding import load, load_reported
from derivations.kernel import Derivation, E, Function, Law, Subset, counts, parameters, points
from derivations.language import terms as t
from derivations.language import writing as w
from derivations.language.authoring.reader import parse
from derivations.language.names import SPELLED_OUT
from derivations.language.views.source import LANGUAGE, source
from derivations.pages.declarations import declared
from derivations.pages.in_words import in_words
from derivations.pages.latex import latex
from derivations.pages.text import text

x, z, y = points("x z y")
K, k, j = counts("K k j")
(i, u) = points("i u")
phi, b = parameters("phi b")
F = Subset("F", i)
NAMES = {name: getattr(t, name) for name in LANGUAGE} | {
    "x": x, "z": z, "y": y, "K": K, "k": k, "j": j, "i": i, "F": F,
    "p": Law("p", x, z), "q": Law("q", z), "r": Law("r", y), "f": Function("f", z), "s": Law("s", z | i),
    "phi": phi, "b": b, "m": Law("m", z), "n": Law("n", y, z | i, independent=True), "g": Function("g", phi),
    "h": Function("h", y, phi), "d": Function("d", phi, y, b, nonnegative=True),
    "c": Function("c"), "u": u, "eps": Law("eps", u)}
DERIVATIONS = {**load(), **{c.id: c.statement for c in load_reported().values() if c.statement is not None}}


def statements(derivation: Derivation) -> list:
    written = derivation.text
    return [written.statement, *(h for h, _ in written.hypotheses), *(line.expression for line in written.lines),
            *(twin.statement for twin in (*written.twins, *getattr(written, 'readings', ())))]


def balanced(line: str) -> bool:
    r"""Braces pair up, and so do \left and \right."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", line):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and len(re.findall(r"\\left\b", line)) == len(re.findall(r"\\right\b", line))


@pytest.mark.parametrize("name", DERIVATIONS)
def test_every_line_prints(name: str) -> None:
    for node in statements(DERIVATIONS[name]):
        line = text(node)
        assert "\n" not in line and not re.search(r"[A-Z][a-z]+\(\(|'", line)  # no repr of a node
        assert line.count("(") == line.count(")") and line.count("[") == line.count("]")
        assert balanced(latex(node)), latex(node)


@pytest.mark.parametrize("chapter", ORDER)
def test_different_statements_look_different(chapter: str) -> None:
    nodes = [n for d in DERIVATIONS.values() if d.chapter == chapter for n in statements(d)]
    for hand in (text, latex):
        assert len({hand(n) for n in nodes}) == len({source(n) for n in nodes})


@pytest.mark.parametrize(("typed", "in_text", "in_latex"), [
    ("p(x) - (q(z) + 1)", "p(x) − (q(z) + 1)", r"p(x) - \left(q(z) + 1\right)"),
    ("p(x) - q(z) + 1", "p(x) − q(z) + 1", "p(x) - q(z) + 1"),
    ("p(x) + (q(z) + 1)", "p(x) + (q(z) + 1)", r"p(x) + \left(q(z) + 1\right)"),
    ("p(x) - -q(z)", "p(x) − (−q(z))", r"p(x) - \left(-q(z)\right)"),
    ("-(-q(z))", "−(−q(z))", r"-\left(-q(z)\right)"),
    ("-(p(x) + 1)", "−(p(x) + 1)", r"-\left(p(x) + 1\right)"),
    ("-p(x)*q(z)", "−p(x)·q(z)", r"-p(x)\,q(z)"),
    ("-(p(x)*q(z))", "−(p(x)·q(z))", r"-\left(p(x)\,q(z)\right)"),
    ("p(x)*-q(z)", "p(x)·(−q(z))", r"p(x) \cdot \left(-q(z)\right)"),
    ("p(x)*(q(z)/K)", "p(x)·(q(z)/K)", r"p(x)\,\frac{q(z)}{K}"),
    ("p(x)*q(z)/K", "p(x)·q(z)/K", r"\frac{p(x)\,q(z)}{K}"),
    ("p(x)/(q(z)*K)", "p(x)/(q(z)·K)", r"\frac{p(x)}{q(z)\,K}"),
    ("p(x)/(q(z)/K)", "p(x)/(q(z)/K)", r"\frac{p(x)}{\frac{q(z)}{K}}"),
    ("K*2", "K·2", r"K \cdot 2"),
    ("K*(K + 1)", "K·(K + 1)", r"K \cdot \left(K + 1\right)"),
    ("(K + 1)**2", "(K + 1)²", r"\left(K + 1\right)^{2}"),
    ("2*K**2", "2·K²", r"2\,K^{2}"),
    ("K**(K + 1)", "K^{K + 1}", "K^{K + 1}"),
    ("(K**2)**3", "(K²)³", r"\left(K^{2}\right)^{3}"),
    ("1/K**2", "1/K²", r"\frac{1}{K^{2}}"),
    ("log(p(x))", "log p(x)", r"\log p(x)"),
    ("log(p(x))*2", "(log p(x))·2", r"\left(\log p(x)\right) \cdot 2"),
    ("2*log(p(x))", "2·log p(x)", r"2\,\log p(x)"),
    ("log(p(x))/K", "(log p(x))/K", r"\frac{\log p(x)}{K}"),
    ("log(p(x))**2", "(log p(x))²", r"\left(\log p(x)\right)^{2}"),
    ("log(log(p(x)))", "log(log p(x))", r"\log\left(\log p(x)\right)"),
    ("-log(p(x)/q(z))", "−log(p(x)/q(z))", r"-\log\left(\frac{p(x)}{q(z)}\right)"),
    ("exp(-log(p(x)))", "exp(−log p(x))", r"\exp\left(-\log p(x)\right)"),
    ("integral[z](q(z))*2", "(∫ q(z) dz)·2", r"\left(\int q(z)\,dz\right) \cdot 2"),
    ("2*integral[z](q(z))", "2·∫ q(z) dz", r"2\,\int q(z)\,dz"),
    ("integral[z](q(z) + f(z))", "∫ (q(z) + f(z)) dz", r"\int \left(q(z) + f(z)\right)\,dz"),
    ("integral[y, z](-f(z))", "∫ (−f(z)) dy dz", r"\int \left(-f(z)\right)\,dy\,dz"),
    ("mean[k:K](k)/2", "(mean_{k≤K} k)/2", r"\frac{\frac{1}{K} \sum_{k=1}^{K} k}{2}"),
    ("mean[k:K](k + 1)", "mean_{k≤K} (k + 1)", r"\frac{1}{K} \sum_{k=1}^{K} \left(k + 1\right)"),
    ("mean[k:K](k) + 1", "mean_{k≤K} k + 1", r"\frac{1}{K} \sum_{k=1}^{K} k + 1"),
    ("mean[k:K + 1:j](k)", "mean_{k≤K+1, k≠j} k", r"\frac{1}{K} \sum_{k \le K + 1,\, k \neq j} k"),
    ("sup[i:F](E[s(z | i)](f(z)))", "sup_{i∈F} 𝔼_{s(z | i)}[f(z)]",
     r"\sup_{i \in F} \mathbb{E}_{s(z \mid i)}\left[f(z)\right]"),
    ("inf[i](E[s(z | i)](f(z)) + 1)", "inf_i (𝔼_{s(z | i)}[f(z)] + 1)",
     r"\inf_{i} \left(\mathbb{E}_{s(z \mid i)}\left[f(z)\right] + 1\right)"),
    ("E[q(z), r(y)](f(z))", "𝔼_{q(z) r(y)}[f(z)]", r"\mathbb{E}_{q(z)\,r(y)}\left[f(z)\right]"),
    ("E[iid(q(z), K)](f(z[k]))", "𝔼_{z_{1:K} iid ∼ q(z)}[f(z_k)]",
     r"\mathbb{E}_{z_{1:K} \overset{\text{iid}}{\sim} q(z)}\left[f(z_{k})\right]"),
    ("KL[z](q(z), p(z | x))", "KL(q(z) ‖ p(z | x))", r"\mathrm{KL}\left(q(z) \,\|\, p(z \mid x)\right)"),
    ("KL[z](p(x, z), q(z))", "KL_z(p(x, z) ‖ q(z))", r"\mathrm{KL}_{z}\left(p(x, z) \,\|\, q(z)\right)"),
    ("proportional[z](exp(f(z)))(z)", "normalised_z[exp(f(z))](z)",
     r"\mathrm{normalised}_{z}\left[\exp\left(f(z)\right)\right](z)"),
    ("implies(p(x) > 0, iff(K == 1, K <= 1))", "p(x) > 0 ⇒ (K = 1 ⇔ K ≤ 1)",
     r"p(x) > 0 \implies \left(K = 1 \iff K \le 1\right)"),
    ("iff(K == 1, always[z](q(z) == 0))", "K = 1 ⇔ (q(z) = 0 for almost every z)",
     r"K = 1 \iff \left(q(z) = 0\text{ for almost every }z\right)"),
    ("always[q(z)](both(q(z) > 0, K != 1))", "q(z) > 0 and K ≠ 1 for q(z)-almost every z",
     r"q(z) > 0\text{ and }K \neq 1\text{ for }q(z)\text{-almost every }z"),
    ("integrable[q(z)](f(z) + 1)", "𝔼_{q(z)}|f(z) + 1| < ∞",
     r"\mathbb{E}_{q(z)}\left|f(z) + 1\right| < \infty"),
    ("integrable[z](f(z))", "∫ |f(z)| dz < ∞", r"\int \left|f(z)\right|\,dz < \infty"),
    ("bounded(sup[i:F](E[s(z | i)](f(z))))", "sup_{i∈F} 𝔼_{s(z | i)}[f(z)] is finite",
     r"\sup_{i \in F} \mathbb{E}_{s(z \mid i)}\left[f(z)\right]\text{ is finite}"),
    ("m[phi](z)", "m_φ(z)", r"m_{\phi}(z)"),
    ("n[phi, b](y | z, i)", "n_{φ, b}(y | z, i)", r"n_{\phi, b}(y \mid z, i)"),
    ("E[iid(m[b](z), K)](f(z[1]))", "𝔼_{z_{1:K} iid ∼ m_b(z)}[f(z_1)]",
     r"\mathbb{E}_{z_{1:K} \overset{\text{iid}}{\sim} m_{b}(z)}\left[f(z_{1})\right]"),
    ("KL[z](m[phi](z), m[b](z))", "KL(m_φ(z) ‖ m_b(z))",
     r"\mathrm{KL}\left(m_{\phi}(z) \,\|\, m_{b}(z)\right)"),
    ("h(y, 2*phi)", "h(y, 2·φ)", r"h(y, 2\,\phi)"),
    ("c()*f(z)", "c·f(z)", r"c\,f(z)"),
    ("log(c())**2", "(log c)²", r"\left(\log c\right)^{2}"),
    ("E[eps[phi](u)](c())", "𝔼_{ε_φ(u)}[c]", r"\mathbb{E}_{\varepsilon_{\phi}(u)}\left[c\right]"),
    ("D[b](log(m[b](z)))", "∂_b[log m_b(z)]", r"\partial_{b}\left[\log m_{b}(z)\right]"),
    ("D[phi](D[b](h(y, phi*b)))*2", "∂_φ[∂_b[h(y, φ·b)]]·2",
     r"\partial_{\phi}\left[\partial_{b}\left[h(y, \phi\,b)\right]\right] \cdot 2"),
    ("D[phi:b](g(phi))", "∂_{φ = b}[g(φ)]", r"\partial_{\phi = b}\left[g(\phi)\right]"),
    ("D[b:h(y, b)](g(b))**2", "∂_{b = h(y, b)}[g(b)]²", r"\partial_{b = h(y, b)}\left[g(b)\right]^{2}"),
    ("D[b](g(b)*stop(g(b) + 1))", "∂_b[g(b)·stop(g(b) + 1)]",
     r"\partial_{b}\left[g(b)\,\mathrm{stop}\left(g(b) + 1\right)\right]"),
    ("near[b](g(b) > 0)", "g(b) > 0 for every b near the given one",
     r"g(b) > 0\text{ for every }b\text{ near the given one}"),
    ("near[b:phi**2](always[z](m[b](z) > 0))", "m_b(z) > 0 for almost every z for every b near φ²",
     r"m_{b}(z) > 0\text{ for almost every }z\text{ for every }b\text{ near }\phi^{2}"),
    ("implies(near[b](g(b) > 0), g(b) > 0)", "(g(b) > 0 for every b near the given one) ⇒ g(b) > 0",
     r"\left(g(b) > 0\text{ for every }b\text{ near the given one}\right) \implies g(b) > 0"),
    ("dominated[z](b, m[b](z)*f(z))", "∂_b may enter ∫ m_b(z)·f(z) dz",
     r"\partial_{b}\text{ may enter }\int m_{b}(z)\,f(z)\,dz"),
    ("both(dominated[y, z](phi, h(y, phi) + f(z)), K == 1)", "∂_φ may enter ∫ (h(y, φ) + f(z)) dy dz and K = 1",
     r"\partial_{\phi}\text{ may enter }\int \left(h(y, \phi) + f(z)\right)\,dy\,dz\text{ and }K = 1"),
])
def test_parentheses(typed: str, in_text: str, in_latex: str) -> None:
    node = parse(typed, NAMES)
    assert text(node) == in_text
    assert latex(node) == in_latex


DECLARED = {
    "D[phi](E[m[phi](z)](f(z)))": ["m is a family of laws of z, smooth in its parameter", "f is a function of z",
                                   "φ is a real parameter"],
    "D[phi:b](m[phi](z))": ["m is a family of laws of z, smooth in its parameter", "b is a real parameter"],
    "n[phi, b](z | i)": ["n is a family of laws of independent y, z for each i, smooth in its 2 parameters",
                         "φ is a real parameter", "b is a real parameter"],
    "g(2)*h(y, 1)": ["g is a function of a number, smooth in that number",
                     "h is a function of y, a number, smooth in that number"],
    "d(1, y, 2)": ["d is a function of a number, y, a number, smooth in these 2 numbers, never negative"],
    "near[b:K](g(b) > 0)": ["g is a function of a number, smooth in that number", "K is a count, 1 or more"],
    "dominated[z](b, q(z))": ["q is a law of z", "b is a real parameter"]}


@pytest.mark.parametrize("typed", DECLARED)
def test_families_and_parameters_are_declared(typed: str) -> None:
    assert declared([parse(typed, NAMES)]) == DECLARED[typed]


def test_what_holds_near_a_value_is_said_in_words() -> None:
    node = parse("near[b](integrable[m[b](z)](f(z)))", NAMES)
    assert in_words(node) == "f(z) is integrable under m_b(z) for every b near the given one"


def grown(nodes: list) -> list:
    """Every quantity that one more operation makes of these."""
    q = NAMES["q"]
    ones = [t.log, t.exp, w.neg, lambda a: w.power(a, 2), lambda a: E[q(z)](a), lambda a: t.integral[z](a),
            lambda a: t.mean[k:K](a), lambda a: t.sup[i:F](a)]
    twos = [w.add, w.sub, w.mul, w.div]
    return [one(a) for one in ones for a in nodes] + [two(a, b) for two in twos for a in nodes for b in nodes]


@pytest.mark.parametrize("hand", [text, latex], ids=["text", "latex"])
def test_no_two_trees_look_alike(hand) -> None:
    """Exhaustively: all trees of two operations, and of three over a smaller set, as `source` tells them apart."""
    leaves = [NAMES["q"](z), sympy.Integer(2)]
    one = grown(leaves)
    two = grown([*leaves, *one])
    some = two[::30]
    rest = [make(a, b) for make in (w.sub, w.mul, w.div) for a, b in (*itertools.product(some, one[::3]),
                                                                      *itertools.product(one[::3], some))]
    seen: dict[str, str] = {}
    for node in itertools.chain(leaves, one, two, rest):
        shown, typed = hand(node), source(node)
        assert seen.setdefault(shown, typed) == typed, shown


def derived(nodes: list) -> list:
    """Every quantity that one more operation makes of these, among those of derivatives."""
    g, m = NAMES["g"], NAMES["m"]
    ones = [t.stop, g, t.log, lambda a: w.power(a, 2), lambda a: t.D[phi](a), lambda a: t.D[b](a), lambda a: t.D[phi:b](a),
            lambda a: t.D[b:phi](a), lambda a: E[m[b](z)](a), lambda a: t.integral[z](a)]
    twos = [w.add, w.mul, w.div, lambda a, at: t.D[phi:at](a)]
    return [one(a) for one in ones for a in nodes] + [two(a, c) for two in twos for a in nodes for c in nodes]


@pytest.mark.parametrize("hand", [text, latex], ids=["text", "latex"])
def test_no_two_trees_of_derivatives_look_alike(hand) -> None:
    """All trees of two operations, and all statements about those of one."""
    leaves = [NAMES["m"](z), NAMES["m"][phi](z), phi, b]
    one = derived(leaves)
    compared = [w.gt(a, c) for a in one[::3] for c in leaves]
    said = [make(s) for s in compared for make in (
        t.near[phi], t.near[b], t.near[phi:b], t.always[z], lambda s: t.always[z](t.near[b](s)),
        lambda s: t.near[b](t.always[z](s)), lambda s: t.near[b](t.near[phi](s)), lambda s: t.near[phi](t.near[b](s)))]
    entered = [t.dominated[over](v, a) for a in one for over in (z, (y, z), (z, y)) for v in (phi, b)]
    seen: dict[str, str] = {}
    for node in itertools.chain(leaves, one, derived([*leaves, *one]), compared, said, entered):
        shown, typed = hand(node), source(node)
        assert seen.setdefault(shown, typed) == typed, shown


def test_what_cannot_be_printed_is_refused_by_name() -> None:
    for hand in (text, latex):
        with pytest.raises(ValueError, match="no way to print sin"):
            hand(sympy.sin(sympy.Symbol("x"), evaluate=False))


@pytest.mark.parametrize(("name", "printed"), [
    ("G_11", r"\mathrm{G_{11}}"), ("F_scale", r"\mathrm{F_{scale}}"), ("q_mu", r"\mathrm{q_{\mu}}"), ("z_j", r"\mathrm{z_{j}}"),
    ("structured_elbo", r"\mathrm{structured\_elbo}"), ("a_b_c", r"\mathrm{a\_b\_c}"), ("x_", r"\mathrm{x\_}"), ("x__1", r"\mathrm{x\_\_1}"),
    ("phi_1", r"\mathrm{phi\_1}"), ("φ_1", r"\mathrm{φ\_1}"), ("_1", r"\mathrm{\_1}"), ("u1", r"\mathrm{u_{1}}"), ("eta12", r"\mathrm{\eta_{12}}"), ("η1", r"\mathrm{\eta_{1}}"), ("aN", r"\mathrm{aN}"), ("lq2", r"\mathrm{lq2}"), ("eta", r"\eta"), ("G", "G")])
def test_the_second_part_of_a_name_stands_below_a_single_letter(name, printed) -> None:
    """An upright letter, since in italics it would be a point with an index, or a law at a parameter."""
    assert latex.name(name) == printed


def test_every_greek_letter_is_a_command_of_latex() -> None:
    commands = {"\\" + letter for letter in greek_letters_set} | {r"\varepsilon"}
    assert {latex.name(name) for name in SPELLED_OUT} <= commands
    assert latex.name("lam") == r"\lambda"
