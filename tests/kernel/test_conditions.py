"""Which statements come to the same conditions, which hold by their very form, and which say something of their own.

What stands in a row was derived by hand: two statements that mean the same have one form, and statements that differ
in some model have two.  The models are asked, too, wherever they can tell.
"""

import numpy as np
import pytest

from derivations.attack.counterexamples import refute
from tests.support.fuzzing.hypothesis_fuzz import Statement
from tests.support.typed_statements import conditions, node

SAME = [  # a statement, those that say it together, why
    ("always[c(x)](always[q(z)](h(x, z) > 0))", ["always[c(x), q(z)](h(x, z) > 0)"], "almost every x, and then almost every z"),
    ("always[q(z)](both(f(z) > 0, g(z) != 0))", ["always[q(z)](f(z) > 0)", "always[q(z)](g(z) != 0)"], "both are two"),
    ("always[z](implies(q(z) > 0, f(z) > 0))", ["always[q(z)](f(z) > 0)"], "a density that guards is a law"),
    ("always[z](implies(proportional[v](d(v))(z) > 0, f(z) > 0))", ["always[proportional[v](d(v))(z)](f(z) > 0)"], "so is a normalised one"),
    ("always[c(x)](implies(q(z) > 0, h(x, z) > 0))", ["implies(q(z) > 0, always[c(x)](h(x, z) > 0))"], "one guard beside another"),
    # positive and nonzero: the factors
    ("2*d(z)*d(x) > 0", ["d(z) > 0", "d(x) > 0"], "factors that are never negative"),
    ("-3*f(z)*g(x)**2 != 0", ["f(z) != 0", "g(x) != 0"], "a product is zero where a factor is"),
    ("d(z)/2 > 0", ["d(z) > 0"], "half of it"),
    ("d(z) != 0", ["d(z) > 0"], "what is never negative and not zero is positive"),
    ("exp(f(z))*d(z) > 0", ["d(z) > 0"], "an exponential is positive"),
    ("exp(f(z))*f(z) != 0", ["f(z) != 0"], "an exponential is not zero"),
    ("1/d(z) > 0", ["d(z) > 0"], "an inverse has the sign of what is inverted"),
    ("1/f(z) != 0", ["f(z) != 0"], "an inverse is defined or not"),
    ("d(x)/(d(z) + d(y)) > 0", ["d(x) > 0", "d(z) + d(y) > 0"], "the denominator is a sum"),
    ("g(x)/(f(z) + g(z)) != 0", ["g(x) != 0", "f(z) + g(z) != 0"], "the denominator is a sum of any sign"),
    ("proportional[v](d(v)*d(x))(z) > 0", ["d(z) > 0", "d(x) > 0"], "a normalised law is positive where what it is proportional to is"),
    ("proportional[v](d(v) + d(x))(z) > 0", ["d(z) + d(x) > 0"], "the same of a sum"),
    ("p(z | x) > 0", ["p(x, z) > 0"], "a conditional is positive where the joint is"),
    ("s(z | x) != 0", ["s(z | x) > 0"], "a declared conditional is a density"),
    ("m(y, z) > 0", ["m(y) > 0", "m(z) > 0"], "independent coordinates"),
    ("m(y | z) > 0", ["m(y) > 0", "m(z) > 0"], "the joint of independent coordinates"),
    # guards
    ("always[b(z)](q(z)*b(z) > 0)", ["always[b(z)](q(z) > 0)"], "positive almost surely under itself, and not under another law"),
    ("always[q(z), w(y | z)](f(z)*w(y | z) != 0)", ["always[q(z)](f(z) != 0)"], "the other factor holds by its guard"),
    # variables and laws on which nothing depends
    ("always[q(z), r(y)](f(z) > 0)", ["always[q(z)](f(z) > 0)"], "a law of something else"),
    ("always[z, y](f(z) > 0)", ["always[z](f(z) > 0)"], "a variable that does not occur"),
    ("always[p(x, z)](f(z) > 0)", ["always[p(z)](f(z) > 0)"], "the other coordinate"),
    ("always[t(y, z | x)](f(z) > 0)", ["always[t(z | x)](f(z) > 0)"], "the other outcome of a conditional law"),
    ("always[c(x), s(z | x)](f(x) > 0)", ["always[c(x)](f(x) > 0)"], "a later law on which nothing depends"),
    ("always[q(z), w(y | z)](integrable[b(v)](h(x, v)))", ["integrable[b(v)](h(x, v))"], "no law is left once the later one is gone"),
    ("always[proportional[v](d(v))(z), r(y)](f(y) > 0)", ["always[r(y)](f(y) > 0)"], "a normalised law of something else"),
    ("always[identical(q(z), K + 1)](f(z[2]) > 0)", ["always[q(z)](f(z) > 0)"], "one of several draws"),
    ("always[identical(q(z), K + 1), w(y | z[1])](h(y, z[1]) != 0)", ["always[q(z), w(y | z)](h(y, z) != 0)"], "the law of y is given the same draw"),
    ("always[y, z](implies(w(y | z) > 0, implies(q(z) > 0, f(y) > 0)))", ["always[q(z), w(y | z)](f(y) > 0)"], "guards in any order"),
    ("always[iid(q(z), K), r(y)](f(y) > 0)", ["always[r(y)](f(y) > 0)"], "draws of something else"),
    ("always[identical(q(z), K), r(y)](h(y, z[1]) > 0)", ["always[q(z), r(y)](h(y, z) > 0)"], "and a law beside the draws"),
    ("always[identical(q(z), K), identical(r(y), K)](E[b(v)](h(y[1], v)*g(z[1])) > 0)", ["always[q(z), r(y)](E[b(v)](h(y, v)*g(z)) > 0)"], "a draw inside of an expectation"),
    ("always[iid(q(z), K + 1)](mean[k:K](d(z[k])) - 1 > 0)", ["always[iid(q(z), K)](mean[k:K](d(z[k])) - 1 > 0)"], "one draw more than is used"),
    ("always[iid(q(z), K + 1), r(y)](mean[k:K](d(z[k])) - f(y) != 0)",
     ["always[iid(q(z), K), r(y)](mean[k:K](d(z[k])) - f(y) != 0)"], "the same beside another law"),
    ("always[iid(q(z), K + 1), w(y | z[1])](mean[k:K](d(z[k])) - 1 != 0)",
     ["always[iid(q(z), K)](mean[k:K](d(z[k])) - 1 != 0)"], "the first draw is used by a law that is gone"),
    # integrable
    ("integrable[q(z)](2*f(z) + 3)", ["integrable[q(z)](f(z))"], "a constant has a mean, and a factor does not matter"),
    ("integrable[q(z)](f(z) + g(x))", ["integrable[q(z)](f(z))"], "x is constant here"),
    ("integrable[q(z)](4*f(z)/3 - 2*g(z)/5)", ["integrable[q(z)](10*f(z) - 3*g(z))"], "times 15/2"),
    ("integrable[q(z)](6*f(z) - 9*g(z))", ["integrable[q(z)](2*f(z) - 3*g(z))"], "by 3"),
    ("integrable[z](q(z)*f(z) + q(z)*g(z) + q(z))", ["integrable[q(z)](f(z) + g(z))"], "a density of all variables in every term"),
    ("integrable[z](q(z)**2*f(z))", ["integrable[q(z)](q(z)*f(z))"], "one of its powers is the law"),
    ("integrable[z](q(z)**2)", ["integrable[q(z)](q(z))"], "a square of a density has no mass of one"),
    ("integrable[x, z](p(x, z)*h(x, z))", ["integrable[p(x, z)](h(x, z))"], "a joint density"),
    ("integrable[x, z](s(z | x)*c(x)*h(x, z))", ["integrable[c(x), s(z | x)](h(x, z))"], "first x, then z"),
    ("integrable[z](f(z) + q(z))", ["integrable[z](f(z))"], "the integral of a density is one"),
    ("integrable[q(z)](f(z) + b(z)/q(z))", ["integrable[q(z)](f(z))"], "q cancels and leaves at most a mass of one"),
    ("integrable[p(x, z)](f(z)*p(z | x)*p(x)/p(x, z))", ["integrable[p(z)](f(z))"], "what is positive under the law cancels"),
    ("integrable[q(z)](log(2*d(z)*d(x)))", ["integrable[q(z)](log(d(z)))"], "the logarithm of a constant is one"),
    ("integrable[iid(q(z), K)](f(z[1]) + 2)", ["integrable[q(z)](f(z))"], "one of several draws"),
    ("integrable[q(z), r(y)](f(z))", ["integrable[q(z)](f(z))"], "a law of something else"),
    ("integrable[p(x, z)](f(z))", ["integrable[p(z)](f(z))"], "the other coordinate"),
    # bounded
    ("bounded(sup[i:F](g(x) - 2*f(i)))", ["bounded(inf[i:F](f(i)))"], "a sign turns a supremum into an infimum"),
    ("bounded(2*sup[i:F](f(i)) - inf[i:G](g(i)) + g(x))", ["bounded(sup[i:F](f(i)))", "bounded(inf[i:G](g(i)))"], "both are finite"),
]

