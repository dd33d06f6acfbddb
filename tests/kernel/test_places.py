"""Where the walk from two lines to their differences stops, under which frames, and what a step shows on its way.

What stands in a row was derived by hand.  A place is written as what a step there says, for almost all that is bound
around it; a walk has the places of its row and no others.
"""

import pytest

from derivations.kernel import Prover, tangent
from derivations.kernel.forms.binders import Poly, atom
from derivations.kernel.lines.places import Place, facts, places
from derivations.kernel.logic.conditions import close
from derivations.kernel.proof.prover import Accepted
from derivations.language.relation import EQ, GE, IFF, IMPLIES, LE
from tests.support.typed_statements import conditions, quantity, statement

WALKS = [  # left, relation, right, the places below the whole lines
    ("f(z)", EQ, "f(z)", []), ("f(z)", LE, "g(z)", []), ("f(z)", EQ, "log(f(z))", []),
    # terms and factors that both have
    ("f(z) + g(x)", LE, "a(z) + g(x)", ["f(z) <= a(z)"]), ("f(z) + 2*g(x)", LE, "a(z) + g(x)", []),
    ("f(z) + g(x) + 1", EQ, "2*f(z) + a(z) + 1", ["f(z) + g(x) == 2*f(z) + a(z)"]), ("f(z) + g(x)", GE, "f(z)", ["g(x) >= 0"]),
    ("d(x)*f(z)", LE, "d(x)*g(z)", ["f(z) <= g(z)"]), ("a(x)*f(z)", EQ, "a(x)*g(z)", ["f(z) == g(z)"]),
    ("a(x)*f(z)", LE, "a(x)*g(z)", ["f(z) <= g(z) where 0 <= a(x)"]), ("a(x)*d(x)*f(z)", LE, "a(x)*d(x)*g(z)", ["f(z) <= g(z) where 0 <= a(x)"]),
    ("a(x)*f(z)", GE, "a(x)*g(z)", ["f(z) >= g(z) where 0 <= a(x)"]), ("a(x)**2*f(z)", LE, "a(x)**2*g(z)", ["f(z) <= g(z)"]), ("f(z)/a(x)**3", LE, "g(z)/a(x)**3", ["f(z) <= g(z) where 0 <= 1/a(x)"]),
    ("-a(x)*r(y)*f(z)", LE, "-a(x)*r(y)*g(z)", ["implies(r(y) > 0, f(z) >= g(z)) where 0 <= a(x)"]), ("E[q(z)](f(z)*a(z))", LE, "E[q(z)](f(z)*g(z))", ["always[q(z)](f(z)*a(z) <= f(z)*g(z))", "always[q(z)](a(z) <= g(z)) where always[q(z)](0 <= f(z))"]),
    ("d(x)**3*f(z)", LE, "d(x)**2*g(z)", ["d(x)*f(z) <= g(z)"]), ("d(x)**2*f(z)", GE, "d(x)**3*g(z)", ["f(z) >= d(x)*g(z)"]),
    ("d(x)*f(z) + d(x)**2", LE, "d(x)*g(z)", ["f(z) + d(x) <= g(z)"]), ("d(x)*f(z) + a(z)", LE, "d(x)*g(z)", []),
    ("-2*f(z)", LE, "-2*g(z)", ["f(z) >= g(z)"]), ("-2*f(z)", GE, "-2*g(z)", ["f(z) <= g(z)"]),
    ("3*f(z)", LE, "3*g(z)", ["f(z) <= g(z)"]), ("-f(z)", EQ, "-g(z)", ["f(z) == g(z)"]), ("-d(x)*f(z)", LE, "-d(x)*g(z)", ["f(z) >= g(z)"]),
    ("2*f(z)", LE, "3*g(z)", []),
    ("2*f(z) + 2*f(x)", LE, "2*g(z)", []), ("2*log(f(z))", LE, "2*log(g(z))", ["log(f(z)) <= log(g(z))", "f(z) <= g(z)"]),
    ("q(z)*f(z)", LE, "q(z)*g(z)", ["implies(q(z) > 0, f(z) <= g(z))"]), ("q(z)*b(z)*f(z)", EQ, "q(z)*b(z)*g(z)",
     ["implies(q(z) > 0, implies(b(z) > 0, f(z) == g(z)))"]),
    # functions
    ("log(f(z))", LE, "log(g(z))", ["f(z) <= g(z)"]), ("exp(f(z))", GE, "exp(g(z))", ["f(z) >= g(z)"]),
    ("digamma(f(z))", LE, "digamma(g(z))", ["f(z) <= g(z)"]), ("digamma(f(z))", GE, "digamma(g(z))", ["f(z) >= g(z)"]),
    ("trigamma(f(z))", LE, "trigamma(g(z))", ["f(z) >= g(z)"]), ("trigamma(f(z))", GE, "trigamma(g(z))", ["f(z) <= g(z)"]),
    ("trigamma(f(z))", EQ, "trigamma(g(z))", ["f(z) == g(z)"]), ("trigamma(f(z))", LE, "digamma(g(z))", []),
    ("polygamma(2, f(z))", LE, "polygamma(2, g(z))", ["f(z) <= g(z)"]), ("polygamma(3, f(z))", LE, "polygamma(3, g(z))", ["f(z) >= g(z)"]),
    ("lgamma(f(z))", LE, "lgamma(g(z))", []), ("lgamma(f(z))", GE, "lgamma(g(z))", []), ("lgamma(f(z))", EQ, "lgamma(g(z))", ["f(z) == g(z)"]),
    ("1/f(z)", EQ, "1/g(z)", ["f(z) == g(z)"]), ("1/f(z)", LE, "1/g(z)", []), ("1/d(z)", GE, "1/d(x)", []),
    # what stands in the brackets of a law: only for equality, and only one at a time
    ("Normal[phi, 2](mu)", EQ, "Normal[psi, 2](mu)", ["phi == psi"]), ("Gamma[phi, exp(phi)](tau)", EQ, "Gamma[phi, exp(psi)](tau)", ["exp(phi) == exp(psi)", "phi == psi"]),
    ("Normal[phi, 2](mu)", EQ, "Normal[psi, 3](mu)", []), ("Normal[phi, 2](mu)", LE, "Normal[psi, 2](mu)", []), ("Normal[phi, 2](mu)", EQ, "Gamma[phi, 2](tau)", []),
    ("f(z)*Normal[phi, 2](mu)", EQ, "f(z)*Normal[psi, 2](mu)", ["Normal[phi, 2](mu) == Normal[psi, 2](mu)", "phi == psi"]),
    ("E[q(z)](Normal[f(z), 2](mu))", EQ, "E[q(z)](Normal[g(z), 2](mu))", ["always[q(z)](Normal[f(z), 2](mu) == Normal[g(z), 2](mu))", "always[q(z)](f(z) == g(z))"]),
    ("E[Normal[phi, 2](mu)](mu)", EQ, "E[Normal[psi, 2](mu)](mu)", []),
    # derivatives: what is larger need not rise faster
    ("D[phi](g(phi))", EQ, "D[phi](f(phi))", ["near[phi](g(phi) == f(phi))"]), ("D[phi](g(phi))", LE, "D[phi](f(phi))", []), ("D[phi](g(phi))", GE, "D[phi](f(phi))", []),
    ("D[phi:a(x)](g(phi))", EQ, "D[phi:a(y)](g(phi))", ["a(x) == a(y)"]), ("D[phi:a(x)](g(phi))", LE, "D[phi:a(y)](g(phi))", []),
    ("D[phi:a(x)](g(phi))", EQ, "D[phi:a(y)](f(phi))", []), ("near[phi](log(g(phi)) > 0)", IFF, "near[phi](log(f(phi)) > 0)", ["near[phi](iff(log(g(phi)) > 0, log(f(phi)) > 0))"]),
    ("near[phi](log(g(phi)) > 0)", IFF, "near[phi:psi](log(f(phi)) > 0)", []), ("near[phi](log(g(phi)) > 0)", IMPLIES, "near[phi](log(f(phi)) > 0)", []),
    # binders
    ("E[q(z)](f(z))", LE, "E[q(z)](g(z))", ["always[q(z)](f(z) <= g(z))"]), ("E[q(z)](f(z))", LE, "E[b(z)](g(z))", []),
    ("integral[z](f(z))", GE, "integral[v](g(v))", ["always[z](f(z) >= g(z))"]), ("E[q(z)](f(z))", EQ, "integral[z](f(z))", []),
    ("E[q(z)](f(z))", EQ, "E[r(y)](f(y))", []), ("E[q(z), r(y)](h(y, z))", LE, "E[r(y), q(z)](h(y, z)**2)", [
        "always[q(z), r(y)](h(y, z) <= h(y, z)**2)", "always[q(z), r(y)](1 <= h(y, z)) where always[q(z), r(y)](0 <= h(y, z))"]),
    ("sup[i:F](f(i))", LE, "sup[i:F](g(i))", ["always[i](f(i) <= g(i))"]), ("inf[i:F](f(i))", GE, "inf[i:F](g(i))", ["always[i](f(i) >= g(i))"]),
    ("sup[i:F](f(i))", LE, "sup[i:G](g(i))", []), ("sup[i:F](f(i))", LE, "inf[i:F](g(i))", []), ("sup[i](f(i))", LE, "sup[y](f(y))", []),
    ("E[q(z)](-f(z))", LE, "E[q(z)](-g(z))", ["always[q(z)](-f(z) <= -g(z))", "always[q(z)](f(z) >= g(z))"]),
    ("-E[q(z)](f(z))", LE, "-E[q(z)](g(z))", ["E[q(z)](f(z)) >= E[q(z)](g(z))", "always[q(z)](f(z) >= g(z))"]),
    ("E[c(x)](E[s(z | x)](f(z)))", EQ, "E[c(x)](E[s(z | x)](g(z)))",
     ["always[c(x)](E[s(z | x)](f(z)) == E[s(z | x)](g(z)))", "always[c(x), s(z | x)](f(z) == g(z))"]),
    ("E[q(z)](E[q(v)](h(z, v)))", EQ, "E[q(z)](E[q(v)](h(v, z)))",
     ["always[q(z)](E[q(v)](h(z, v)) == E[q(v)](h(v, z)))", "always[q(z), q(v)](h(z, v) == h(v, z))"]),
    ("E[q(z), q(v)](h(z, v))", LE, "E[q(z), q(v)](f(z)*g(v))",
     ["always[q(z), q(v)](h(z, v) <= f(z)*g(v))", "always[q(z), q(v)](h(z, v) <= g(z)*f(v))"]),
    # divergences: only for equality, and only one side at a time
    ("KL[z](q(z), b(z))", EQ, "KL[z](q(z), p(z))", ["always[q(z)](b(z) == p(z))"]),
    ("KL[z](q(z), b(z))", EQ, "KL[z](p(z), b(z))", ["always[z](q(z) == p(z))"]), ("KL[z](q(z), b(z))", EQ, "KL[z](p(z), p(z))", []),
    ("KL[z](d(z), b(z))", EQ, "KL[z](d(z), q(z))", ["always[z](b(z) == q(z))"]), ("KL[z](q(z), b(z))", LE, "KL[z](q(z), p(z))", []),
    ("KL[z](proportional[v](d(v))(z), b(z))", EQ, "KL[z](proportional[v](d(v))(z), q(z))", ["always[proportional[v](d(v))(z)](b(z) == q(z))"]),
    ("KL[z](q(z), b(z))", EQ, "KL[x](c(x), c(x))", []), ("KL[z](q(z) + d(z), b(z))", EQ, "KL[z](q(z) + d(z), q(z))", ["always[z](b(z) == q(z))"]),
    # statements
    ("f(z) == g(z)", IFF, "f(z) == a(z)", ["g(z) == a(z)"]), ("f(z) == g(z)", IFF, "a(z) == f(z)", ["g(z) == a(z)"]),
    ("f(z) == g(z)", IFF, "a(z) == g(z)", ["f(z) == a(z)"]), ("a(z) == g(z)", IFF, "f(z) == a(z)", ["g(z) == f(z)"]),
    ("f(z) <= g(z)", IFF, "f(z) <= a(z)", ["g(z) == a(z)"]), ("f(z) <= g(z)", IMPLIES, "a(z) <= g(z)", ["f(z) == a(z)"]),
    ("f(z) <= g(z)", IFF, "a(z) <= f(z)", []), ("f(z) == g(z)", IFF, "f(z) <= a(z)", []), ("f(z) > 0", IFF, "g(z) > 0", []),
    ("always[q(z)](f(z) > 0)", IFF, "always[q(z)](g(z) > 0)", ["always[q(z)](iff(f(z) > 0, g(z) > 0))"]),
    ("always[q(z)](f(z) > 0)", IMPLIES, "always[q(z)](g(z) > 0)", ["always[q(z)](implies(f(z) > 0, g(z) > 0))"]),
    ("always[q(z)](f(z) > 0)", IFF, "always[b(z)](f(z) > 0)", []), ("always[z](f(z) > 0)", IFF, "always[x](f(x) > 0)", []),
    ("implies(f(z) > 0, g(z) > 0)", IFF, "implies(f(z) > 0, a(z) > 0)", ["iff(g(z) > 0, a(z) > 0)"]),
    ("implies(f(z) > 0, g(z) > 0)", IFF, "implies(a(z) > 0, g(z) > 0)", ["iff(f(z) > 0, a(z) > 0)"]),
    ("implies(f(z) > 0, g(z) > 0)", IMPLIES, "implies(a(z) > 0, g(z) > 0)", []), ("implies(f(z) > 0, g(z) > 0)", IFF, "implies(g(z) > 0, f(z) > 0)", []),
    ("iff(f(z) > 0, g(z) > 0)", IFF, "iff(f(z) > 0, a(z) > 0)", ["iff(g(z) > 0, a(z) > 0)"]),
    ("always[q(z), q(v)](h(z, v) > 0)", IFF, "always[q(z), q(v)](f(z)*g(v) > 0)",
     ["always[q(z), q(v)](iff(h(z, v) > 0, f(z)*g(v) > 0))", "always[q(z), q(v)](iff(h(z, v) > 0, f(v)*g(z) > 0))"]),
    ("always[c(x)](implies(f(x) > 0, always[q(z)](h(x, z) > 0)))", IFF, "always[c(x)](implies(f(x) > 0, always[q(z)](a(x, z) > 0)))",
     ["always[c(x)](iff(implies(f(x) > 0, always[q(z)](h(x, z) > 0)), implies(f(x) > 0, always[q(z)](a(x, z) > 0))))",
      "always[c(x)](iff(always[q(z)](h(x, z) > 0), always[q(z)](a(x, z) > 0)))", "always[c(x), q(z)](iff(h(x, z) > 0, a(x, z) > 0))"]),
    ("both(f(z) > 0, g(z) > 0)", IFF, "both(f(z) > 0, a(z) > 0)", ["iff(g(z) > 0, a(z) > 0)"]),
    ("both(f(z) > 0, g(z) > 0)", IFF, "both(f(z) > 0, a(z) > 0, g(z) > 0)", []),
]


