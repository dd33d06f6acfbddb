"""What a typed line means and what it asks: two lines that say the same have one form, and what makes a line defined is known."""

import pytest

from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.conditions import close
from derivations.language.authoring.lines import as_node
from derivations.language.authoring.reader import parse
from derivations.pages.form_text import sympy_of
from tests.language.test_language import MORE


def read(text: str):
    """The form of a typed line and what it asks, closed."""
    form, conditions = read_line(as_node(parse(text, MORE)))
    return form, set(close((), (), conditions))


SAME = [  # one line beside another that says the same
    ("f(z) >= g(z)", "g(z) <= f(z)"), ("f(z) > g(z)", "g(z) < f(z)"), ("f(z) > g(z)", "f(z) - g(z) > 0"), ("f(z) == g(z)", "g(z) == f(z)"),
    ("f(z) != g(z)", "f(z) - g(z) != 0"), ("always[q(z)](f(z) > 0)", "always[q(v)](f(v) > 0)"), ("always[z](f(z) > 0)", "always[v](f(v) > 0)"),
    ("always[q(z)](both(f(z) > 0, g(z) > 0))", "both(always[q(z)](f(z) > 0), always[q(z)](g(z) > 0))"),
    ("always[q(z)](always[r(y)](h(y, z) > 0))", "always[q(z), r(y)](h(y, z) > 0)"), ("E[q(z)](f(z)*E[q(z)](g(z)))", "E[q(z)](f(z)*E[q(v)](g(v)))"),
    ("E[q(z)](proportional[z](d(z))(z))", "E[q(z)](proportional[v](d(v))(z))"), ("mean[k:K](mean[k:K](a(k)))", "mean[j:K](mean[k:K](a(k)))"),
    ("E[q(z), r(y)](h(y, z))", "E[r(y), q(z)](h(y, z))"), ("integral[x, z](p(x, z))", "integral[z, x](p(z, x))"), ("p(x, z)", "p(z, x)"), ("L(x | z, y)", "L(x | y, z)"),
    ("A(z)", "q(z)"), ("E[A(z)](f(z))", "E[q(z)](f(z))"), ("(f(z) + 1)**2", "f(z)*f(z) + 2*f(z) + 1"), ("f(z)**0", "1"), ("f(z)**1", "f(z)"), ("f(z)**-2", "1/(f(z)*f(z))"),
    ("2*3 - 1", "5"), ("6/4", "3/2"), ("f(z) - f(z)", "0"), ("-(-f(z))", "f(z)"), ("f(z)/2", "f(z)*(1/2)"), ("2/(f(z)*g(z))", "(1/f(z))*(2/g(z))"), ("a(2*K - K)", "a(K)"),
    ("proportional[x, z](d(x, z))(x, z)", "proportional[z, x](d(x, z))(z, x)"), ("E[iid(q(z), K)](f(z[1]))", "E[iid(q(v), K)](f(v[1]))"),
    ("mean[j:K + 1](mean[k:K + 1:j](a(k)))", "mean[k:K + 1](mean[j:K + 1:k](a(j)))"), ("sup[i:F](f(i))*2", "2*sup[i:F](f(i))"),
    ("E[iid(q(z), 2)](f(z[1])*g(z[2]))", "E[iid(q(z), 2)](g(z[2])*f(z[1]))"), ("E[c(x)](E[s(z | x)](E[c(x)](g(x))*f(z)))", "E[c(x)](E[s(z | x)](E[c(u)](g(u))*f(z)))"),
    ("integrable[q(z)](f(z) - g(z))", "integrable[q(z)](g(z) - f(z))"), ("KL[z](q(z), b(z))", "KL[v](q(v), b(v))"), ("log(f(z)*2)", "log(2*f(z))"),
    ("polygamma(0, f(z))", "digamma(f(z))"), ("polygamma(1, f(z))", "trigamma(f(z))"), ("digamma(f(z) + 1)", "digamma(1 + f(z))"), ("digamma(K - K + f(z))", "digamma(f(z))")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_the_same_has_one_form(one, other) -> None:
    assert read(one)[0] is read(other)[0]


APART = [  # lines no two of which say the same
    ["f(z) <= g(z)", "g(z) <= f(z)", "f(z) < g(z)", "g(z) < f(z)", "f(z) == g(z)", "f(z) != g(z)"],
    ["f(z) > 0", "f(z) != 0", "f(z) == 0", "f(z) <= 0", "f(z) >= 0", "f(z) < 0"],
    ["implies(f(z) > 0, g(z) > 0)", "implies(g(z) > 0, f(z) > 0)", "iff(f(z) > 0, g(z) > 0)", "both(f(z) > 0, g(z) > 0)"],
    ["sup[i](f(i))", "inf[i](f(i))", "sup[i:F](f(i))", "inf[i:F](f(i))", "sup[i:G](f(i))"], ["log(f(z))", "exp(f(z))", "f(z)", "f(z)**2", "1/f(z)", "-f(z)", "2*f(z)"],
    ["E[iid(q(z), 2)](f(z[1])*f(z[2]))", "E[exchangeable(q(z), 2)](f(z[1])*f(z[2]))", "E[identical(q(z), 2)](f(z[1])*f(z[2]))", "E[iid(q(z), 3)](f(z[1])*f(z[2]))"],
    ["mean[j:K + 1](mean[k:K + 1:j](a(k)))", "mean[j:K + 1](mean[k:K + 1](a(k)))", "mean[j:K + 1](mean[k:K](a(k)))", "mean[j:K](mean[k:K + 1](a(k)))"],
    ["E[q(z)](f(z))", "integral[z](f(z))", "E[b(z)](f(z))", "integrable[q(z)](f(z))", "integrable[z](f(z))"], ["p(x, z)", "p(z | x)", "p(x | z)", "p(x)", "p(z)"],
    ["h(z, v)", "h(v, z)", "h(z, z)", "h(v, v)"], ["KL[z](q(z), b(z))", "KL[z](b(z), q(z))"], ["always[q(z)](f(z) > 0)", "always[z](f(z) > 0)", "f(z) > 0", "integrable[q(z)](f(z))"],
    ["proportional[z](d(z))(z)", "proportional[z](d(z))(v)", "d(z)"], ["a(K)", "a(1)", "a(2)", "a(K + 1)"], ["C()", "f(z)", "K + 0"],
    ["lgamma(f(z))", "digamma(f(z))", "trigamma(f(z))", "polygamma(2, f(z))", "polygamma(3, f(z))", "log(f(z))", "digamma(g(z))", "digamma(f(z) + 1)"],
    ["E[q(z)](E[q(v)](h(z, v)))", "E[q(z)](E[q(v)](h(v, v)))", "E[q(z)](E[q(v)](h(z, z)))"], ["f(z) - g(z)", "f(z) + g(z)", "g(z) - f(z)"]]


@pytest.mark.parametrize("lines", APART, ids=lambda lines: lines[0])
def test_what_differs_has_different_forms(lines) -> None:
    assert len({read(line)[0] for line in lines}) == len(lines)


F0, G0 = "f(z) > 0", "g(z) != 0"
ASKS = {  # what makes a line defined
    "f(z)": [], "a(K)": [], "p(x, z)": [], "f(z)**2": [], "f(z)**0": [], "exp(f(z))": [], "log(f(z))": [F0], "lgamma(f(z))": [F0], "digamma(f(z))": [F0], "polygamma(2, f(z))": [F0],
    "digamma(log(f(z)))": [F0, "log(f(z)) > 0"], "1/trigamma(f(z))": [F0], "1/digamma(f(z))": [F0, "digamma(f(z)) != 0"], "q(z)*digamma(f(z))": ["implies(q(z) > 0, f(z) > 0)"],
    "E[q(z)](digamma(f(z)))": ["always[q(z)](f(z) > 0)", "integrable[q(z)](digamma(f(z)))"], "D[phi](digamma(phi))": ["phi > 0"], "digamma(1)": [], "trigamma(K)": [], "1/f(z)": ["f(z) != 0"], "f(z)**-2": ["f(z) != 0"],
    "p(z | x)": ["p(x) > 0"], "L(x, z | y)": [], "L(x | z, y)": ["L(z | y) > 0"], "log(f(z)) + 1/g(z)": [F0, G0], "log(f(z))/g(z)": [F0, G0], "exp(log(f(z)))": [F0],
    "log(log(f(z)))": [F0, "log(f(z)) > 0"], "log(f(z))**2": [F0], "(1/g(z))**-1": [G0], "log(f(z))**-1": [F0, "log(f(z)) != 0"],
    # a factor that is zero makes the product zero, so a density guards what stands beside it
    "q(z)*log(f(z))": ["implies(q(z) > 0, f(z) > 0)"], "log(f(z))*q(z)": ["implies(q(z) > 0, f(z) > 0)"], "(2*q(z))*log(f(z))": ["implies(q(z) > 0, f(z) > 0)"],
    "2*(q(z)*log(f(z)))": ["implies(q(z) > 0, f(z) > 0)"], "q(z)*log(q(z))": [], "d(z)*log(f(z))": [F0], "q(z)*b(z)*log(f(z))": ["implies(q(z) > 0, implies(b(z) > 0, f(z) > 0))"],
    "q(z) + log(f(z))": [F0], "p(x)*p(z | x)": [], "q(z)*p(z | x)": ["implies(q(z) > 0, p(x) > 0)"], "p(z | x)*p(x | z)": ["p(x) > 0", "p(z) > 0"],
    # a law has to be one, and what is averaged has to be defined where the law has mass
    "E[q(z)](f(z))": ["integrable[q(z)](f(z))"], "E[q(z)](log(f(z)))": ["always[q(z)](f(z) > 0)", "integrable[q(z)](log(f(z)))"],
    "E[p(z | x)](f(z))": ["p(x) > 0", "integrable[p(z | x)](f(z))"], "E[c(x), p(z | x)](f(z))": ["always[c(x)](p(x) > 0)", "integrable[c(x), p(z | x)](f(z))"],
    "E[iid(p(z | x), K)](f(z[1]))": ["p(x) > 0", "integrable[p(z | x)](f(z))"], "E[q(z)](2)": [], "integral[z](f(z))": ["integrable[z](f(z))"],
    "integral[z](log(f(z)))": ["always[z](f(z) > 0)", "integrable[z](log(f(z)))"], "integral[z](p(x | z))": ["always[z](p(z) > 0)", "integrable[z](p(x | z))"],
    "mean[k:K](log(f(z)))": [F0], "mean[k:K](f(z))": [], "KL[z](q(z), b(z))": ["always[q(z)](b(z) > 0)", "integrable[z](q(z)*log(q(z)/b(z)))"],
    "KL[z](d(z), b(z))": ["always[z](d(z) > 0)", "always[z](b(z) > 0)", "integrable[z](d(z)*log(d(z)/b(z)))"],
    "KL[z](q(z), exp(log(f(z))))": ["always[q(z)](f(z) > 0)", "integrable[z](q(z)*log(q(z)/exp(log(f(z)))))"],
    "KL[z](exp(log(f(z))), b(z))": ["always[z](f(z) > 0)", "always[z](b(z) > 0)", "integrable[z](exp(log(f(z)))*log(exp(log(f(z)))/b(z)))"],
    "proportional[z](d(z))(v)": ["integrable[z](d(z))", "integral[z](d(z)) > 0"],
    "proportional[z](exp(log(f(z))))(v)": ["always[z](f(z) > 0)", "f(v) > 0", "integrable[z](exp(log(f(z))))", "integral[z](exp(log(f(z)))) > 0"],
    "E[proportional[z](d(z))(z)](f(z))": ["integrable[z](d(z))", "integral[z](d(z)) > 0", "integrable[proportional[z](d(z))(z)](f(z))"],
    "sup[i](f(i))": ["bounded(sup[i](f(i)))"], "inf[i:F](f(i))": ["bounded(inf[i:F](f(i)))"], "sup[i](log(f(i)))": ["always[i](f(i) > 0)", "bounded(sup[i](log(f(i))))"],
    # a statement asks what its quantities ask
    "log(f(z)) > 1/g(z)": [F0, G0], "log(f(z)) == 1/g(z)": [F0, G0], "iff(log(f(z)) > 0, 1/g(z) > 0)": [F0, G0], "implies(log(f(z)) > 0, 1/g(z) > 0)": [F0, G0],
    "both(log(f(z)) > 0, 1/g(z) > 0)": [F0, G0], "always[q(z)](log(f(z)) > 0)": ["always[q(z)](f(z) > 0)"], "always[p(z | x)](f(z) > 0)": ["p(x) > 0"],
    "always[p(z | x)](log(f(z)) > 0)": ["p(x) > 0", "always[p(z | x)](f(z) > 0)"], "integrable[q(z)](log(f(z)))": ["always[q(z)](f(z) > 0)"], "integrable[p(z | x)](f(z))": ["p(x) > 0"],
    "integrable[p(z | x)](log(f(z)))": ["p(x) > 0", "always[p(z | x)](f(z) > 0)"], "bounded(sup[i](log(f(i))))": ["always[i](f(i) > 0)", "bounded(sup[i](log(f(i))))"],
    "iff(always[q(z)](log(f(z)) > 0), K > 0)": ["always[q(z)](f(z) > 0)"], "always[q(z)](both(log(f(z)) > 0, 1/g(z) > 0))": ["always[q(z)](f(z) > 0)", "always[q(z)](g(z) != 0)"]}


@pytest.mark.parametrize("line", ASKS)
def test_what_a_line_asks(line) -> None:
    assert read(line)[1] == {c for asked in ASKS[line] for c in close((), (), (read(asked)[0],))}


def test_a_mean_asks_for_every_index() -> None:
    """No line can say "for every k"; two means of one kind ask the same, and another mean asks something else."""
    one, same, other = (read(line)[1] for line in ("mean[k:K](1/a(k))", "mean[j:K](1/a(j))", "mean[k:K + 1](1/a(k))"))
    assert len(one) == 1 and one == same and one.isdisjoint(other) and one.isdisjoint(read("1/a(k)")[1])


BACK = [*(line for pair in SAME for line in pair), *(line for lines in APART for line in lines), *ASKS, *(line for lines in ASKS.values() for line in lines),
        "E[q(v)](h(z, v))", "E[q(z)](E[b(v)](h(z, v) + f(z)))", "mean[j:K](mean[k:K](a(k)*a(j)) + a(k))", "-f(z)/(g(z)**2*K)", "2/3*f(z)**2 - 1/2", "3*f(z)*g(z)**3/7", "0",
        "-2/3", "1 - f(z)", "E[identical(q(z), K)](mean[k:K](f(z[k])/g(z[1])))", "sup[i:F](inf[i](f(i)) + f(i))", "always[x](always[s(z | x)](h(x, z) != 0))",
        "integral[z, v](q(z)*q(v)*h(z, v))", "KL[x, z](p(x, z), c(x)*q(z))", "always[q(z)](implies(f(z) > 0, g(z) > 0))", "always[q(z)](iff(f(z) > 0, g(z) == 1))",
        "always[z](implies(p(x, z) > 0, f(z) > 0))", "E[q(z)](E[iid(q(v), K)](h(z, v[1])))", "proportional[x, z](d(x, z))(u, v)"]


def test_a_form_has_a_text_that_reads_back() -> None:
    for line in BACK:
        form = read(line)[0]
        assert read_line(sympy_of(form))[0] is form, line