BY_FORM = [  # what says nothing
    ("always[q(z)](q(z) > 0)", "a density is positive almost surely under itself"),
    ("always[q(z)](implies(c(x) > 0, q(z) > 0))", "whatever else guards it"),
    ("always[p(x, z)](p(z | x) > 0)", "so is the conditional under the joint"),
    ("always[p(x, z)](p(x) > 0)", "and the marginal"),
    ("always[t(y, z | x)](t(z | x) > 0)", "and the marginal of a conditional"),
    ("always[y](implies(t(x, y, z) > 0, t(x, z) > 0))", "for almost every y, which is what the marginal lacks"),
    ("always[r(y)](implies(t(x, y, z) > 0, t(x, z) > 0))", "also where another law guards y"),
    ("always[e(y, z | x)](e(z | x) > 0)", "the same where the law is declared for each x"),
    ("always[m(y, z)](m(y) > 0)", "a coordinate"),
    ("always[proportional[v](d(v))(z)](d(z) > 0)", "what a law is proportional to"),
    ("always[iid(q(z), K)](q(z[1]) > 0)", "a draw"), ("exp(f(z)) > 0", "an exponential"),
    ("d(z) + 1 > 0", "one and more"), ("1/(d(z) + 1) > 0", "its inverse"), ("2*K - 1 > 0", "a count is at least one"),
    ("K*n + K - 1 > 0", "two counts are"), ("integrable[q(z)](g(x))", "a constant has a mean"),
    ("integrable[z](q(z))", "a density has mass one"), ("integrable[z](p(x, z))", "a joint density leaves a marginal"),
    ("integrable[z](p(z | x))", "a conditional density has mass one"),
    ("integrable[q(z)](b(z)/q(z))", "a part of a density"),
    ("integrable[proportional[v](d(v))(z)](b(z)/proportional[v](d(v))(z))", "a part of a density under a normalised law"),
    ("integrable[q(z)](proportional[v](d(v))(z)/q(z))", "a part of a normalised density"),
    ("integrable[q(z)](proportional[v](d(v, x))(z)/q(z))", "the same for each x"),
    ("integrable[q(z), r(y)](b(z)/q(z))", "the same once the other law is gone"),
    ("bounded(sup[i:F](g(x)))", "a constant is its own supremum"),
]