def said(place: Place) -> tuple:
    """What a step at a place says, and the side that it comes from first: an equality is written as both ways are."""
    if isinstance(place.left, Poly):
        c = atom("le", *((place.right, place.left) if place.relation == GE else (place.left, place.right)))
    else:
        c = atom("iff" if place.relation == IFF else "implies", place.left, place.right)
    return place.relation, frozenset(close((), (), place.closed((c,)))), frozenset(place.asked)


def expected(text: str, whole) -> tuple:
    text, _, asked = text.partition(" where ")
    relation = next((r for sign, r in {"==": EQ, "<=": LE, ">=": GE}.items() if sign in text), whole)
    return relation, conditions(text.replace("==", "<=")), conditions(asked) if asked else frozenset()


def walk(left: str, relation, right: str) -> list[Place]:
    read = statement if relation in (IFF, IMPLIES) else quantity
    return list(places(read(left), read(right), relation))


@pytest.mark.parametrize(("left", "relation", "right", "below"), WALKS, ids=[" ".join(row[:3]) for row in WALKS])
def test_the_walk_visits_these_places_and_no_others(left, relation, right, below) -> None:
    whole, *found = walk(left, relation, right)
    assert (whole.relation, whole.frames) == (relation, ())
    assert len(found) == len(below) and set(map(said, found)) == {expected(text, relation) for text in below}


