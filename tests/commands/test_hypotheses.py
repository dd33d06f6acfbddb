"""Hypotheses that suffice are enough, in whatever form an author gives them; what more is given is named as advice."""

import math

import pytest

from derivations.commands.check import gathered, told_theorem
from derivations.commands.judge import declaration, judged_by, read_text
from derivations.kernel import Law, counts, parameters, points
from derivations.language.terms import positives, reals

HEAD = '''from derivations import (E, KL, Function, Law, Point, algebra, always, both, bounded, counts, definition, extremum, fubini, iff, iid, implies,
                         integrable, integral, jensen, linearity, log, logarithm, marginal, mean, one_draw, points,
                         product_rule, rearrange, sup, support, theorem)

x, y, z = points("x y z")
v = Point("v", "z")
K, k = counts("K k")
q, r, p, s, b = Law("q", z), Law("r", y), Law("p", x, z), Law("s", z | x), Law("b", z)
f, g, d = Function("f", z), Function("g", z), Function("d", z, nonnegative=True)
a, e, w, h = Function("a", x), Function("e", x, nonnegative=True), Function("w", y, z), Function("h", x, z)


@theorem(title="One")
def one(proof):
'''
SUM = ("E[q(z)](f(z) + g(z))", [("eq", "E[q(z)](f(z)) + E[q(z)](g(z))", "linearity")])
EACH = ("E[s(z | x)](f(z) + g(z))", [("eq", "E[s(z | x)](f(z)) + E[s(z | x)](g(z))", "linearity")])
FACTOR = ("E[q(z)](a(x)*f(z))", [("eq", "a(x)*E[q(z)](f(z))", "linearity")])
SWAP = ("E[q(z)](E[r(y)](w(y, z)))", [("eq", "E[r(y)](E[q(z)](w(y, z)))", "fubini")])
QUOTIENT = ("f(z)/f(z)", [("eq", "1", "algebra")])
SQUARE = ("log(f(z)**2)", [("eq", "2*log(f(z))", "logarithm")])
PRODUCT = ("log(f(z)*g(z))", [("eq", "log(f(z)) + log(g(z))", "logarithm")])
RATIO = ("log(f(z)/g(z))", [("eq", "log(f(z)) - log(g(z))", "logarithm")])
WEIGHT = ("E[q(z)](p(x, z)/q(z))", [("eq", "integral[z](p(x, z))", "support"), ("eq", "p(x)", "marginal")])
BOUND = ("E[q(z)](log(p(x, z)/q(z)))", [("le", "log(E[q(z)](p(x, z)/q(z)))", "jensen")])
SPLIT = ("E[q(z)](log(p(x, z)/q(z)))", [("eq", "E[q(z)](log(p(x, z)) - log(q(z)))", "logarithm"), ("eq", "E[q(z)](log(p(x, z))) - E[q(z)](log(q(z)))", "linearity")])
LOGS = ("E[q(z)](log(f(z)*g(z)))", [("eq", "E[q(z)](log(f(z)) + log(g(z)))", "logarithm"), ("eq", "E[q(z)](log(f(z))) + E[q(z)](log(g(z)))", "linearity")])
VARIANCE = ("E[q(z)]((f(z) - E[q(v)](f(v)))**2)", [("eq", "E[q(z)](f(z)**2) - E[q(z)](f(z))**2", "linearity")])
SQUARES = ("E[q(z)]((f(z) + g(z))**2)", [("eq", "E[q(z)](f(z)**2) + 2*E[q(z)](f(z)*g(z)) + E[q(z)](g(z)**2)", "linearity")])
DRAWS = ("E[iid(q(z), K)](mean[k:K](f(z[k])))", [("eq", "mean[k:K](E[iid(q(z), K)](f(z[k])))", "linearity"), ("eq", "mean[k:K](E[q(z)](f(z)))", "one_draw"), ("eq", "E[q(z)](f(z))", "linearity")])
LOG_MEAN = ("E[iid(q(z), K)](log(mean[k:K](d(z[k]))))", [("le", "log(E[iid(q(z), K)](mean[k:K](d(z[k]))))", "jensen")])
DIVERGENCE = ("KL[z](q(z), b(z))", [("eq", "E[q(z)](log(q(z)/b(z)))", "definition"), ("eq", "E[q(z)](log(q(z)) - log(b(z)))", "logarithm")])
BEST = ("sup[z](f(z) + a(x))", [("eq", "sup[z](f(z)) + a(x)", "extremum")])
SCALED = ("d(z)/e(x) <= 1", [("iff", "d(z) <= e(x)", "rearrange")])