NOT_SAME = [  # a statement, others that do not say it together, why; whether finite models can tell
    ("always[z](implies(d(z) > 0, f(z) > 0))", ["always[z](f(z) > 0)"], "what guards is no density", True),
    ("always[z](implies(q(z) != q(v), f(z) > 0))", ["always[q(z)](f(z) > 0)"], "nor a positive one", True),
    ("always[z](implies(q(z) + b(z) > 0, f(z) > 0))", ["always[q(z)](f(z) > 0)"], "a sum of two densities", True),
    ("always[z](iff(q(z) > 0, f(z) > 0))", ["always[q(z)](f(z) > 0)"], "both ways", True),
    ("-d(z) > 0", ["d(z) > 0"], "the sign counts", True),
    ("f(z)*g(z) > 0", ["f(z) > 0", "g(z) > 0"], "both may be negative", True),
    ("f(z)*g(z) > 0", ["f(z) != 0", "g(z) != 0"], "or one of them", True),
    ("d(z)*f(z) > 0", ["d(z) > 0", "f(z) != 0"], "one factor may be negative", True),
    ("1/f(z) > 0", ["f(z) != 0"], "an inverse may be negative", True),
    ("d(z) + d(x) > 0", [], "both may be zero", True),
    ("f(z) + g(z) != 0", ["f(z) != 0", "g(z) != 0"], "they may cancel", True),
    ("f(z) + 1 > 0", [], "f may be negative", True),
    ("1 - d(z) > 0", [], "and d may be large", True),
    ("K - 1 != 0", [], "a count may be one", True),
    ("always[b(z)](q(z) > 0)", [], "another law", True),
    ("always[q(z)](d(z) > 0)", [], "no density of the law", True),
    ("always[q(z)](f(z) + g(z) > 0)", [], "a sum", True),
    ("always[t(x, y, z)](p(x, z) > 0)", [], "a marginal of another law", True),
    ("always[p(x, z)](t(x, y, z) > 0)", ["always[p(x, z)](t(x, z) > 0)"], "more coordinates than the guard has", True),
    ("always[z](implies(p(x, z) > 0, p(u) > 0))", [], "another point", True),
    ("always[y](implies(e(y, z | u) > 0, e(z | x) > 0))", [], "another x is given", True),
    ("implies(p(x, z) > 0, p(x) > 0)", [], "at one z, a density may be what it likes", False),
    ("always[y](implies(t(x, y, z) > 0, t(z) > 0))", [], "at one x", False),
    ("always[q(z)](implies(c(x) > 0, f(z) > 0))", ["always[q(z)](f(z) > 0)"], "the guard of a point that is not bound", True),
    ("always[q(z), w(y | z)](f(y) > 0)", ["always[z, w(y | z)](f(y) > 0)"], "the law of what y is given", True),
    ("always[c(x), s(z | x)](f(z) > 0)", ["always[s(z | x)](f(z) > 0)"], "the law of z needs an x", True),
    ("always[proportional[y, v](d(y, v))(y, z)](f(z) > 0)", ["always[z](f(z) > 0)"], "one of two outcomes", True),
    ("integrable[y, z](q(z))", [], "a density of z alone, where the space of y may be infinite", False),
    ("always[exchangeable(q(z), K + 1)](f(z[1]) + f(z[2]) > 0)", ["always[q(z)](f(z) > 0)"], "two draws", False),
    ("always[exchangeable(q(z), K)](mean[k:K](d(z[k])) > 0)", ["always[q(z)](d(z) > 0)"], "of two draws one may always be positive", False),
    ("always[exchangeable(q(z), K + 1)](mean[k:K](d(z[k])) - 1 > 0)", ["always[exchangeable(q(z), K)](mean[k:K](d(z[k])) - 1 > 0)"], "not all of K such draws are some of K + 1", False),
    ("integrable[q(z)](f(z) - g(z))", ["integrable[q(z)](f(z) + g(z))"], "a sign inside", False),
    ("integrable[q(z)](2*f(z) - g(z))", ["integrable[q(z)](f(z) - g(z))"], "a factor inside", False),
    ("integrable[z](g(x))", [], "a constant over all of a space", False),
    ("integrable[z](f(z) + 3)", ["integrable[z](f(z))"], "beside something else, too", False),
    ("integrable[q(z)](b(z))", [], "a density may be unbounded", False),
    ("integrable[y, z](q(z))", [], "no density of y", False),
    ("integrable[q(z), r(y)](b(z)/q(z) + log(d(z)))", [], "a second term", False),
    ("integrable[q(z)](f(z)*b(z)/q(z))", [], "a factor that is unbounded", False),
    ("integrable[q(z)](f(z)*p(z | x)*p(x))", ["integrable[q(z)](f(z)*p(x, z))"], "p(x) may be zero: then nothing is defined", False),
    ("integrable[x, z](s(z | x)*h(x, z))", ["integrable[s(z | x)](h(x, z))"], "x has no law", False),
    ("integrable[q(z)](log(f(z)*g(z)))", ["integrable[q(z)](log(f(z)) + log(g(z)))"], "both may be negative", False),
    ("integrable[iid(q(z), K)](log(mean[k:K](d(z[k]))))", ["integrable[q(z)](log(d(z)))"], "an average", False),
    ("bounded(sup[i:F](f(i)))", ["bounded(inf[i:F](f(i)))"], "above and below", False),
    ("bounded(sup[i:F](f(i)))", ["bounded(sup[i:G](f(i)))"], "another family", False),
]


