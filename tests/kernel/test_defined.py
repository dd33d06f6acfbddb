"""What each construction asks, and under which guards its parts are asked for it.

What stands in a row was derived by hand from the meaning: a product with a factor zero is zero, whatever the rest.
"""

import pytest

from derivations.kernel.forms.binders import open_fresh
from derivations.kernel.forms.expansions import positive
from derivations.kernel.lines.reading import read
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.defined import defined
from tests.support.typed_statements import conditions, node, quantity, statement

ASKS = [  # a quantity, what has to hold for it to be defined
    ("f(z)", []), ("q(z)", []), ("p(x, z)", []), ("s(z | x)", []), ("exp(f(z))", []), ("f(z)**2 + 3", []),
    ("log(f(z))", ["f(z) > 0"]), ("1/f(z)", ["f(z) != 0"]), ("1/d(z)", ["d(z) > 0"]), ("p(z | x)", ["p(x) > 0"]),
    ("log(f(z)) + 1/g(x)", ["f(z) > 0", "g(x) != 0"]), ("exp(log(f(z)))", ["f(z) > 0"]),
    ("log(1 + 1/f(z))", ["f(z) != 0", "1 + 1/f(z) > 0"]), ("1/(1 + log(f(z)))", ["f(z) > 0", "1 + log(f(z)) != 0"]),
    # a density guards what stands beside it, unless it asks for something itself
    ("q(z)*log(d(z))", ["implies(q(z) > 0, d(z) > 0)"]), ("q(z)*log(q(z))", []),
    ("q(z)*b(z)*log(f(z))", ["implies(q(z) > 0, implies(b(z) > 0, f(z) > 0))"]), ("q(z)*p(z | x)", ["implies(q(z) > 0, p(x) > 0)"]),
    ("q(z)*log(d(z)) + log(f(z))", ["implies(q(z) > 0, d(z) > 0)", "f(z) > 0"]), ("d(x)*log(d(z))", ["d(z) > 0"]),
    ("p(z | x)*log(d(z))", ["p(x) > 0", "d(z) > 0"]), ("p(x)*p(z | x)", []),
    # means and integrals
    ("E[q(z)](f(z))", ["integrable[q(z)](f(z))"]), ("integral[z](f(z))", ["integrable[z](f(z))"]), ("E[q(z)](2)", []),
    ("E[q(z)](log(d(z)))", ["always[q(z)](d(z) > 0)", "integrable[q(z)](log(d(z)))"]),
    ("integral[z](log(d(z)))", ["always[z](d(z) > 0)", "integrable[z](log(d(z)))"]),
    ("E[p(z | x)](f(z))", ["p(x) > 0", "integrable[p(z | x)](f(z))"]),
    ("E[c(x), p(z | x)](f(z))", ["always[c(x)](p(x) > 0)", "integrable[c(x), p(z | x)](f(z))"]),
    ("E[iid(p(z | x), K)](f(z[1]))", ["p(x) > 0", "integrable[p(z | x)](f(z))"]),
    ("E[proportional[v](d(v)/d(x))(z)](f(z))",
     ["d(x) > 0", "integrable[v](d(v)/d(x))", "integral[v](d(v)/d(x)) > 0", "integrable[proportional[v](d(v)/d(x))(z)](f(z))"]),
    ("log(E[q(z)](log(f(z))))", ["always[q(z)](f(z) > 0)", "integrable[q(z)](log(f(z)))", "E[q(z)](log(f(z))) > 0"]),
    # averages over draws, each of which is one like any other
    ("E[iid(q(z), K)](mean[k:K](log(d(z[k]))))",
     ["always[q(z)](d(z) > 0)", "integrable[iid(q(z), K)](mean[k:K](log(d(z[k]))))"]),
    # suprema and infima
    ("sup[i:F](f(i))", ["bounded(sup[i:F](f(i)))"]), ("inf[i:F](f(i))", ["bounded(inf[i:F](f(i)))"]),
    ("inf[i:F](log(d(i)))", ["always[i](d(i) > 0)", "bounded(inf[i:F](log(d(i))))"]),
    ("sup[i:F](1/f(i))", ["always[i](f(i) != 0)", "bounded(sup[i:F](1/f(i)))"]),
    # divergences: the second density only where the first has mass
    ("KL[z](q(z), b(z))", ["always[q(z)](b(z) > 0)", "integrable[z](q(z)*log(q(z)/b(z)))"]),
    ("KL[z](q(z), d(z)/d(x))", ["always[q(z)](d(z) > 0)", "d(x) > 0", "integrable[z](q(z)*log(q(z)*d(x)/d(z)))"]),
    ("KL[z](q(z), b(z)*exp(log(f(z))))",
     ["always[q(z)](b(z) > 0)", "always[q(z)](implies(b(z) > 0, f(z) > 0))", "integrable[z](q(z)*log(q(z)/(b(z)*exp(log(f(z))))))"]),
    ("KL[z](q(z), b(z) + d(z))", ["always[q(z)](b(z) + d(z) > 0)", "integrable[z](q(z)*log(q(z)/(b(z) + d(z))))"]),
    ("KL[z](q(z)*d(z), b(z))",
     ["always[q(z)](d(z) > 0)", "always[q(z)](b(z) > 0)", "integrable[z](q(z)*d(z)*log(q(z)*d(z)/b(z)))"]),
    ("KL[z](d(z), b(z))", ["always[z](d(z) > 0)", "always[z](b(z) > 0)", "integrable[z](d(z)*log(d(z)/b(z)))"]),
    ("KL[z](q(z) + d(z), b(z))",
     ["always[z](b(z) > 0)", "always[z](q(z) + d(z) > 0)", "integrable[z]((q(z) + d(z))*log((q(z) + d(z))/b(z)))"]),
    ("KL[z]((q(z) + p(z))/2, b(z))",
     ["always[q(z)](b(z) > 0)", "always[p(z)](b(z) > 0)", "always[q(z)](q(z) + p(z) > 0)", "always[p(z)](q(z) + p(z) > 0)",
      "integrable[z]((q(z) + p(z))*log((q(z) + p(z))/2/b(z)))"]),
    ("KL[z](d(z)*exp(log(f(z))), b(z))",
     ["always[z](f(z) > 0)", "always[z](d(z) > 0)", "always[z](b(z) > 0)",
      "integrable[z](d(z)*exp(log(f(z)))*log(d(z)*exp(log(f(z)))/b(z)))"]),
    ("KL[z](p(z | x), b(z))",
     ["p(x) > 0", "always[p(z | x)](b(z) > 0)", "integrable[z](p(z | x)*log(p(z | x)/b(z)))"]),
    ("KL[z](proportional[v](d(v))(z), b(z))",
     ["integrable[v](d(v))", "integral[v](d(v)) > 0", "always[proportional[v](d(v))(z)](b(z) > 0)",
      "integrable[z](proportional[v](d(v))(z)*log(proportional[v](d(v))(z)/b(z)))"]),
    # normalised laws
    ("proportional[v](d(v))(z)", ["integrable[v](d(v))", "integral[v](d(v)) > 0"]),
    ("proportional[v](exp(log(f(v))))(z)",
     ["always[z](f(z) > 0)", "f(z) > 0", "integrable[v](exp(log(f(v))))", "integral[v](exp(log(f(v)))) > 0"]),
]