COVER = "always[z](implies(p(x, z) > 0, q(z) > 0))"
LOG_OF_WEIGHT = "integrable[q(z)](log(p(x, z)/q(z)))"
F, G = "integrable[q(z)](f(z))", "integrable[q(z)](g(z))"
ENOUGH = {  # proof, what is given, and what is said to be enough; None where nothing shorter is
    "two integrable functions": (SUM, [F, G], None), "a sum and a function": (SUM, ["integrable[q(z)](f(z) + g(z))", G], None),
    "two sums": (SUM, ["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](f(z) - g(z))"], None), "all three": (SUM, [F, G, "integrable[q(z)](f(z) + g(z))"], ["integrable[q(z)](f(z) + g(z))", G]),
    "their squares": (SUM, ["integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z)**2)"], "weaker"), "joined by both": (SUM, [f"both({F}, {G})"], None),
    "closed over x": (EACH, ["always[x](integrable[s(z | x)](f(z)))", "always[x](integrable[s(z | x)](g(z)))"], None),
    "at one x": (EACH, ["integrable[s(z | x)](f(z))", "integrable[s(z | x)](g(z))"], None),
    "a constant factor": (FACTOR, [F], None), "both of them": (FACTOR, [F, "integrable[q(z)](a(x)*f(z))"], [F]),
    "joint integrability": (SWAP, ["integrable[q(z), r(y)](w(y, z))"], None), "the other order": (SWAP, ["integrable[r(y), q(z)](w(y, z))"], None),
    "inner means beside it": (SWAP, ["integrable[q(z), r(y)](w(y, z))", "always[q(z)](integrable[r(y)](w(y, z)))", "integrable[r(y)](E[q(z)](w(y, z)))"], ["integrable[q(z), r(y)](w(y, z))"]),
    "not zero": (QUOTIENT, ["f(z) != 0"], None), "positive": (QUOTIENT, ["f(z) > 0"], ["f(z) != 0"]), "negative": (QUOTIENT, ["f(z) < 0"], ["f(z) != 0"]), "at least one": (QUOTIENT, ["f(z) >= 1"], ["f(z) != 0"]),
    "a positive base": (SQUARE, ["f(z) > 0"], None), "a base beyond one": (SQUARE, ["f(z) > 1"], ["f(z) > 0"]), "the square beside it": (SQUARE, ["f(z) > 0", "f(z)**2 > 0"], ["f(z) > 0"]),
    "larger than a positive one": (SQUARE, ["f(z) >= g(z)", "g(z) > 0"], ["f(z) > 0"]),
    "positive factors": (PRODUCT, ["f(z) > 0", "g(z) > 0"], None), "positive factors in one": (PRODUCT, ["both(f(z) > 0, g(z) > 0)"], None), "a multiple": (PRODUCT, ["2*f(z) > 0", "g(z)/3 > 0"], None),
    "a quotient": (RATIO, ["f(z) > 0", "g(z) > 0"], None), "closed factors": (RATIO, ["always[z](f(z) > 0)", "always[z](g(z) > 0)"], None),
    "a cover": (WEIGHT, [COVER], None), "mass everywhere": (WEIGHT, ["always[z](q(z) > 0)"], [COVER]), "a cover the other way round": (WEIGHT, ["always[z](implies(q(z) == 0, p(x, z) == 0))"], "weaker"),
    "a cover of what is not zero": (WEIGHT, ["always[z](implies(p(x, z) != 0, q(z) != 0))"], "weaker"), "a cover of the posterior": (WEIGHT, ["p(x) > 0", "always[p(z | x)](q(z) > 0)"], "weaker"),
    "a cover of the joint law": (WEIGHT, ["always[p(x, z)](q(z) > 0)"], None), "a cover of the marginal": (WEIGHT, ["always[p(z)](q(z) > 0)"], None), "a cover for every x": (WEIGHT, ["always[x, z](implies(p(x, z) > 0, q(z) > 0))"], None),
    "the log of a weight": (BOUND, [LOG_OF_WEIGHT], None), "and its sign": (BOUND, [LOG_OF_WEIGHT, "always[q(z)](p(x, z) > 0)", "p(x) > 0"], [LOG_OF_WEIGHT]),
    "and what always holds": (BOUND, ["integrable[q(z)](p(x, z)/q(z))", LOG_OF_WEIGHT], [LOG_OF_WEIGHT]), "its parts": (SPLIT, ["integrable[q(z)](log(p(x, z)))", "integrable[q(z)](log(q(z)))"], None),
    "logs of two factors": (LOGS, ["always[q(z)](f(z) > 0)", "always[q(z)](g(z) > 0)", "integrable[q(z)](log(f(z)))", "integrable[q(z)](log(g(z)))"], ["integrable[q(z)](log(f(z)))", "integrable[q(z)](log(g(z)))"]),
    "a square": (VARIANCE, ["integrable[q(z)](f(z)**2)"], None), "a square and its root": (VARIANCE, ["integrable[q(z)](f(z)**2)", F], ["integrable[q(z)](f(z)**2)"]),
    "two squares": (SQUARES, ["integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z)**2)"], None),
    "each draw": (DRAWS, [F], None), "the square of each draw": (DRAWS, ["integrable[q(z)](f(z)**2)"], [F]),
    "the log of a mean": (LOG_MEAN, ["integrable[iid(q(z), K)](log(mean[k:K](d(z[k]))))", "integrable[q(z)](d(z))"], "weaker"),
    "a divergence": (DIVERGENCE, ["integrable[q(z)](log(q(z)) - log(b(z)))", "always[q(z)](b(z) > 0)"], ["integrable[q(z)](log(q(z)) - log(b(z)))"]),
    "a supremum": (BEST, ["bounded(sup[z](f(z)))"], None), "a scaled comparison": (SCALED, ["e(x) > 0"], None), "one that is not zero": (SCALED, ["e(x) != 0"], None),
}