def test_number_places() -> None:
    """Zero has no factor, and of 2d ≤ 3d the factor d leaves 2 ≤ 3."""
    assert len(walk("f(z)", EQ, "f(z) - f(z)")) == 1
    _, place = walk("2*d(z)", LE, "3*d(z)")
    assert (place.left, place.right, place.relation) == (quantity("K - K + 2"), quantity("K - K + 3"), LE)


def test_an_average_is_entered_for_each_index() -> None:
    _, place = walk("mean[k:K](f(k))", LE, "mean[k:K](g(k))")
    ((index,), weights, _), = place.frames
    assert index.args[0] == ("index", quantity("K")) and weights == () and place.relation == LE and not place.means
    assert len(walk("mean[k:K](f(k))", LE, "mean[k:n](g(k))")) == 1
    assert len(walk("mean[j:K + 1](mean[k:K + 1:j](f(k)))", LE, "mean[j:K + 1](mean[k:K + 1](f(k)))")) == 2


def test_of_a_sum_that_may_be_empty_a_step_shows_nothing_more() -> None:
    """At j = 2 … 1 every argument is positive, whatever f is: that f² has a positive mean does not follow."""
    *_, place = walk("total[j:2:K](log(E[iid(q(z), j)](mean[k:j](f(z[k]))**2)))", EQ, "total[j:2:K](log(E[q(z)](f(z)**2)/j))")
    found = [c for fact in facts(place) for c in (*fact.premises, *fact.conclusions)]
    assert found and all(c.head == "always" and c.args[0][0].args[0][0] == "index" for c in found)
    *_, place = walk("total[j:1:K](log(E[iid(q(z), j)](mean[k:j](f(z[k]))**2)))", EQ, "total[j:1:K](log(E[q(z)](f(z)**2)/j))")
    assert any(fact.conclusions == tuple(conditions("E[q(z)](f(z)**2) > 0")) for fact in facts(place))