@pytest.mark.parametrize(("text", "wanted"), ASKS, ids=[row[0] for row in ASKS])
def test_a_form_asks_for_what_its_parts_ask(text, wanted) -> None:
    assert frozenset(close((), (), defined(quantity(text)))) == conditions(*wanted)


@pytest.mark.parametrize(("text", "wanted"), ASKS, ids=[row[0] for row in ASKS])
def test_a_line_asks_for_the_same(text, wanted) -> None:
    assert frozenset(close((), (), read(node(text), {})[1])) == conditions(*wanted)


@pytest.mark.parametrize(("text", "wanted"), [
    ("log(log(f(z)))", ["log(f(z)) > 0"]), ("1/log(f(z))", ["log(f(z)) != 0"]), ("exp(log(f(z)))", []),
    ("E[q(z)](log(d(z)))", ["integrable[q(z)](log(d(z)))"]), ("sup[i:F](log(d(i)))", ["bounded(sup[i:F](log(d(i))))"]),
    ("p(z | x)", ["p(x) > 0"]), ("q(z)", []), ("proportional[v](d(v))(z)", ["integrable[v](d(v))", "integral[v](d(v)) > 0"])])
def test_an_atom_asks_for_itself_only(text, wanted) -> None:
    found = quantity(text).atom_alone()
    assert found is not None and found.kind.asked(found) == tuple(map(statement, wanted))


def test_a_mean_over_indices_asks_of_each() -> None:
    """The average of log f(k), k ≤ K, is defined where f(k) > 0 for each k."""
    average = quantity("mean[k:K](log(f(k)))").atom_alone()
    assert average is not None
    index, (_count, _but, body) = open_fresh(average)
    assert defined(quantity("mean[k:K](log(f(k)))")) == close(index, (), (positive(body.atom_alone().args[0]),))