def proof(of, given) -> list[str]:
    """The lines of a proof of a chain of lines."""
    first, steps = of
    (_, last, _), weak = steps[-1], {"le", "iff"} & {word for word, _, _ in steps}
    claim = f"iff({first}, {last})" if "iff" in weak else f"{first} {'<=' if weak else '=='} {last}"
    lines = [f"proof.claim({claim})", *([f"proof.given({', '.join(given)})"] if given else []), f"proof.starts({first})"]
    return lines + [f"proof.{word}({line}, by={reason})" for word, line, reason in steps]


def judged(of, given):
    """The judgement of the one theorem of a file."""
    *_, last = judged_by(lambda: read_text(HEAD + "".join(f"    {line}\n" for line in proof(of, given)), "text"), math.inf)
    return last["theorem"]


def unspaced(hypotheses) -> set[str] | None:
    """Texts without blanks, in any order."""
    return None if hypotheses is None else {text.replace(" ", "") for text in hypotheses}


@pytest.mark.parametrize("case", ENOUGH)
def test_what_suffices_is_enough_in_any_form(case) -> None:
    of, given, enough = ENOUGH[case]
    one = judged(of, given)
    assert (one["verdict"], one["missing"]) == ("holds", [])
    if enough == "weaker":  # something that says no more is named, in whatever form
        assert one["enough"]
    else:
        assert unspaced(one["enough"]) == unspaced(enough)


@pytest.mark.parametrize("case", [case for case, row in ENOUGH.items() if row[2]])
def test_what_is_named_as_enough_is_enough_and_not_too_much(case) -> None:
    of, given, _ = ENOUGH[case]
    (pasted,) = (line for line in told_theorem("f.py", judged(of, given)) if "Enough to give  " in line)
    again = judged(of, [pasted.partition("proof.given(")[2].removesuffix(")")])
    assert (again["verdict"], again["enough"]) == ("holds", None)