# --- what a step shows ------------------------------------------------------------------------------------------------

INTEGRANDS, EXTREMUM, ARGUMENT = "equal integrands", "finite extremum", "equal or larger argument"
SUP, INF = "bounded(sup[i:F]({}(i)))", "bounded(inf[i:F]({}(i)))"
FACTS = [  # left, relation, right, at the whole lines or at the last place; name, premises, conclusions
    ("E[q(z)](f(z))", EQ, "E[q(z)](g(z))", "last", [
        (INTEGRANDS, ["integrable[q(z)](f(z))"], ["integrable[q(z)](g(z))"]), (INTEGRANDS, ["integrable[q(z)](g(z))"], ["integrable[q(z)](f(z))"])]),
    ("E[q(z)](f(z))", EQ, "E[q(z)](g(x))", "last", [(INTEGRANDS, [], ["integrable[q(z)](f(z))"])]),
    ("E[q(z)](f(z))", LE, "E[q(z)](g(z))", "last", []), ("E[q(z)](f(z))", EQ, "E[q(z)](g(z))", "whole", []),
    ("integral[z](f(z))", EQ, "integral[z](g(z))", "last", [
        (INTEGRANDS, ["integrable[z](f(z))"], ["integrable[z](g(z))"]), (INTEGRANDS, ["integrable[z](g(z))"], ["integrable[z](f(z))"])]),
    ("E[c(x)](integral[z](h(x, z)))", EQ, "E[c(x)](integral[z](f(z)))", "last", [
        (INTEGRANDS, ["integrable[c(x)](integral[z](h(x, z)))"], []), (INTEGRANDS, [], ["integrable[c(x)](integral[z](h(x, z)))"]),
        (INTEGRANDS, ["always[c(x)](integrable[z](h(x, z)))"], ["integrable[z](f(z))"]),
        (INTEGRANDS, ["integrable[z](f(z))"], ["always[c(x)](integrable[z](h(x, z)))"])]),
    # suprema and infima: whole lines, and on the way inside
    ("sup[i:F](f(i))", LE, "g(x)", "whole", [(EXTREMUM, [], [SUP.format("f")])]), ("g(x)", GE, "sup[i:F](f(i))", "whole", [(EXTREMUM, [], [SUP.format("f")])]),
    ("g(x)", LE, "inf[i:F](f(i))", "whole", [(EXTREMUM, [], [INF.format("f")])]), ("inf[i:F](f(i))", GE, "g(x)", "whole", [(EXTREMUM, [], [INF.format("f")])]),
    ("g(x)", LE, "sup[i:F](f(i))", "whole", []), ("sup[i:F](f(i))", GE, "g(x)", "whole", []), ("inf[i:F](f(i))", LE, "g(x)", "whole", []),
    ("g(x)", GE, "inf[i:F](f(i))", "whole", []), ("-sup[i:F](f(i))", LE, "g(x)", "whole", []), ("-inf[i:F](f(i))", GE, "g(x)", "whole", []),
    ("sup[i:F](f(i)) - sup[i:F](g(i))", LE, "g(x)", "whole", []), ("sup[i:F](f(i))", EQ, "g(x)", "whole", []),
    ("sup[i:F](f(i))", LE, "sup[i:F](g(i))", "whole", [(EXTREMUM, [SUP.format("g")], [SUP.format("f")])]),
    ("inf[i:F](f(i))", LE, "inf[i:F](g(i))", "whole", [(EXTREMUM, [INF.format("f")], [INF.format("g")])]),
    ("inf[i:F](f(i))", GE, "inf[i:F](g(i))", "whole", [(EXTREMUM, [INF.format("g")], [INF.format("f")])]),
    ("inf[i:F](f(i))", LE, "sup[i:F](g(i))", "whole", []), ("sup[i:F](-f(i))", LE, "g(x)", "whole", []),
    ("sup[i:F](f(i))", EQ, "sup[i:F](g(i))", "whole", [(EXTREMUM, [SUP.format("f")], [SUP.format("g")]), (EXTREMUM, [SUP.format("g")], [SUP.format("f")])]),
    ("sup[i:F](f(i)) - sup[i:F](g(i))", EQ, "sup[i:F](a(i))", "whole", [(EXTREMUM, [SUP.format("f"), SUP.format("g")], [SUP.format("a")])]),
    ("sup[i:F](f(i)) + g(x)", EQ, "sup[i:F](a(i))", "whole", [(EXTREMUM, [SUP.format("f")], [SUP.format("a")]), (EXTREMUM, [SUP.format("a")], [SUP.format("f")])]),
    ("sup[i:F](f(i)) + 2*sup[i:F](g(i))", EQ, "sup[i:F](a(i))", "whole", [
        (EXTREMUM, [SUP.format("f"), SUP.format("g")], [SUP.format("a")]), (EXTREMUM, [SUP.format("a")], [SUP.format("f"), SUP.format("g")])]),
    ("sup[i:F](a(i))", EQ, "inf[i:F](f(i)) + sup[i:F](g(i))", "whole", [(EXTREMUM, [INF.format("f"), SUP.format("g")], [SUP.format("a")])]),
    ("sup[i:F](f(i)) - inf[i:F](g(i))", EQ, "sup[i:F](a(i))", "whole", [
        (EXTREMUM, [SUP.format("f"), INF.format("g")], [SUP.format("a")]), (EXTREMUM, [SUP.format("a")], [SUP.format("f"), INF.format("g")])]),
    ("exp(sup[i:F](f(i)))", EQ, "exp(sup[i:F](g(i)))", "whole", []), ("sup[i:F](f(i))**2", EQ, "sup[i:F](g(i))", "whole", []),
    ("sup[i:F](f(i))", EQ, "1/sup[i:F](g(i))", "whole", []), ("d(x)*sup[i:F](f(i))", EQ, "sup[i:F](g(i))", "whole", []),
    ("E[q(z)](sup[i:F](h(i, z)))", EQ, "sup[i:F](g(i))", "whole", []), ("sup[i:F](f(i))", LE, "log(sup[i:F](g(i)))", "whole", []),
    ("sup[i:F](f(i))", LE, "exp(inf[i:F](g(i)))", "whole", []), ("sup[i:F](f(i))", LE, "exp(inf[i:F](g(i)) + g(x))", "whole", []), ("sup[i:F](f(i))", LE, "g(x)*sup[i:F](g(i))", "whole", []),
    ("sup[i:F](f(i))", LE, "E[q(z)](inf[i:F](h(i, z)))", "whole", []), ("sup[i:F](f(i))", LE, "inf[i:F](g(i))**2", "whole", []),
    ("sup[i:F](f(i))", LE, "sup[i:F](g(i))", "last", [(EXTREMUM, [SUP.format("g")], [SUP.format("f")])]),
    ("inf[i:F](f(i))", LE, "inf[i:F](g(i))", "last", [(EXTREMUM, [INF.format("f")], [INF.format("g")])]),
    ("2*sup[i:F](f(i))", GE, "2*sup[i:F](g(i))", "last", [(EXTREMUM, [SUP.format("f")], [SUP.format("g")])]),
    ("E[q(z)](sup[i:F](h(i, z)))", LE, "E[q(z)](sup[i:F](f(i)))", "last", [
        (EXTREMUM, ["bounded(sup[i:F](f(i)))"], ["always[q(z)](bounded(sup[i:F](h(i, z))))"])]),
    ("sup[i:F](sup[y](h(i, y)))", LE, "sup[i:F](sup[y](a(i, y)))", "last", [
        (EXTREMUM, ["bounded(sup[i:F](sup[y](a(i, y))))"], ["bounded(sup[i:F](sup[y](h(i, y))))"]),
        (EXTREMUM, ["always[i](bounded(sup[y](a(i, y))))"], ["always[i](bounded(sup[y](h(i, y))))"])]),
    # logarithms: the larger argument, both being defined
    ("log(f(z))", LE, "log(g(z))", "last", [(ARGUMENT, ["f(z) > 0"], ["g(z) > 0"])]),
    ("log(f(z))", GE, "log(g(z))", "last", [(ARGUMENT, ["g(z) > 0"], ["f(z) > 0"])]),
    ("log(f(z))", EQ, "log(g(z))", "last", [(ARGUMENT, ["f(z) > 0"], ["g(z) > 0"]), (ARGUMENT, ["g(z) > 0"], ["f(z) > 0"])]),
    ("-log(f(z))", LE, "-log(g(z))", "last", [(ARGUMENT, ["g(z) > 0"], ["f(z) > 0"])]), ("log(f(z))", LE, "log(g(z))", "whole", []),
    ("exp(f(z))", LE, "exp(g(z))", "last", []), ("log(log(f(z)))", LE, "log(log(g(z)))", "last", [
        (ARGUMENT, ["log(f(z)) > 0", "f(z) > 0", "g(z) > 0"], ["log(g(z)) > 0"]), (ARGUMENT, ["f(z) > 0"], ["g(z) > 0"])]),
    ("log(1 + 1/f(z))", LE, "log(2 + log(g(z)))", "last", [
        (ARGUMENT, ["1 + 1/f(z) > 0", "f(z) != 0", "g(z) > 0"], ["2 + log(g(z)) > 0"])]),
    ("E[q(z)](log(f(z)))", GE, "E[q(z)](log(g(z)))", "last", [(ARGUMENT, ["always[q(z)](g(z) > 0)"], ["always[q(z)](f(z) > 0)"])]),
    ("f(z) == E[q(z)](f(z))", IFF, "f(z) == E[q(z)](g(z))", "last", [
        (INTEGRANDS, ["integrable[q(z)](f(z))"], ["integrable[q(z)](g(z))"]), (INTEGRANDS, ["integrable[q(z)](g(z))"], ["integrable[q(z)](f(z))"])]),
    ("f(z) <= E[q(z)](f(z))", IFF, "g(z) <= E[q(z)](f(z))", "last", []), ("f(z) > 0", IFF, "g(z) > 0", "whole", []),
]