@pytest.mark.parametrize(("text", "others", "why"), SAME, ids=[row[0] for row in SAME])
def test_what_means_the_same_has_one_form(text, others, why) -> None:
    assert conditions(text) == conditions(*others), why


@pytest.mark.parametrize(("text", "why"), BY_FORM, ids=[row[0] for row in BY_FORM])
def test_what_holds_by_its_form_says_nothing(text, why) -> None:
    assert not conditions(text), why


@pytest.mark.parametrize(("text", "others", "why", "models"), NOT_SAME, ids=[f"{row[0]} from {row[1]}" for row in NOT_SAME])
def test_what_means_something_else_has_another_form(text, others, why, models) -> None:
    assert not conditions(text) <= conditions(*others), why


@pytest.mark.parametrize(("text", "others", "why"), [row[:3] for row in NOT_SAME if row[3]], ids=[f"{row[0]} from {row[1]}" for row in NOT_SAME if row[3]])
def test_a_model_tells_them_apart(text, others, why) -> None:
    ways = [([text], other) for other in others] + [(others, text)]
    assert any(refute(list(map(node, given)), node(wanted), almost=()) for given, wanted in ways), why


@pytest.mark.parametrize("text", [row[0] for row in (*SAME, *BY_FORM)])
def test_models_agree_with_the_form(text) -> None:
    """Where the statement is true its canonical conditions hold, and the other way round."""
    Statement(node(text)).run(np.random.default_rng(1), shapes=2, batch=40)