@pytest.mark.parametrize("case", [case for case, row in ENOUGH.items() if row[2] is None])
def test_no_hypothesis_can_be_left_out(case) -> None:
    of, given, _ = ENOUGH[case]
    for left_out in given:
        assert judged(of, [other for other in given if other != left_out])["verdict"] != "holds"


def test_what_needs_no_hypothesis_is_told_so() -> None:
    one = judged(("f(z) + g(z)", [("eq", "g(z) + f(z)", "algebra")]), ["f(z) > 0", "e(x) >= 0"])
    assert one["verdict"] == "holds" and one["enough"] == []
    assert set(one["superfluous"]) == {"f(z) > 0", "0 <= e(x)"}


def test_words_to_import_are_named() -> None:
    """Of what is to be pasted: also of what would be enough, and only those that the file has not."""
    text = '''from derivations import E, Function, Law, algebra, linearity, points, theorem
(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)
@theorem(title="t")
def quotient(proof):
    proof.claim(E[q(z)](f(z)*g(z)/g(z)) == E[q(z)](f(z)))
    proof.starts(E[q(z)](f(z)*g(z)/g(z)))
    proof.eq(E[q(z)](f(z)), by=algebra)
'''
    (one,) = gathered(judged_by(lambda: read_text(text, "mine"), math.inf))["theorems"]
    assert one["missing"] and one["to_import"] == ["always", "integrable"]
    imported = text.replace("import E", "import always, integrable, E")
    (one,) = gathered(judged_by(lambda: read_text(imported, "mine"), math.inf))["theorems"]
    assert one["to_import"] == []


@pytest.mark.parametrize("bound", ["y, z", "z, y"])
def test_a_second_point_of_a_space_is_declared_before_it_is_used(bound) -> None:
    """With all that is told, pasted as it stands, the theorem holds."""
    text = f'''from derivations import E, Function, Law, fubini, points, theorem
{bound} = points("{bound.replace(",", "")}")
q, r, w, f = Law("q", z), Law("r", y), Law("w", y | z), Function("f", y)
@theorem(title="t")
def two_points(proof):
    proof.claim(E[q(z), r(y)](f(y)*E[w(y | z)](f(y))) == E[q(z)](E[r(y)](f(y)*E[w(y | z)](f(y)))))
    proof.starts(E[q(z), r(y)](f(y)*E[w(y | z)](f(y))))
    proof.eq(E[q(z)](E[r(y)](f(y)*E[w(y | z)](f(y)))), by=fubini)
'''
    (one,) = gathered(judged_by(lambda: read_text(text, "mine"), math.inf))["theorems"]
    assert one["to_declare"] == ['y_ = Point("y_", "y")'] and "Point" in one["to_import"]
    pasted = text.replace("import E", f"import {', '.join(one['to_import'])}, E").replace("@theorem", one["to_declare"][0] + "\n@theorem")
    pasted = pasted.replace("    proof.starts", f"    proof.given({', '.join(one['missing'])})\n    proof.starts")
    (one,) = gathered(judged_by(lambda: read_text(pasted, "mine"), math.inf))["theorems"]
    assert one["verdict"] == "holds" and one["to_declare"] == one["to_import"] == []


@pytest.mark.parametrize(("name", "line"), [
    ("z_", 'z_ = Point("z_", "z")'), ("z__", 'z__ = Point("z__", "z")'), ("u_", '(u_,) = reals("u_")'), ("s_", '(s_,) = positives("s_")'),
    ("phi_", '(phi_,) = parameters("phi_")'), ("k_", '(k_,) = counts("k_")'), ("unknown", ""), ("q_", "")])
def test_how_a_second_thing_is_declared(name, line) -> None:
    (z,), (u,), (s,), (phi,), (k,) = points("z"), reals("u"), positives("s"), parameters("phi"), counts("k")
    assert declaration(name, {"z": z, "u": u, "s": s, "phi": phi, "k": k, "q": Law("q", z)}) == line