@pytest.mark.parametrize(("left", "relation", "right", "where", "wanted"), FACTS, ids=[" ".join(row[:4]) for row in FACTS])
@pytest.mark.parametrize("step", [(), ("a(x) > 0",)], ids=["", "under a condition"])
def test_a_step_shows_these_facts_and_no_others(left, relation, right, where, wanted, step) -> None:
    """All of them rest on the step's own conditions; what concludes nothing is no fact."""
    place = walk(left, relation, right)[0 if where == "whole" else -1]
    found = [(fact.name, frozenset(fact.premises), frozenset(fact.conclusions)) for fact in facts(place, tuple(conditions(*step)))]
    assert found == [(name, conditions(*premises, *step), conditions(*shown)) for name, premises, shown in wanted if shown]


def test_a_term_alone_on_its_side_says_nothing_of_what_is_inside_it(monkeypatch) -> None:
    """A reason that accepts the logarithms, and not their arguments, does not show that one argument is the larger one."""
    def turned_only(_self, place, _reason):
        alone = place.left.atom_alone()
        return Accepted(()) if place.relation == GE and alone is not None and alone.head == "log" else None
    monkeypatch.setattr(Prover, "at_place", turned_only)
    assert not Prover().step(quantity("log(f(x))"), quantity("log(f(z))"), LE, tangent).facts
